"""The outbox as an administrator sees it: how much waits and what failed, never about whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Organisation
from meedoen.basis.outbox.models import Message
from meedoen.basis.outbox.services import send_again
from meedoen.beheer.rechten import OUTBOX_MANAGE

DOEL = gettext_noop("beheer van berichten")
MOST = 100
"""Dead letters on one page; there should be none."""


@dataclass(frozen=True)
class Mailbox:
    """Counts by kind and state, since when the oldest waits, and the dead letters without their content."""

    counts: list[dict[str, object]]
    oldest: datetime | None
    failed: list[Message]


def mailbox_out(actor: Actor, gemeente: Organisation) -> Mailbox:
    """What lies in the outbox of a municipality."""
    messages = OUTBOX_MANAGE.filter(actor, Message.objects.filter(gemeente=gemeente))
    per_kind = (
        messages.values("kanaal", "soort", "status").annotate(aantal=Count("pk")).order_by("kanaal", "soort")
    )
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for row in per_kind:
        empty = {"kanaal": row["kanaal"], "soort": row["soort"], "wacht": 0, "verzonden": 0, "mislukt": 0}
        rows.setdefault((row["kanaal"], row["soort"]), empty)[row["status"]] = row["aantal"]
    oldest = messages.filter(status=Message.Status.WAIT).aggregate(oldest=Min("created_at"))["oldest"]
    failed = (
        messages.filter(status=Message.Status.FAILED).defer("inhoud", "sequence_key").order_by("volgnummer")
    )
    return Mailbox(list(rows.values()), oldest, list(failed[:MOST]))


def send_once_more(actor: Actor, gemeente: Organisation, message_id: UUID) -> None:
    """Give a dead letter another chance; one that is none (any more) is left alone.

    Raises:
        Geweigerd: no such message in the actor's municipality.
    """
    message = OUTBOX_MANAGE.filter(actor, Message.objects.filter(gemeente=gemeente, pk=message_id)).first()
    if message is None:
        raise Refused(_("Dit bericht bestaat niet, of hoort bij een andere gemeente."), recht=OUTBOX_MANAGE)
    if send_again(message):
        log(
            actor,
            Action.SENT,
            gettext_noop("bericht"),
            gemeente_id=gemeente.pk,
            onderwerp_id=message.pk,
            doel=DOEL,
        )
