"""What has happened in a dossier, as one list in the order of time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.ui.law_language import in_language
from meedoen.basis.ui.templatetags.meedoen import day
from meedoen.dossiers.models import Contactmoment, DossierDocument, Feit, Signaal
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.words import feit_value
from meedoen.keten.duo.events import event
from meedoen.keten.models import Notification


class EventKind(StrEnum):
    """What kind of happening it is: decides its picture and where it leads."""

    FEIT = "feit"
    GESPREK = "gesprek"
    SIGNAAL = "signaal"
    DOCUMENT = "document"
    MESSAGE = "bericht"


@dataclass(frozen=True, slots=True)
class Event:
    """One happening: its day, what, a few words beside it, and the id of what it is about."""

    day: date
    soort: EventKind
    wat: str
    at: str
    op: str


def events(
    feiten: Iterable[Feit],
    gesprekken: Iterable[Contactmoment],
    signalen: Iterable[Signaal],
    pieces: Iterable[DossierDocument],
    messages: Iterable[Notification] = (),
) -> list[Event]:
    """Facts, talks that are over, signals, documents and what DUO reported, the newest first."""
    everything = [
        *(_of_feit(feit, feit.datum) for feit in feiten if feit.datum),
        *(_of_gesprek(one) for one in gesprekken if one.uitkomst != Contactmoment.Uitkomst.PLANNED),
        *(point for signaal in signalen for point in _of_signaal(signaal)),
        *(
            Event(
                timezone.localdate(piece.document.placed_at),
                EventKind.DOCUMENT,
                piece.document.naam,
                str(piece.get_soort_display()),
                str(piece.pk),
            )
            for piece in pieces
            if not piece.document.withdrawn_at
        ),
        *(_of_message(message) for message in messages),
    ]
    return sorted(everything, key=lambda one: one.day, reverse=True)


def _of_message(message: Notification) -> Event:
    known = event(message.gebeurtenis)
    what = str(known.meaning) if known else _("DUO meldt iets dat Meedoen niet kent.")
    done = " · ".join(in_language(part) for part in message.uitkomst.split(" · "))
    at = " · ".join(part for part in ("DUO", message.gebeurtenis, done) if part)
    return Event(timezone.localdate(message.received_at), EventKind.MESSAGE, what, at, str(message.pk))


def _of_feit(feit: Feit, date_: date) -> Event:
    what = str(FeitSoort(feit.soort).label)
    if feit.waarde:
        what = f"{what}: {feit_value(feit.soort, feit.waarde)}"
    if feit.soort == FeitSoort.TERMIJN_END:
        # It lies years ahead; what happened is that DUO said so.
        what, date_ = f"{what}: {day(date_)}", timezone.localdate(feit.vastgelegd_op)
    at = " · ".join(part for part in (str(feit.get_bron_display()), feit.toelichting) if part)
    return Event(date_, EventKind.FEIT, what[:1].upper() + what[1:], at, feit.soort)


def _of_gesprek(gesprek: Contactmoment) -> Event:
    what = str(gesprek.get_onderwerp_display())
    return Event(
        timezone.localdate(gesprek.moment),
        EventKind.GESPREK,
        what[:1].upper() + what[1:],
        f"{gesprek.get_kanaal_display()} · {gesprek.get_uitkomst_display()}",
        str(gesprek.pk),
    )


def _of_signaal(signaal: Signaal) -> Iterable[Event]:
    key = str(signaal.pk)
    yield Event(
        timezone.localdate(signaal.reported_at),
        EventKind.SIGNAAL,
        signaal.omschrijving,
        _("signaal gemeld"),
        key,
    )
    if signaal.opgelost_op:
        yield Event(
            timezone.localdate(signaal.opgelost_op),
            EventKind.SIGNAAL,
            signaal.oplossing,
            _("signaal opgelost: %(signaal)s") % {"signaal": signaal.omschrijving},
            key,
        )
