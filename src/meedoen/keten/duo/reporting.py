"""What we report to DUO: one function per report, in our own words; only here they become DUO's.

Each is called in the transaction of the fact it is about and puts one message in the outbox. Reports about a
person leave in the order in which they were placed. A report takes the place in that row of an earlier one of
its kind that DUO refused or that failed for good, so that the row goes on.

Without a connection, or for somebody without a BSN, nothing is placed and None is returned: the fact stands,
and can be reported later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.outbox.models import Message
from meedoen.basis.outbox.services import discard, enqueue
from meedoen.basis.registry import Several, Single
from meedoen.keten.connection import connection_of
from meedoen.keten.duo.channel import CHANNEL
from meedoen.keten.models import Party

REPLACED = gettext_noop("vervangen door een nieuwe melding")
UREN = {"intake": "uren_intake", "participatie": "uren_participatie", "taalles": "uren_taalles"}
"""Kind of hours → kind of report."""

REPORTS = (
    "pip",
    "pip_weg",
    "aanbod",
    "aanbod_weg",
    "map",
    "pvt",
    "zroute",
    *UREN.values(),
    "koppeling",
    "ontkoppeling",
)
"""The kinds of report about a person."""

LIFTS_ON = {"pip_weg": ("pip",), "aanbod_weg": ("aanbod",), "ontkoppeling": ("koppeling",)}
"""Reports that leave nothing over of a refused report of another kind."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a report is about: the person, and the dossier in which the answer belongs."""

    gemeente_id: UUID
    gemeentecode: str
    persoon_id: UUID
    bsn: str
    dossier_id: UUID


class ContactBook(Protocol):
    """Where it is kept which number DUO gave to a colleague of a municipality."""

    def nummer(self, gemeente_id: UUID, user_id: UUID) -> int | None:
        """The number, or None while DUO does not know her."""

    def save(self, gemeente_id: UUID, user_id: UUID, nummer: int | None) -> None:
        """Keep the number, or that there is none any more."""


CONTACT_BOOK: Single[ContactBook] = Single("book of contact persons")
"""Of the app that knows the contact persons."""


def contact_book() -> ContactBook:
    """The book in use."""
    if (book := CONTACT_BOOK.get()) is None:
        raise LookupError("no app keeps the numbers of contact persons")
    return book


OnReplacement = Callable[[Actor, Message], None]
OnAanvaarding = Callable[[Message], None]

REPLACEMENTS: Several[OnReplacement] = Several("hook for replaced reports")
"""Called when another report takes the place of a refused one, in its transaction, with the refused one."""
AANVAARDINGEN: Several[OnAanvaarding] = Several("hook for accepted reports")
"""Called when DUO took a report, in the transaction that marks it sent."""


def report_aanvaarding(message: Message) -> None:
    """Tell the domain that DUO took a report."""
    for function in AANVAARDINGEN:
        function(message)


def report_pip(
    actor: Actor,
    who: Who,
    *,
    dagtekening: date,
    leerroute: str,
    niveau: str = "",
    intensiteit_uren: int | None = None,
    mag_opleiding_afmaken: bool = False,
    alfabetisering: str = "",
) -> Message | None:
    """Report the PIP that holds from now on."""
    content = {
        "dagtekening": dagtekening.isoformat(),
        "leerroute": leerroute,
        "niveau": niveau,
        "intensiteit_uren": intensiteit_uren,
        "mag_opleiding_afmaken": mag_opleiding_afmaken,
        "alfabetisering": alfabetisering,
        "gemeentecode": who.gemeentecode,
    }
    return _about_persoon(actor, who, "pip", content)


def pip_withdrawn(actor: Actor, who: Who) -> Message | None:
    """Ask DUO to forget the PIP reported last."""
    return _about_persoon(actor, who, "pip_weg", {})


def report_aanbod(
    actor: Actor,
    who: Who,
    *,
    instellingsnummer: str,
    datum: date,
    start: date | None,
    einde: date | None,
    alfabetisering: str,
) -> Message | None:
    """Report the offer of one school. `einde` is the last day."""
    content = {
        "instellingsnummer": instellingsnummer,
        "datum": datum.isoformat(),
        "start": start.isoformat() if start else None,
        "einde": einde.isoformat() if einde else None,
        "alfabetisering": alfabetisering,
    }
    return _about_persoon(actor, who, "aanbod", content, part=instellingsnummer)


