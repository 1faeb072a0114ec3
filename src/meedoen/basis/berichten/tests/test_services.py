"""Messages leave at least once, in order, and none is lost."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from meedoen.basis.berichten import services, tasks
from meedoen.basis.berichten.models import Bericht


class Receiver:
    """Someone outside, who may be down for a while and knows a message by its id."""

    def __init__(self):
        self.down = 0
        self.got = []

    def __call__(self, message):
        if self.down:
            self.down -= 1
            raise ConnectionError("de ontvanger van Amina antwoordt niet")
        self.got.append(message.pk)


@pytest.fixture
def receiver(monkeypatch):
    receiver = Receiver()
    monkeypatch.setitem(services.BEZORGERS, "proef", receiver)
    return receiver


@pytest.fixture
def place(cast):
    def place(key="persoon:1", channel="proef"):
        return services.plaats(
            channel, "kennisgeving", {"x": 1}, gemeente_id=cast.alkmaar.pk, volgsleutel=key
        )

    return place


def send(message):
    services.verzend(message.pk, message.gemeente_id)
    message.refresh_from_db()


def jobs_of(message):
    return ProcrastinateJob.objects.filter(task_name="berichten.verzend", args__bericht_id=str(message.pk))


def test_a_message_and_its_job_are_written_together_or_not_at_all(place):
    kept = place()
    savepoint = transaction.savepoint()
    lost = place()
    transaction.savepoint_rollback(savepoint)

    assert jobs_of(kept).count() == 1
    assert not jobs_of(lost).exists()
    assert not Bericht.objects.filter(pk=lost.pk).exists()


def test_a_message_is_delivered_once_however_often_the_worker_comes(place, receiver):
    message = place()

    send(message)
    send(message)

    assert receiver.got == [message.pk]
    assert (message.status, message.verzonden_op is not None) == (Bericht.Status.VERZONDEN, True)


def test_a_receiver_that_is_down_is_tried_again(place, receiver):
    receiver.down = 2
    message = place()

    for _ in range(2):
        with pytest.raises(services.NietBezorgd):
            send(message)
    send(message)

    assert (receiver.got, message.pogingen, message.laatste_fout) == ([message.pk], 3, "")


def test_what_went_wrong_is_kept_without_anybodys_name(place, receiver):
    receiver.down = 1
    message = place()

    with pytest.raises(services.NietBezorgd):
        send(message)

    message.refresh_from_db()
    assert message.laatste_fout == "ConnectionError"


def test_after_its_last_attempt_a_message_is_a_dead_letter(place, receiver):
    receiver.down = services.MEESTE_POGINGEN
    message = place()

    for _ in range(services.MEESTE_POGINGEN - 1):
        with pytest.raises(services.NietBezorgd):
            send(message)
    send(message)
    assert message.status == Bericht.Status.MISLUKT

    send(message)
    assert receiver.got == []


def test_a_dead_letter_gets_another_chance_only_once(place, receiver):
    message = place()
    Bericht.objects.filter(pk=message.pk).update(
        status=Bericht.Status.MISLUKT, pogingen=services.MEESTE_POGINGEN
    )

    assert services.verzend_opnieuw(message)
    assert not services.verzend_opnieuw(message)

    send(message)
    assert receiver.got == [message.pk]
    assert jobs_of(message).count() == 2


def test_messages_about_one_person_leave_in_order(place, receiver):
    receiver.down = 1
    first, second, other = place(), place(), place("persoon:2")
    with pytest.raises(services.NietBezorgd):
        send(first)

    with pytest.raises(services.NietBezorgd, match="eerder bericht"):
        send(second)
    send(other)
    send(first)
    send(second)

    assert receiver.got == [other.pk, first.pk, second.pk]
    assert second.pogingen == 1


def test_the_next_in_the_row_is_woken_at_once(place, receiver):
    first, second = place(), place()
    before = jobs_of(second).count()

    send(first)

    assert jobs_of(second).count() == before + 1


def test_a_failure_in_the_database_of_a_deliverer_does_not_take_the_message_with_it(place, monkeypatch):
    def clumsy(message):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM er_is_geen_tabel")

    monkeypatch.setitem(services.BEZORGERS, "proef", clumsy)
    message = place()

    with pytest.raises(services.NietBezorgd):
        send(message)

    message.refresh_from_db()
    assert (message.status, message.pogingen) == (Bericht.Status.WACHT, 1)


def test_a_mail_carries_its_message_id(cast):
    message = services.plaats(
        "email",
        "herinnering",
        {"aan": "nadia@voorbeeld.test", "onderwerp": "Hallo", "tekst": "Dag"},
        gemeente_id=cast.alkmaar.pk,
        volgsleutel="mail:1",
    )

    send(message)

    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == f"<{message.pk}@meedoen>"


def test_a_message_of_another_municipality_is_out_of_reach(cast, place, receiver):
    message = place()

    services.verzend(message.pk, cast.heiloo.pk)

    assert receiver.got == []


def test_a_receiver_may_be_down_for_more_than_a_day():
    start = timezone.now()
    waited = timedelta()
    for attempts in range(services.MEESTE_POGINGEN - 1):
        job = Job(
            id=1, status="doing", queue="", lock=None, queueing_lock=None, task_name="x", attempts=attempts
        )
        decision = tasks.Opnieuw().get_retry_decision(exception=Exception(), job=job)
        waited += decision.retry_at - start

    assert waited > timedelta(days=1)


def test_a_message_that_lost_its_job_is_woken(place):
    message, fresh = place(), place("persoon:2")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    Bericht.objects.filter(pk=message.pk).update(gemaakt_op=timezone.now() - timedelta(hours=1))

    assert tasks.veeg() == 1
    assert jobs_of(message).count() == 1
    assert not jobs_of(fresh).exists()
    assert tasks.veeg() == 0


def test_an_unknown_message_is_no_error(cast):
    services.verzend(uuid.uuid4(), cast.alkmaar.pk)


@pytest.mark.usefixtures("for_real")
def test_two_workers_do_not_deliver_the_same_message_at_once(place, receiver, colleague):
    from meedoen.basis.toegang.werkruimte import INSTELLING

    message = place()
    colleague.execute("SELECT set_config(%s, %s, false)", [INSTELLING, str(message.gemeente_id)])
    colleague.execute("SELECT id FROM berichten_bericht WHERE id = %s FOR UPDATE", [message.pk])
    colleague.execute("UPDATE berichten_bericht SET status = 'verzonden' WHERE id = %s", [message.pk])
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '300ms'")

    with pytest.raises(Exception, match="lock timeout"):
        services.verzend(message.pk, message.gemeente_id)

    colleague.commit()
    services.verzend(message.pk, message.gemeente_id)
    assert receiver.got == []
