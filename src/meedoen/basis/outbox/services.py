"""Writing messages, and what a person may decide about one that is stuck. The worker sends them (`ronde`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.outbox.deliverers import (
    Deliverer,
    Postponed,
    Rejected,
    Unreachable,
)
from meedoen.basis.outbox.models import Message
from meedoen.basis.outbox.tasks import wake

__all__ = [
    "Deliverer",
    "Postponed",
    "Rejected",
    "Unreachable",
    "discard",
    "enqueue",
    "send_again",
]

DOEL = gettext_noop("beheer van berichten")
Status = Message.Status


def enqueue(
    kanaal: str,
    soort: str,
    inhoud: Mapping[str, Any],
    *,
    gemeente_id: UUID,
    sequence_key: str,
    about: UUID | None = None,
) -> Message:
    """Write a message in the outbox and wake the worker, both in the transaction that is running.

    Until that transaction ends, another that writes a message with the same key waits: so the numbers of a
    key go up in the order in which they become visible, and none leaves before an earlier one is seen. Who
    writes about several persons in one transaction does so in a fixed order.

    Args:
        kanaal: the channel whose deliverer sends it.
        volgsleutel: messages with the same key leave in the order in which they were placed.
        over: the id of the dossier it is about.
    """
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            key = f"{gemeente_id}:{kanaal}:{sequence_key}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        message = Message.objects.create(
            gemeente_id=gemeente_id,
            kanaal=kanaal,
            soort=soort,
            sequence_key=sequence_key,
            about=about,
            inhoud=dict(inhoud),
        )
        wake(message.gemeente_id, message.kanaal)
    return message


def send_again(message: Message) -> bool:
    """Try a refused message or a dead letter again; False when it is neither, or no longer."""
    now = timezone.now()
    with transaction.atomic():
        fixed = Message.objects.filter(pk=message.pk, status__in=[Status.REJECTED, Status.FAILED])
        succeeded = fixed.update(
            status=Status.WAIT,
            status_since=now,
            next_attempt=now,
            errors_in_a_row=0,
            failing_since=None,
            reasons=[],
        )
        if succeeded:
            wake(message.gemeente_id, message.kanaal)
    return bool(succeeded)


def discard(actor: Actor, message: Message, reason: str) -> bool:
    """Let a message go without sending it, so that the later ones of its key can; logged.

    False when it is under way or done. The caller has checked that the actor may.
    """
    with transaction.atomic():
        separate = Message.objects.select_for_update().filter(pk=message.pk)
        previous = separate.filter(status__in=[Status.WAIT, Status.REJECTED, Status.FAILED]).first()
        if previous is None:
            return False
        separate.update(status=Status.LAPSED, status_since=timezone.now(), lapsed_reason=reason[:300])
        log(
            actor,
            Action.CHANGED,
            gettext_noop("bericht"),
            gemeente_id=message.gemeente_id,
            onderwerp_id=message.pk,
            doel=DOEL,
            wijziging={"status": [previous.status, Status.LAPSED.value]},
        )
        wake(message.gemeente_id, message.kanaal)
    return True
