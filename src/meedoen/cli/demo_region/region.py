"""The organisations of the region and the people who work there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import make_password

from meedoen.basis.organisations.models import (
    Aanstelling,
    Gebruiker,
    Gemeenteinstelling,
    Organisatie,
    Rol,
    Team,
)
from meedoen.cli.demo_region.names import BEHANDELAARS_ACHTER, BEHANDELAARS_VOOR

REGIO = "regio-alkmaar"
POST = "meedoen.test"

GEMEENTEN = {
    "0361": "Alkmaar",
    "0373": "Bergen",
    "0383": "Castricum",
    "0398": "Heerhugowaard",
    "0399": "Heiloo",
    "0416": "Langedijk",
    "0450": "Uitgeest",
}

AANBIEDERS = (
    ("Taalhuis De Waag", "taal-waag"),
    ("Leerwerkplaats Noorderkade", "werk-noorderkade"),
    ("Taalschool Duin en Dijk", "taal-duinendijk"),
    ("Stichting Samen Wegwijs", "begeleiding-wegwijs"),
    ("Praktijkschool Het Ambacht", "praktijk-ambacht"),
)
SINDS = date(2022, 1, 1)


@dataclass(frozen=True)
class Demoaccount:
    """An account to sign in with: address, name, role and where."""

    email: str
    naam: str
    rol: Rol
    code: str


ACCOUNTS = (
    Demoaccount(f"klantmanager.alkmaar@{POST}", "Nadia de Wit", Rol.KLANTMANAGER, "0361"),
    Demoaccount(f"teamleider.alkmaar@{POST}", "Els Bakker", Rol.TEAMLEIDER, "0361"),
    Demoaccount(f"kwaliteit.alkmaar@{POST}", "Karim Haddad", Rol.KWALITEIT, "0361"),
    Demoaccount(f"beheer.alkmaar@{POST}", "Ria Mol", Rol.BEHEERDER, "0361"),
    Demoaccount(f"klantmanager.heiloo@{POST}", "Tom Prins", Rol.KLANTMANAGER, "0399"),
    Demoaccount(f"klantmanager.bergen@{POST}", "Sanne Blom", Rol.KLANTMANAGER, "0373"),
    Demoaccount(f"beleid.regio@{POST}", "Petra Smit", Rol.BELEID, REGIO),
    Demoaccount(f"fg.alkmaar@{POST}", "Frits Groen", Rol.FG, "0361"),
)


@dataclass(frozen=True)
class Bezetting:
    """Who works on dossiers in one municipality; of the klantmanagers the first has the demo account, if
    any."""

    gemeente: UUID
    team: int
    klantmanagers: tuple[UUID, ...]
    goedkeurder: UUID


def maak_organisaties() -> dict[str, UUID]:
    """Make the region, its municipalities with their settings, and the providers. Returns code → id."""
    regio = Organisatie.objects.create(soort=Organisatie.Soort.REGIO, naam="Regio Alkmaar", code=REGIO)
    codes = {REGIO: regio.pk}
    for code, naam in GEMEENTEN.items():
        gemeente = Organisatie.objects.create(
            soort=Organisatie.Soort.GEMEENTE,
            naam=naam,
            code=code,
            regio=regio,
            adres="Voorbeeldplein 1",
            postcode_plaats=f"1800 ZZ {naam}",
            telefoon="14 000",
            email=f"inburgering@{naam.lower()}.{POST}",
            website=f"{naam.lower()}.{POST}",
        )
        Gemeenteinstelling.objects.create(
            gemeente=gemeente,
            eerste_contact_dagen=14,
            voortgangsgesprek_weken=13,
            ondertekenaar_functie="teamleider Inburgering",
        )
        codes[code] = gemeente.pk
    for naam, code in AANBIEDERS:
        Organisatie.objects.create(soort=Organisatie.Soort.AANBIEDER, naam=naam, code=code, regio=regio)
    return codes


def maak_mensen(codes: dict[str, UUID], klantmanagers: dict[str, int]) -> dict[str, Bezetting]:
    """Make the demo accounts, still without a password, and the colleagues who have none.

    Args:
        klantmanagers: how many each municipality needs.
    """
    namen = _namen()
    demo = {account: _gebruiker(account.email, account.naam, account.rol) for account in ACCOUNTS}
    nieuw = list(demo.values())
    aanstellingen = [(gebruiker, account.code, account.rol) for account, gebruiker in demo.items()]
    for code, aantal in klantmanagers.items():
        for rol, hoeveel in ((Rol.KLANTMANAGER, aantal), (Rol.TEAMLEIDER, 1), (Rol.KWALITEIT, 1)):
            bezet = sum(account.code == code and account.rol == rol for account in ACCOUNTS)
            for nummer in range(bezet, hoeveel):
                gebruiker = _gebruiker(f"{rol}.{code}.{nummer + 1}@{POST}", next(namen), rol)
                nieuw.append(gebruiker)
                aanstellingen.append((gebruiker, code, rol))
    Gebruiker.objects.bulk_create(nieuw)
    teams = {code: Team.objects.create(gemeente_id=codes[code], naam="Inburgering") for code in klantmanagers}
    Aanstelling.objects.bulk_create(
        Aanstelling(
            gebruiker=gebruiker,
            organisatie_id=codes[code],
            rol=rol,
            vanaf=SINDS,
            team=teams.get(code) if rol in (Rol.KLANTMANAGER, Rol.TEAMLEIDER) else None,
        )
        for gebruiker, code, rol in aanstellingen
    )
    return {
        code: Bezetting(
            gemeente=codes[code],
            team=teams[code].pk,
            klantmanagers=tuple(
                g.pk for g, waar, rol in aanstellingen if (waar, rol) == (code, Rol.KLANTMANAGER)
            ),
            goedkeurder=next(g.pk for g, waar, rol in aanstellingen if (waar, rol) == (code, Rol.KWALITEIT)),
        )
        for code in klantmanagers
    }


def _gebruiker(email: str, naam: str, rol: Rol) -> Gebruiker:
    return Gebruiker(
        email=email, naam=naam, functie=str(rol.label), telefoon="072 000 0000", password=make_password(None)
    )


def _namen() -> Iterator[str]:
    """Invented names of colleagues, without end; a number tells the second of a name from the first."""
    bezet = {account.naam for account in ACCOUNTS}
    ronde = 0
    while True:
        for plaats in range(len(BEHANDELAARS_VOOR) * len(BEHANDELAARS_ACHTER)):
            voor = BEHANDELAARS_VOOR[(plaats * 7) % len(BEHANDELAARS_VOOR)]
            achter = BEHANDELAARS_ACHTER[(plaats * 11 + plaats // 36) % len(BEHANDELAARS_ACHTER)]
            if f"{voor} {achter}" not in bezet:
                yield f"{voor} {achter}" + (f" {ronde + 1}" if ronde else "")
        ronde += 1
