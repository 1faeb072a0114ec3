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

from meedoen.basis.access.scope import within
from meedoen.basis.organisations.models import Organisation
from meedoen.keten.duo import hooks
from meedoen.keten.duo.asking import WITHOUT_PERSOON, ask
from meedoen.keten.duo.events import event
from meedoen.keten.models import ConnectionSettings, Notification, Party

LONGEST_PAUSE = 60 * 60
"""Seconds between attempts at most."""
MOST_ATTEMPTS = 12
"""Then it waits for a person, and for `sweep_notifications`."""
QUIET = timedelta(minutes=15)
"""A notification that waits this long without a job has lost it."""
UNKNOWN = gettext_noop("onbekende gebeurtenis")
WITHOUT_BSN = gettext_noop("zonder BSN kan Meedoen DUO niets vragen")


class RetryLater(BaseRetryStrategy):
    """Try again after 2, 4, 8 … seconds, then every hour."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """When to try again, whatever went wrong; None when it is enough."""
        if job.attempts >= MOST_ATTEMPTS:
            return None
        return RetryDecision(retry_in={"seconds": min(2 ** (job.attempts + 1), LONGEST_PAUSE)})


@app.task(name="keten.duo.verwerk_notificatie", retry=RetryLater())
def process_notification(notification_id: str, gemeente_id: str) -> None:
    """Do what a notification asks for, once."""
    with within([UUID(gemeente_id)]):
        process(UUID(notification_id))


@transaction.atomic
def process(notification_id: UUID) -> None:
    """Let the domain act on a notification, then place its questions, and write down what was done.

    An event that nobody knows is kept and shown as such.
    """
    notification = (
        Notification.objects.select_for_update().filter(pk=notification_id, processed_at=None).first()
    )
    if notification is None:
        return
    known = event(notification.gebeurtenis)
    outcome = hooks.report_event(notification)
    if known is None:
        outcome = UNKNOWN
    else:
        if known.questions and notification.v_nummer and not notification.bsn:
            outcome = " · ".join(part for part in (outcome, WITHOUT_BSN) if part)
        for name in known.questions if notification.bsn else ():
            ask(notification.gemeente_id, name, notification.bsn, about=notification.dossier_id)
    notification.uitkomst = outcome[:200]
    notification.processed_at = timezone.now()
    notification.save(update_fields=["uitkomst", "processed_at", "dossier_id", "bsn"])


@app.periodic(cron="*/5 * * * *")
@app.task(name="keten.duo.veeg_notificaties", queueing_lock="keten.duo.veeg_notificaties")
def sweep_notifications(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Wake the notifications that wait but have no job any more; returns how many."""
    with_task = set(
        ProcrastinateJob.objects.filter(
            task_name=process_notification.name, status__in=("todo", "doing")
        ).values_list("args__notification_id", flat=True)
    )
    woken = 0
    for gemeente in Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE).values_list(
        "pk", flat=True
    ):
        with within([gemeente]):
            open_ = Notification.objects.filter(
                gemeente=gemeente, processed_at=None, received_at__lt=timezone.now() - QUIET
            )
            for notification_id in open_.values_list("pk", flat=True):
                if str(notification_id) not in with_task:
                    process_notification.defer(
                        notification_id=str(notification_id), gemeente_id=str(gemeente)
                    )
                    woken += 1
    return woken


@app.periodic(cron="17 4 * * *")
@app.task(name="keten.duo.ververs_lijsten", queueing_lock="keten.duo.ververs_lijsten")
def refresh_lists(timestamp: int = 0) -> int:  # noqa: ARG001  # procrastinate tells when it was due
    """Ask DUO every night for its own lists (schools, grounds of extension); returns how many questions."""
    requested = 0
    active = ConnectionSettings.objects.filter(partij=Party.DUO, actief=True)
    for gemeente in active.values_list("gemeente_id", flat=True):
        with within([gemeente]):
            for name in sorted(WITHOUT_PERSOON):
                ask(gemeente, name)
                requested += 1
    return requested
