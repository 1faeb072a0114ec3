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

from meedoen.basis.outbox.deliverers import Postponed, Rejected
from meedoen.basis.outbox.models import Message
from meedoen.keten.duo import asking, codes, reporting
from meedoen.keten.duo.channel import MessageType
from meedoen.keten.duo.schemas.aanbod import Aanbod
from meedoen.keten.duo.schemas.contactpersoon import ContactDetails
from meedoen.keten.duo.schemas.pip import KnownPip, Pip
from meedoen.keten.duo.schemas.resultaten import ResultaatMap, ResultaatPvt, ResultaatZroute
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.wet.concepts import Alfabetisering, Leerroute, Niveau

if TYPE_CHECKING:
    from meedoen.keten.duo.client import DuoClient

UNKNOWN = gettext_noop("DUO kent de contactpersoon nog niet.")
CANNOT = "Zo past het niet in het bericht van DUO."


def _day(text: str | None) -> Any:
    return parse_date(text) if text else None


def as_pip(content: dict[str, Any]) -> Pip:
    """The plan as DUO takes it, from our words."""
    return Pip(
        dagtekening_pip=_day(content["dagtekening"]),
        leerroute=Leerroute(content["leerroute"]),
        niveau=Niveau(content["niveau"]) if content["niveau"] else None,
        geschatte_intensiteit_b1_route=content["intensiteit_uren"],
        indicator_mag_opleiding_afmaken=content["mag_opleiding_afmaken"],
        indicator_alfabetiseringsonderwijs=(
            Alfabetisering(content["alfabetisering"]) if content["alfabetisering"] else None
        ),
    )


def same_pip(pip: Pip, known: KnownPip) -> bool:
    """Whether DUO knows all that we would say; what we leave out, it may fill in."""
    said = pip.model_dump(exclude_none=True)
    # What DUO leaves out of a yes or no is a no.
    return all(str(getattr(known, field, None) or False) == str(value) for field, value in said.items())


def _send_pip(client: DuoClient, message: Message) -> None:
    pip, bsn = as_pip(message.inhoud), message.inhoud["bsn"]
    known = client.pip(bsn, uuid5(message.pk, "vooraf"))
    if known and known.gemeentecode == message.inhoud["gemeentecode"] and same_pip(pip, known.pip):
        return
    client.report_pip(bsn, pip, message.pk)


def _pip_withdrawn(client: DuoClient, message: Message) -> None:
    client.delete_pip(message.inhoud["bsn"], message.pk)


def _aanbod(client: DuoClient, message: Message) -> None:
    content = message.inhoud
    aanbod = Aanbod.with_last_day(
        alfabetisering=Alfabetisering(content["alfabetisering"]),
        enrolled=_day(content["datum"]),
        eerste_dag=_day(content["start"]),
        laatste_dag=_day(content["einde"]),
    )
    client.report_aanbod(content["bsn"], content["instellingsnummer"], aanbod, message.pk)


def _aanbod_withdrawn(client: DuoClient, message: Message) -> None:
    client.delete_aanbod(message.inhoud["bsn"], message.inhoud["instellingsnummer"], message.pk)


def _yes_no(value: bool | None) -> codes.YesNo | None:
    return None if value is None else codes.YesNo.YES if value else codes.YesNo.NO


def _map(client: DuoClient, message: Message) -> None:
    content = message.inhoud
    resultaat = ResultaatMap(
        datum_eindgesprek_map=_day(content["datum"]), verwijtbaar=_yes_no(content["verwijtbaar"])
    )
    client.report_map(content["bsn"], resultaat, message.pk)


def _pvt(client: DuoClient, message: Message) -> None:
    content = message.inhoud
    resultaat = ResultaatPvt(
        datum_ondertekening_pvt=_day(content["datum"]), verwijtbaar=_yes_no(content["verwijtbaar"])
    )
    client.report_pvt(content["bsn"], resultaat, message.pk)


def _zroute(client: DuoClient, message: Message) -> None:
    resultaat = ResultaatZroute(datum_afronding_zroute=_day(message.inhoud["datum"]))
    client.report_zroute(message.inhoud["bsn"], resultaat, message.pk)


