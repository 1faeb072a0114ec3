"""The organisations of the region and the people who work there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.hashers import make_password

from meedoen.basis.organisations.models import (
    Account,
    Appointment,
    GemeenteSettings,
    Organisation,
    Role,
    Team,
)
from meedoen.cli.demo_region.names import HANDLERS_AFTER, HANDLERS_BEFORE

REGION = "regio-alkmaar"
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
SINCE = date(2022, 1, 1)


@dataclass(frozen=True)
class DemoAccount:
    """An account to sign in with: address, name, role and where."""

    email: str
    naam: str
    rol: Role
    code: str


ACCOUNTS = (
    DemoAccount(f"klantmanager.alkmaar@{POST}", "Nadia de Wit", Role.KLANTMANAGER, "0361"),
    DemoAccount(f"teamleider.alkmaar@{POST}", "Els Bakker", Role.TEAMLEIDER, "0361"),
    DemoAccount(f"kwaliteit.alkmaar@{POST}", "Karim Haddad", Role.QUALITY, "0361"),
    DemoAccount(f"beheer.alkmaar@{POST}", "Ria Mol", Role.ADMINISTRATOR, "0361"),
    DemoAccount(f"klantmanager.heiloo@{POST}", "Tom Prins", Role.KLANTMANAGER, "0399"),
    DemoAccount(f"klantmanager.bergen@{POST}", "Sanne Blom", Role.KLANTMANAGER, "0373"),
    DemoAccount(f"beleid.regio@{POST}", "Petra Smit", Role.POLICY, REGION),
    DemoAccount(f"fg.alkmaar@{POST}", "Frits Groen", Role.FG, "0361"),
)


@dataclass(frozen=True)
class Staffing:
    """Who works on dossiers in one municipality; of the klantmanagers the first has the demo account, if
    any."""

    gemeente: UUID
    team: int
    klantmanagers: tuple[UUID, ...]
    approver: UUID


def make_organisations() -> dict[str, UUID]:
    """Make the region, its municipalities with their settings, and the providers. Returns code → id."""
    region = Organisation.objects.create(soort=Organisation.Kind.REGION, naam="Regio Alkmaar", code=REGION)
    codes = {REGION: region.pk}
    for code, name in GEMEENTEN.items():
        gemeente = Organisation.objects.create(
            soort=Organisation.Kind.GEMEENTE,
            naam=name,
            code=code,
            region=region,
            adres="Voorbeeldplein 1",
            postcode_plaats=f"1800 ZZ {name}",
            telefoon="14 000",
            email=f"inburgering@{name.lower()}.{POST}",
            website=f"{name.lower()}.{POST}",
        )
        GemeenteSettings.objects.create(
            gemeente=gemeente,
            eerste_contact_dagen=14,
            voortgangsgesprek_weken=13,
            ondertekenaar_functie="teamleider Inburgering",
        )
        codes[code] = gemeente.pk
    for name, code in AANBIEDERS:
        Organisation.objects.create(soort=Organisation.Kind.AANBIEDER, naam=name, code=code, region=region)
    return codes


def make_people(codes: dict[str, UUID], klantmanagers: dict[str, int]) -> dict[str, Staffing]:
    """Make the demo accounts, still without a password, and the colleagues who have none.

    Args:
        klantmanagers: how many each municipality needs.
    """
    names = _names()
    demo = {account: _user(account.email, account.naam, account.rol) for account in ACCOUNTS}
    new = list(demo.values())
    appointments = [(user, account.code, account.rol) for account, user in demo.items()]
    for code, count in klantmanagers.items():
        for role, how_many in ((Role.KLANTMANAGER, count), (Role.TEAMLEIDER, 1), (Role.QUALITY, 1)):
            occupied = sum(account.code == code and account.rol == role for account in ACCOUNTS)
            for number in range(occupied, how_many):
                user = _user(f"{role}.{code}.{number + 1}@{POST}", next(names), role)
                new.append(user)
                appointments.append((user, code, role))
    Account.objects.bulk_create(new)
    teams = {code: Team.objects.create(gemeente_id=codes[code], naam="Inburgering") for code in klantmanagers}
    Appointment.objects.bulk_create(
        Appointment(
            user=user,
            organisation_id=codes[code],
            rol=role,
            vanaf=SINCE,
            team=teams.get(code) if role in (Role.KLANTMANAGER, Role.TEAMLEIDER) else None,
        )
        for user, code, role in appointments
    )
    return {
        code: Staffing(
            gemeente=codes[code],
            team=teams[code].pk,
            klantmanagers=tuple(
                g.pk for g, where, role in appointments if (where, role) == (code, Role.KLANTMANAGER)
            ),
            approver=next(g.pk for g, where, role in appointments if (where, role) == (code, Role.QUALITY)),
        )
        for code in klantmanagers
    }


def _user(email: str, name: str, role: Role) -> Account:
    return Account(
        email=email, naam=name, functie=str(role.label), telefoon="072 000 0000", password=make_password(None)
    )


def _names() -> Iterator[str]:
    """Invented names of colleagues, without end; a number tells the second of a name from the first."""
    occupied = {account.naam for account in ACCOUNTS}
    delivery_round = 0
    while True:
        for place in range(len(HANDLERS_BEFORE) * len(HANDLERS_AFTER)):
            for_ = HANDLERS_BEFORE[(place * 7) % len(HANDLERS_BEFORE)]
            behind = HANDLERS_AFTER[(place * 11 + place // 36) % len(HANDLERS_AFTER)]
            if f"{for_} {behind}" not in occupied:
                yield f"{for_} {behind}" + (f" {delivery_round + 1}" if delivery_round else "")
        delivery_round += 1
