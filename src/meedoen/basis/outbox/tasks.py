"""What the worker does with the outbox."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from meedoen.basis.access.scope import werkruimte
from meedoen.basis.organisations.models import Organisatie
from meedoen.basis.outbox import queue
from meedoen.basis.outbox.delivery_round import laat_over, ronde
from meedoen.basis.outbox.models import Bericht

TAAK = "berichten.bezorgronde"


@app.task(name=TAAK, pass_context=True)
def bezorgronde(context: JobContext, gemeente_id: str, kanaal: str) -> None:
    """Deliver what may go now on a channel of a municipality, and plan the next round."""
    gemeente = UUID(gemeente_id)
    if laat_over(gemeente, kanaal):
        return
    with werkruimte([gemeente]):
        neem_over(gemeente, kanaal)
        if ronde(gemeente, kanaal, stop=context.should_abort):
            plan(gemeente, kanaal)


def wek(gemeente_id: UUID, kanaal: str, moment: datetime | None = None) -> None:
    """Ask for a round, in the transaction that is running; at a moment, else at once.

    Without a queueing lock: it would make every transaction that writes a message wait for the others.
    Instead a round does away with the jobs that ask for the same (`neem_over`).
    """
    bezorgronde.configure(schedule_at=moment).defer(gemeente_id=str(gemeente_id), kanaal=kanaal)


def neem_over(gemeente_id: UUID, kanaal: str) -> int:
    """Take away the jobs that ask for the round that now begins; returns how many.

    It sees every message they were written with, since a job and its message become visible together.
    """
    query = """
        DELETE FROM procrastinate_jobs WHERE id IN (
            SELECT id FROM procrastinate_jobs
            WHERE task_name = %s AND status = 'todo'
                AND args ->> 'gemeente_id' = %s AND args ->> 'kanaal' = %s
            FOR UPDATE SKIP LOCKED
        )"""
    with connection.cursor() as cursor:
        cursor.execute(query, [TAAK, str(gemeente_id), kanaal])
        return int(cursor.rowcount)


def plan(gemeente_id: UUID, kanaal: str) -> None:
    """Ask for a round at the moment there is something to do again."""
    if moment := queue.volgend_moment(gemeente_id, kanaal):
        wek(gemeente_id, kanaal, moment if moment > timezone.now() else None)


@app.periodic(cron="* * * * *")
@app.task(name="berichten.veeg", queueing_lock="berichten.veeg")
def veeg(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Ask for a round on every channel that should have one and has no job; returns how many.

    With a worker that died, or a restored database.
    """
    gemeenten = Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE).values_list("pk", flat=True)
    gewekt = 0
    with werkruimte(gemeenten), transaction.atomic():
        gevraagd = _gevraagd()
        open_ = Bericht.objects.filter(status__in=[Bericht.Status.WACHT, Bericht.Status.BEZIG])
        for gemeente, kanaal in open_.values_list("gemeente", "kanaal").distinct():
            moment = queue.volgend_moment(gemeente, kanaal)
            if moment and gevraagd.get((str(gemeente), kanaal), LAATST) > max(moment, timezone.now()):
                wek(gemeente, kanaal, moment if moment > timezone.now() else None)
                gewekt += 1
    return gewekt


LAATST = datetime.max.replace(tzinfo=UTC)


def _gevraagd() -> dict[tuple[str, str], datetime]:
    """The channels for which a round is asked, with the first moment."""
    query = """
        SELECT args ->> 'gemeente_id', args ->> 'kanaal', min(coalesce(scheduled_at, %s))
        FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo' GROUP BY 1, 2"""
    with connection.cursor() as cursor:
        cursor.execute(query, [timezone.now(), TAAK])
        return {(gemeente, kanaal): moment for gemeente, kanaal, moment in cursor.fetchall()}