def _uren(method: str) -> Callable[[DuoClient, Message], None]:
    def send(client: DuoClient, message: Message) -> None:
        uren = Uren(uren=message.inhoud["uren"])
        getattr(client, method)(message.inhoud["bsn"], uren, message.pk)

    return send


def _user(message: Message) -> UUID:
    return UUID(message.inhoud["gebruiker"])


def _number(message: Message) -> int | None:
    return reporting.contact_book().nummer(message.gemeente_id, _user(message))


def _contactpersoon(client: DuoClient, message: Message) -> int:
    content = message.inhoud
    data = ContactDetails(naam=content["naam"], email=content["email"], telefoonnummer=content["telefoon"])
    number = _number(message)
    if number is None:
        return client.make_contactpersoon(data, message.pk)
    client.change_contactpersoon(number, data, message.pk)
    return number


def _remember_number(message: Message, nummer: int | None) -> None:
    reporting.contact_book().save(message.gemeente_id, _user(message), nummer)


def _remove_contactpersoon(client: DuoClient, message: Message) -> None:
    if (number := _number(message)) is not None:
        client.delete_contactpersoon(number, message.pk)


def _link(client: DuoClient, message: Message) -> None:
    if (number := _number(message)) is None:
        raise Postponed(UNKNOWN)
    client.link(number, message.inhoud["bsn"], message.pk)


def _decouple(client: DuoClient, message: Message) -> None:
    if (number := _number(message)) is not None:
        client.decouple(number, message.inhoud["bsn"], message.pk)


def _inquire(name: str) -> Callable[[Message, Any], None]:
    """Ask what DUO knows now, so that what we show of DUO is what DUO said and not what we think it knows."""

    def process(message: Message, antwoord: Any) -> None:  # noqa: ARG001  # DUO answers a report with nothing
        asking.ask(message.gemeente_id, name, message.inhoud["bsn"], about=message.about)

    return process


def _nothing(message: Message, antwoord: Any) -> None:
    """That it was accepted stands with the message itself."""


def _fitting(send: Callable[[DuoClient, Message], Any]) -> Callable[[DuoClient, Message], Any]:
    """What does not fit in DUO's message is refused here, as DUO would: somebody has to change it."""

    def attempt(client: DuoClient, message: Message) -> Any:
        try:
            return send(client, message)
        except ValidationError as error:
            fields = ", ".join(sorted({str(one["loc"][0]) for one in error.errors() if one["loc"]}))
            raise Rejected([f"{CANNOT} ({fields})"]) from None

    return attempt


def _followed(process: Callable[[Message, Any], None]) -> Callable[[Message, Any], None]:
    """After what is its own, the domain hears that DUO took it."""

    def followed(message: Message, antwoord: Any) -> None:
        process(message, antwoord)
        reporting.report_aanvaarding(message)

    return followed


KINDS = tuple(
    MessageType(kind.naam, _fitting(kind.send), _followed(kind.process))
    for kind in (
        MessageType("pip", _send_pip, _inquire("pip")),
        MessageType("pip_weg", _pip_withdrawn, _inquire("pip")),
        MessageType("aanbod", _aanbod, _nothing),
        MessageType("aanbod_weg", _aanbod_withdrawn, _nothing),
        MessageType("map", _map, _inquire("resultaten")),
        MessageType("pvt", _pvt, _inquire("resultaten")),
        MessageType("zroute", _zroute, _nothing),
        MessageType("uren_intake", _uren("report_uren_intake"), _inquire("uren")),
        MessageType("uren_participatie", _uren("report_uren_participatie"), _inquire("uren")),
        MessageType("uren_taalles", _uren("report_uren_taalles"), _inquire("uren")),
        MessageType("contactpersoon", _contactpersoon, _remember_number),
        MessageType(
            "contactpersoon_weg", _remove_contactpersoon, lambda message, _: _remember_number(message, None)
        ),
        MessageType("koppeling", _link, _nothing),
        MessageType("ontkoppeling", _decouple, _nothing),
    )
)
"""The kinds of message that report."""
