"""What the worker does with the outbox."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from meedoen.basis.access.scope import within
from meedoen.basis.organisations.models import Organisation
from meedoen.basis.outbox import queue
from meedoen.basis.outbox.delivery_round import deliver_round, leave
from meedoen.basis.outbox.models import Message

TASK = "berichten.bezorgronde"


@app.task(name=TASK, pass_context=True)
def delivery_round(context: JobContext, gemeente_id: str, channel: str) -> None:
    """Deliver what may go now on a channel of a municipality, and plan the next round."""
    gemeente = UUID(gemeente_id)
    if leave(gemeente, channel):
        return
    with within([gemeente]):
        take_over(gemeente, channel)
        if deliver_round(gemeente, channel, stop=context.should_abort):
            plan(gemeente, channel)


def wake(gemeente_id: UUID, channel: str, moment: datetime | None = None) -> None:
    """Ask for a round, in the transaction that is running; at a moment, else at once.

    Without a queueing lock: it would make every transaction that writes a message wait for the others.
    Instead a round does away with the jobs that ask for the same (`take_over`).
    """
    delivery_round.configure(schedule_at=moment).defer(gemeente_id=str(gemeente_id), channel=channel)


def take_over(gemeente_id: UUID, kanaal: str) -> int:
    """Take away the jobs that ask for the round that now begins; returns how many.

    It sees every message they were written with, since a job and its message become visible together.
    """
    query = """
        DELETE FROM procrastinate_jobs WHERE id IN (
            SELECT id FROM procrastinate_jobs
            WHERE task_name = %s AND status = 'todo'
                AND args ->> 'gemeente_id' = %s AND args ->> 'channel' = %s
            FOR UPDATE SKIP LOCKED
        )"""
    with connection.cursor() as cursor:
        cursor.execute(query, [TASK, str(gemeente_id), kanaal])
        return int(cursor.rowcount)


def plan(gemeente_id: UUID, kanaal: str) -> None:
    """Ask for a round at the moment there is something to do again."""
    if moment := queue.next_moment(gemeente_id, kanaal):
        wake(gemeente_id, kanaal, moment if moment > timezone.now() else None)


@app.periodic(cron="* * * * *")
@app.task(name="berichten.veeg", queueing_lock="berichten.veeg")
def sweep(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Ask for a round on every channel that should have one and has no job; returns how many.

    With a worker that died, or a restored database.
    """
    gemeenten = Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE).values_list("pk", flat=True)
    woken = 0
    with within(gemeenten), transaction.atomic():
        requested = _requested()
        open_ = Message.objects.filter(status__in=[Message.Status.WAIT, Message.Status.BUSY])
        for gemeente, channel in open_.values_list("gemeente", "kanaal").distinct():
            moment = queue.next_moment(gemeente, channel)
            if moment and requested.get((str(gemeente), channel), LAST) > max(moment, timezone.now()):
                wake(gemeente, channel, moment if moment > timezone.now() else None)
                woken += 1
    return woken


LAST = datetime.max.replace(tzinfo=UTC)


def _requested() -> dict[tuple[str, str], datetime]:
    """The channels for which a round is asked, with the first moment."""
    query = """
        SELECT args ->> 'gemeente_id', args ->> 'channel', min(coalesce(scheduled_at, %s))
        FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo' GROUP BY 1, 2"""
    with connection.cursor() as cursor:
        cursor.execute(query, [timezone.now(), TASK])
        return {(gemeente, channel): moment for gemeente, channel, moment in cursor.fetchall()}
