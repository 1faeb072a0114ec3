"""What the worker does with notifications: let the domain act, and ask DUO what the event asks for."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from meedoen.basis.access.scope import werkruimte
from meedoen.basis.organisations.models import Organisatie
from meedoen.keten.duo import hooks
from meedoen.keten.duo.asking import ZONDER_PERSOON, vraag
from meedoen.keten.duo.events import gebeurtenis
from meedoen.keten.models import Aansluiting, Notificatie, Partij

LANGSTE_PAUZE = 60 * 60
"""Seconds between attempts at most."""
MEESTE_POGINGEN = 12
"""Then it waits for a person, and for `veeg_notificaties`."""
STIL = timedelta(minutes=15)
"""A notification that waits this long without a job has lost it."""
ONBEKEND = gettext_noop("onbekende gebeurtenis")
ZONDER_BSN = gettext_noop("zonder BSN kan Meedoen DUO niets vragen")


class Opnieuw(BaseRetryStrategy):
    """Try again after 2, 4, 8 … seconds, then every hour."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """When to try again, whatever went wrong; None when it is enough."""
        if job.attempts >= MEESTE_POGINGEN:
            return None
        return RetryDecision(retry_in={"seconds": min(2 ** (job.attempts + 1), LANGSTE_PAUZE)})


@app.task(name="keten.duo.verwerk_notificatie", retry=Opnieuw())
def verwerk_notificatie(notificatie_id: str, gemeente_id: str) -> None:
    """Do what a notification asks for, once."""
    with werkruimte([UUID(gemeente_id)]):
        verwerk(UUID(notificatie_id))


@transaction.atomic
def verwerk(notificatie_id: UUID) -> None:
    """Let the domain act on a notification, then place its questions, and write down what was done.

    An event that nobody knows is kept and shown as such.
    """
    notificatie = Notificatie.objects.select_for_update().filter(pk=notificatie_id, verwerkt_op=None).first()
    if notificatie is None:
        return
    bekend = gebeurtenis(notificatie.gebeurtenis)
    uitkomst = hooks.meld_gebeurtenis(notificatie)
    if bekend is None:
        uitkomst = ONBEKEND
    else:
        if bekend.vragen and notificatie.v_nummer and not notificatie.bsn:
            uitkomst = " · ".join(deel for deel in (uitkomst, ZONDER_BSN) if deel)
        for naam in bekend.vragen if notificatie.bsn else ():
            vraag(notificatie.gemeente_id, naam, notificatie.bsn, over=notificatie.dossier_id)
    notificatie.uitkomst = uitkomst[:200]
    notificatie.verwerkt_op = timezone.now()
    notificatie.save(update_fields=["uitkomst", "verwerkt_op", "dossier_id", "bsn"])


@app.periodic(cron="*/5 * * * *")
@app.task(name="keten.duo.veeg_notificaties", queueing_lock="keten.duo.veeg_notificaties")
def veeg_notificaties(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Wake the notifications that wait but have no job any more; returns how many."""
    met_taak = set(
        ProcrastinateJob.objects.filter(
            task_name=verwerk_notificatie.name, status__in=("todo", "doing")
        ).values_list("args__notificatie_id", flat=True)
    )
    gewekt = 0
    for gemeente in Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE).values_list("pk", flat=True):
        with werkruimte([gemeente]):
            open_ = Notificatie.objects.filter(
                gemeente=gemeente, verwerkt_op=None, ontvangen_op__lt=timezone.now() - STIL
            )
            for notificatie_id in open_.values_list("pk", flat=True):
                if str(notificatie_id) not in met_taak:
                    verwerk_notificatie.defer(notificatie_id=str(notificatie_id), gemeente_id=str(gemeente))
                    gewekt += 1
    return gewekt


@app.periodic(cron="17 4 * * *")
@app.task(name="keten.duo.ververs_lijsten", queueing_lock="keten.duo.ververs_lijsten")
def ververs_lijsten(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Ask DUO every night for its own lists (schools, grounds of extension); returns how many questions."""
    gevraagd = 0
    actief = Aansluiting.objects.filter(partij=Partij.DUO, actief=True)
    for gemeente in actief.values_list("gemeente_id", flat=True):
        with werkruimte([gemeente]):
            for naam in sorted(ZONDER_PERSOON):
                vraag(gemeente, naam)
                gevraagd += 1
    return gevraagd
