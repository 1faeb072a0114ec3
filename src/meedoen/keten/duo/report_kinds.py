"""How each report leaves: from our words to DUO's model, and what DUO's acceptance means.

A delivery may be uncertain: the outbox then sends the same message again, by the same id. A PIP cannot be
sent twice, so before one is sent DUO is asked which it has; what it has already is not reported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_noop
from pydantic import ValidationError

from meedoen.basis.outbox.deliverers import Afgewezen, Later
from meedoen.basis.outbox.models import Bericht
from meedoen.keten.duo import asking, codes, reporting
from meedoen.keten.duo.channel import Soort, registreer
from meedoen.keten.duo.schemas.aanbod import Aanbod
from meedoen.keten.duo.schemas.contactpersoon import Contactgegevens
from meedoen.keten.duo.schemas.pip import BekendePip, Pip
from meedoen.keten.duo.schemas.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.wet.concepts import Alfabetisering, Leerroute, Niveau

if TYPE_CHECKING:
    from meedoen.keten.duo.client import DuoClient

ONBEKEND = gettext_noop("DUO kent de contactpersoon nog niet.")
KAN_NIET = "Zo past het niet in het bericht van DUO."


def _dag(tekst: str | None) -> Any:
    return parse_date(tekst) if tekst else None


def als_pip(inhoud: dict[str, Any]) -> Pip:
    """The plan as DUO takes it, from our words."""
    return Pip(
        dagtekening_pip=_dag(inhoud["dagtekening"]),
        leerroute=Leerroute(inhoud["leerroute"]),
        niveau=Niveau(inhoud["niveau"]) if inhoud["niveau"] else None,
        geschatte_intensiteit_b1_route=inhoud["intensiteit_uren"],
        indicator_mag_opleiding_afmaken=inhoud["mag_opleiding_afmaken"],
        indicator_alfabetiseringsonderwijs=(
            Alfabetisering(inhoud["alfabetisering"]) if inhoud["alfabetisering"] else None
        ),
    )


def zelfde_pip(pip: Pip, bekend: BekendePip) -> bool:
    """Whether DUO knows all that we would say; what we leave out, it may fill in."""
    gezegd = pip.model_dump(exclude_none=True)
    # What DUO leaves out of a yes or no is a no.
    return all(str(getattr(bekend, veld, None) or False) == str(waarde) for veld, waarde in gezegd.items())


def _verstuur_pip(client: DuoClient, bericht: Bericht) -> None:
    pip, bsn = als_pip(bericht.inhoud), bericht.inhoud["bsn"]
    bekend = client.pip(bsn, uuid5(bericht.pk, "vooraf"))
    if bekend and bekend.gemeentecode == bericht.inhoud["gemeentecode"] and zelfde_pip(pip, bekend.pip):
        return
    client.meld_pip(bsn, pip, bericht.pk)


def _pip_weg(client: DuoClient, bericht: Bericht) -> None:
    client.verwijder_pip(bericht.inhoud["bsn"], bericht.pk)


def _aanbod(client: DuoClient, bericht: Bericht) -> None:
    inhoud = bericht.inhoud
    aanbod = Aanbod.met_laatste_dag(
        alfabetisering=Alfabetisering(inhoud["alfabetisering"]),
        ingeschreven=_dag(inhoud["datum"]),
        eerste_dag=_dag(inhoud["start"]),
        laatste_dag=_dag(inhoud["einde"]),
    )
    client.meld_aanbod(inhoud["bsn"], inhoud["instellingsnummer"], aanbod, bericht.pk)


def _aanbod_weg(client: DuoClient, bericht: Bericht) -> None:
    client.verwijder_aanbod(bericht.inhoud["bsn"], bericht.inhoud["instellingsnummer"], bericht.pk)


def _ja_nee(waarde: bool | None) -> codes.JaNee | None:
    return None if waarde is None else codes.JaNee.JA if waarde else codes.JaNee.NEE


def _map(client: DuoClient, bericht: Bericht) -> None:
    inhoud = bericht.inhoud
    resultaat = ResultaatMap(
        datum_eindgesprek_map=_dag(inhoud["datum"]), verwijtbaar=_ja_nee(inhoud["verwijtbaar"])
    )
    client.meld_map(inhoud["bsn"], resultaat, bericht.pk)


def _pvt(client: DuoClient, bericht: Bericht) -> None:
    inhoud = bericht.inhoud
    resultaat = ResultaatPvt(
        datum_ondertekening_pvt=_dag(inhoud["datum"]), verwijtbaar=_ja_nee(inhoud["verwijtbaar"])
    )
    client.meld_pvt(inhoud["bsn"], resultaat, bericht.pk)


def _zroute(client: DuoClient, bericht: Bericht) -> None:
    resultaat = ResultaatZroute(datum_afronding_zroute=_dag(bericht.inhoud["datum"]))
    client.meld_zroute(bericht.inhoud["bsn"], resultaat, bericht.pk)


def _uren(methode: str) -> Callable[[DuoClient, Bericht], None]:
    def verstuur(client: DuoClient, bericht: Bericht) -> None:
        uren = Uren(uren=bericht.inhoud["uren"])
        getattr(client, methode)(bericht.inhoud["bsn"], uren, bericht.pk)

    return verstuur


def _gebruiker(bericht: Bericht) -> UUID:
    return UUID(bericht.inhoud["gebruiker"])


def _nummer(bericht: Bericht) -> int | None:
    return reporting.contactboek().nummer(bericht.gemeente_id, _gebruiker(bericht))


def _contactpersoon(client: DuoClient, bericht: Bericht) -> int:
    inhoud = bericht.inhoud
    gegevens = Contactgegevens(naam=inhoud["naam"], email=inhoud["email"], telefoonnummer=inhoud["telefoon"])
    nummer = _nummer(bericht)
    if nummer is None:
        return client.maak_contactpersoon(gegevens, bericht.pk)
    client.wijzig_contactpersoon(nummer, gegevens, bericht.pk)
    return nummer


def _bewaar_nummer(bericht: Bericht, nummer: int | None) -> None:
    reporting.contactboek().bewaar(bericht.gemeente_id, _gebruiker(bericht), nummer)


def _contactpersoon_weg(client: DuoClient, bericht: Bericht) -> None:
    if (nummer := _nummer(bericht)) is not None:
        client.verwijder_contactpersoon(nummer, bericht.pk)


def _koppel(client: DuoClient, bericht: Bericht) -> None:
    if (nummer := _nummer(bericht)) is None:
        raise Later(ONBEKEND)
    client.koppel(nummer, bericht.inhoud["bsn"], bericht.pk)


def _ontkoppel(client: DuoClient, bericht: Bericht) -> None:
    if (nummer := _nummer(bericht)) is not None:
        client.ontkoppel(nummer, bericht.inhoud["bsn"], bericht.pk)


def _vraag_na(naam: str) -> Callable[[Bericht, Any], None]:
    """Ask what DUO knows now, so that what we show of DUO is what DUO said and not what we think it knows."""

    def verwerk(bericht: Bericht, antwoord: Any) -> None:  # noqa: ARG001  # DUO answers a report with nothing
        asking.vraag(bericht.gemeente_id, naam, bericht.inhoud["bsn"], over=bericht.over)

    return verwerk


def _niets(bericht: Bericht, antwoord: Any) -> None:
    """That it was accepted stands with the message itself."""


def _passend(verstuur: Callable[[DuoClient, Bericht], Any]) -> Callable[[DuoClient, Bericht], Any]:
    """What does not fit in DUO's message is refused here, as DUO would: somebody has to change it."""

    def probeer(client: DuoClient, bericht: Bericht) -> Any:
        try:
            return verstuur(client, bericht)
        except ValidationError as fout:
            velden = ", ".join(sorted({str(een["loc"][0]) for een in fout.errors() if een["loc"]}))
            raise Afgewezen([f"{KAN_NIET} ({velden})"]) from None

    return probeer


