"""How numbers and messages of the chain are shown: lengths of bars, durations, ages, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meedoen.basis.access.actor import Actor
from meedoen.basis.outbox.models import Message
from meedoen.keten.pages.apis import KINDS, PARTY, name_of_api, name_of_kind
from meedoen.keten.pages.numbers import DossierLink, references
from meedoen.keten.pages.selectors import NotificationState, PartyState, what_went_wrong

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EXACTLY = 10
"""Below so many seconds a tenth matters."""


@dataclass(frozen=True)
class Chart:
    """A number per day as bars. `rijen`: day, number, length of its bar in hundredths of the longest."""

    id: str
    header: str
    rows: list[tuple[date, int, int]]

    @property
    def total(self) -> int:
        """All days together."""
        return sum(n for _day, n, _length in self.rows)


@dataclass(frozen=True)
class MessageLine:
    """One message as it is shown: about nobody, but for who may open the dossier."""

    message: Message
    partij: str
    api: str
    soort: str
    errors: list[str]
    dossier: DossierLink | None

    @property
    def age(self) -> str:
        """How long ago it was placed."""
        return duration(timezone.now() - self.message.created_at)

    @property
    def decidable(self) -> bool:
        """Can it be sent again?"""
        return self.message.status in {Message.Status.REJECTED, Message.Status.FAILED}

    @property
    def separate(self) -> bool:
        """Can it be let go?"""
        return self.decidable or self.message.status == Message.Status.WAIT


def charts(days: list[date], parties: Sequence[PartyState], notifications: NotificationState) -> list[Chart]:
    """What left for each party, and what DUO sent us, per day."""
    off = [
        _chart(one.partij, _("Verzonden naar %(wie)s") % {"wie": one.partij.label}, days, one.per_day)
        for one in parties
    ]
    return [*off, _chart("notificaties", _("Ontvangen van DUO"), days, notifications.per_day)]


def _chart(name: str, header: str, days: list[date], counts: list[int]) -> Chart:
    longest = max(counts) or 1
    rows = [(day, n, round(100 * n / longest)) for day, n in zip(days, counts, strict=True)]
    return Chart(name, header, rows)


def message_lines(actor: Actor, rows: Sequence[Message]) -> list[MessageLine]:
    """Messages as they are shown to this actor. At most one query."""
    dossiers = references(actor, [row.about for row in rows if row.about])
    return [
        MessageLine(
            message=row,
            partij=PARTY[row.kanaal].label,
            api=_api(row),
            soort=name_of_kind(row.soort),
            errors=what_went_wrong(row),
            dossier=dossiers.get(row.about) if row.about else None,
        )
        for row in rows
    ]


def _api(message: Message) -> str:
    api, _name = KINDS.get(message.soort, (message.soort, ""))
    return name_of_api(PARTY[message.kanaal], api)


def duration(length: timedelta | None) -> str:
    """A length of time in the unit one can picture: "0,3 s", "12 s", "4 min", "3 uur", "2 dagen"."""
    if length is None:
        return "–"
    if length < MINUTE:
        seconds = length.total_seconds()
        return _("%(n)s s") % {"n": number_format(seconds, 1 if seconds < EXACTLY else 0)}
    if length < HOUR:
        return _("%(n)s min") % {"n": length // MINUTE}
    if length < 2 * DAY:
        return ngettext("%(n)s uur", "%(n)s uur", length // HOUR) % {"n": length // HOUR}
    return ngettext("%(n)s dag", "%(n)s dagen", length.days) % {"n": length.days}


def since(moment: datetime | None) -> str:
    """How long ago, as `duur` writes it."""
    return duration(timezone.now() - moment if moment else None)
