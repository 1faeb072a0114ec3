"""How far each report to DUO is, from the messages in the outbox: for pages of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.outbox.models import Message
from meedoen.keten.duo.channel import CHANNEL
from meedoen.keten.duo.reporting import REPORTS, contact_row

Status = Message.Status


class ReportStatus(models.TextChoices):
    """What a page says of a report."""

    UNDER_WAY = "onderweg", _("onderweg naar DUO")
    KNOWN = "bekend", _("bekend bij DUO")
    REFUSED = "geweigerd", _("geweigerd door DUO")
    FAILED = "mislukt", _("niet verstuurd")


STATES = {
    Status.WAIT: ReportStatus.UNDER_WAY,
    Status.BUSY: ReportStatus.UNDER_WAY,
    Status.SENT: ReportStatus.KNOWN,
    Status.REJECTED: ReportStatus.REFUSED,
    Status.FAILED: ReportStatus.FAILED,
}


@dataclass(frozen=True, slots=True)
class ReportState:
    """The newest report of its kind, and of the same school when it is about an offer.

    `sinds` is when it came into this state, `redenen` are DUO's own words. `waits_for_earlier` says that an
    earlier report about the same person has to be solved first.
    """

    bericht_id: UUID
    soort: str
    part: str
    stand: ReportStatus
    since: datetime
    volgnummer: int
    reasons: tuple[str, ...] = ()
    waits_for_earlier: bool = False

    @property
    def is_unsolved(self) -> bool:
        """Whether somebody has to do something."""
        return self.stand in (ReportStatus.REFUSED, ReportStatus.FAILED)


def reports_about(dossier_id: UUID) -> dict[tuple[str, str], ReportState]:
    """The newest report of each kind about a dossier: (kind, number of the school or "") → its state.

    A report that took away another stands under its own kind. One query.
    """
    messages = Message.objects.filter(about=dossier_id, kanaal=CHANNEL, soort__in=REPORTS)
    messages = messages.exclude(status=Status.LAPSED).order_by("volgnummer")
    return {(one.soort, one.part): one for one in _states(messages)}


def pip_at_duo(states: dict[tuple[str, str], ReportState]) -> ReportState | None:
    """The report about a PIP that was placed last: that it is there, or that it was taken back."""
    about_pip = [state for (kind, _), state in states.items() if kind in ("pip", "pip_weg")]
    return max(about_pip, key=lambda state: state.volgnummer, default=None)


def contact_report(gemeente_id: UUID, user_id: UUID) -> ReportState | None:
    """The newest report of how a colleague can be reached. One query."""
    messages = Message.objects.filter(
        gemeente_id=gemeente_id, kanaal=CHANNEL, sequence_key=contact_row(user_id)
    )
    last = messages.exclude(status=Status.LAPSED).order_by("-volgnummer")[:1]
    return next(iter(_states(last)), None)


def _states(messages: Iterable[Message]) -> Iterable[ReportState]:
    fixed: set[str] = set()
    for message in messages:
        state = STATES[Status(message.status)]
        report = ReportState(
            bericht_id=message.pk,
            soort=message.soort,
            part=message.inhoud.get("instellingsnummer", ""),
            stand=state,
            since=message.sent_at or message.status_since,
            volgnummer=message.volgnummer,
            reasons=tuple(message.reasons),
            waits_for_earlier=state == ReportStatus.UNDER_WAY and message.sequence_key in fixed,
        )
        yield report
        if report.is_unsolved:
            fixed.add(message.sequence_key)
