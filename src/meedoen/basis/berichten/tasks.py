"""What the worker does with the outbox."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from meedoen.basis.berichten.models import Bericht
from meedoen.basis.berichten.services import verzend, wek
from meedoen.basis.organisaties.models import Organisatie
from meedoen.basis.toegang.werkruimte import werkruimte

LANGSTE_PAUZE = 3 * 60 * 60
"""Seconds. With `MEESTE_POGINGEN` attempts this outlives a receiver that is down for a day."""
STIL = timedelta(minutes=15)
"""A message that waits this long without a job has lost it.

With a worker that died, or a restored database.
"""


class Opnieuw(BaseRetryStrategy):
    """Try again after 4, 16, 64 … seconds, then every three hours.

    The message itself knows when it is enough.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002
        """When to try again, whatever went wrong."""
        return RetryDecision(retry_in={"seconds": min(4 ** (job.attempts + 1), LANGSTE_PAUZE)})


@app.task(name="berichten.verzend", retry=Opnieuw())
def verzend_bericht(bericht_id: str, gemeente_id: str) -> None:
    """Deliver one message of the outbox."""
    verzend(UUID(bericht_id), UUID(gemeente_id))


@app.periodic(cron="*/5 * * * *")
@app.task(name="berichten.veeg", queueing_lock="berichten.veeg")
def veeg(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Wake the messages that wait but have no job any more; returns how many.

    A second job for one does no harm.
    """
    met_taak = set(
        ProcrastinateJob.objects.filter(task_name=verzend_bericht.name, status="todo").values_list(
            "args__bericht_id", flat=True
        )
    )
    gewekt = 0
    for gemeente in Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE).values_list("pk", flat=True):
        with werkruimte([gemeente]):
            lang = Bericht.objects.filter(gemeente=gemeente, gemaakt_op__lt=timezone.now() - STIL)
            for bericht in lang.filter(status=Bericht.Status.WACHT).defer("inhoud"):
                if str(bericht.pk) not in met_taak:
                    wek(bericht)
                    gewekt += 1
    return gewekt