def aanbod_withdrawn(actor: Actor, who: Who, *, instellingsnummer: str) -> Message | None:
    """Take back the offer of one school."""
    content = {"instellingsnummer": instellingsnummer}
    return _about_persoon(actor, who, "aanbod_weg", content, part=instellingsnummer)


def report_resultaat(
    actor: Actor, who: Who, kind: str, *, datum: date | None, verwijtbaar: bool | None = None
) -> Message | None:
    """Report the end of MAP, PVT or the Z-route ("map", "pvt", "zroute"); without a day it is withdrawn."""
    content = {"datum": datum.isoformat() if datum else None, "verwijtbaar": verwijtbaar}
    return _about_persoon(actor, who, kind, content)


def report_uren(actor: Actor, who: Who, kind: str, *, uren: int) -> Message | None:
    """Report a total of hours; `soort` is a key of `UREN`."""
    return _about_persoon(actor, who, UREN[kind], {"uren": uren})


def link(actor: Actor, who: Who, user_id: UUID) -> Message | None:
    """Make a colleague the contact person of somebody. It waits until DUO knows her."""
    return _about_persoon(actor, who, "koppeling", {"gebruiker": str(user_id)}, row="duo:koppeling:")


def decouple(actor: Actor, who: Who, user_id: UUID) -> Message | None:
    """Let a colleague be the contact person of somebody no longer."""
    return _about_persoon(actor, who, "ontkoppeling", {"gebruiker": str(user_id)}, row="duo:koppeling:")


def report_contactpersoon(
    actor: Actor, gemeente_id: UUID, user_id: UUID, *, naam: str, email: str, telefoon: str
) -> Message | None:
    """Report how a colleague can be reached: a new one to DUO, or a change."""
    content = {"gebruiker": str(user_id), "naam": naam, "email": email, "telefoon": telefoon}
    return _place(actor, gemeente_id, "contactpersoon", content, row=contact_row(user_id))


def remove_contactpersoon(actor: Actor, gemeente_id: UUID, user_id: UUID) -> Message | None:
    """Take a colleague away, with all her couplings."""
    content = {"gebruiker": str(user_id)}
    return _place(actor, gemeente_id, "contactpersoon_weg", content, row=contact_row(user_id))


def contact_row(user_id: UUID) -> str:
    """The row of the reports about how a colleague can be reached."""
    return f"duo:contact:{user_id}"


def is_connected(gemeente_id: UUID) -> bool:
    """Whether this municipality reports to DUO by this way."""
    return connection_of(gemeente_id, Party.DUO) is not None


def _about_persoon(
    actor: Actor, who: Who, kind: str, content: Mapping[str, Any], *, row: str = "duo:", part: str = ""
) -> Message | None:
    """Couplings have a row of their own: they wait for a contact person, and facts must not wait for that."""
    if not who.bsn:
        return None
    key = f"{row}{who.persoon_id}"
    whole = {"bsn": who.bsn, **content}
    return _place(actor, who.gemeente_id, kind, whole, row=key, about=who.dossier_id, part=part)


def _place(
    actor: Actor,
    gemeente_id: UUID,
    kind: str,
    content: Mapping[str, Any],
    *,
    row: str,
    about: UUID | None = None,
    part: str = "",
) -> Message | None:
    if not is_connected(gemeente_id):
        return None
    old = Message.objects.filter(
        gemeente_id=gemeente_id,
        kanaal=CHANNEL,
        sequence_key=row,
        soort__in=[kind, *LIFTS_ON.get(kind, ())],
        status__in=[Message.Status.REJECTED, Message.Status.FAILED],
    )
    if part:
        old = old.filter(inhoud__instellingsnummer=part)
    places = [old.volgnummer for old in old if _replace(actor, old)]
    message = enqueue(CHANNEL, kind, content, gemeente_id=gemeente_id, sequence_key=row, about=about)
    if places:
        # What waited behind the refused report may rest on it (an offer on a PIP), so the new one goes first.
        message.volgnummer = min(places)
        message.save(update_fields=["volgnummer"])
    return message


def _replace(actor: Actor, old: Message) -> bool:
    """Let a refused report go; False when it is no longer stuck."""
    if not discard(actor, old, REPLACED):
        return False
    for function in REPLACEMENTS:
        function(actor, old)
    return True