def _gevolgd(verwerk: Callable[[Bericht, Any], None]) -> Callable[[Bericht, Any], None]:
    """After what is its own, the domain hears that DUO took it."""

    def gevolgd(bericht: Bericht, antwoord: Any) -> None:
        verwerk(bericht, antwoord)
        reporting.meld_aanvaarding(bericht)

    return gevolgd


for _soort in (
    Soort("pip", _verstuur_pip, _vraag_na("pip")),
    Soort("pip_weg", _pip_weg, _vraag_na("pip")),
    Soort("aanbod", _aanbod, _niets),
    Soort("aanbod_weg", _aanbod_weg, _niets),
    Soort("map", _map, _vraag_na("resultaten")),
    Soort("pvt", _pvt, _vraag_na("resultaten")),
    Soort("zroute", _zroute, _niets),
    Soort("uren_intake", _uren("meld_uren_intake"), _vraag_na("uren")),
    Soort("uren_participatie", _uren("meld_uren_participatie"), _vraag_na("uren")),
    Soort("uren_taalles", _uren("meld_uren_taalles"), _vraag_na("uren")),
    Soort("contactpersoon", _contactpersoon, _bewaar_nummer),
    Soort("contactpersoon_weg", _contactpersoon_weg, lambda bericht, _: _bewaar_nummer(bericht, None)),
    Soort("koppeling", _koppel, _niets),
    Soort("ontkoppeling", _ontkoppel, _niets),
):
    registreer(Soort(_soort.naam, _passend(_soort.verstuur), _gevolgd(_soort.verwerk)))
