"""There is always a job for what has to be done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from meedoen.basis.outbox import tasks
from meedoen.basis.outbox.deliverers import Postponed, Unreachable
from meedoen.basis.outbox.models import Message


class Context:
    def should_abort(self):
        return False


@pytest.fixture
def work(cast, settings):
    settings.OUTBOX_THREADS = 1

    def work(channel="proef"):
        tasks.delivery_round.func(Context(), str(cast.alkmaar.pk), channel)

    return work


def forget_jobs():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def test_a_round_takes_over_all_that_was_asked_for(place, receiver, rounds, work):
    for key in "abc":
        place(key)
    assert rounds().count() == 3

    work()

    assert len(receiver.got) == 3
    assert not rounds().exists()


def test_another_channel_keeps_its_jobs(place, receiver, rounds, work):
    place(), place(channel="elders")

    work()

    assert rounds("elders").count() == 1


def test_what_could_not_go_is_planned_for_when_it_can(place, receiver, rounds, work):
    receiver.answers.append(Postponed("nog bezig"))
    message = place()

    work()

    message.refresh_from_db()
    assert rounds().get().scheduled_at == message.next_attempt


def test_while_the_channel_is_paused_the_round_is_planned_for_its_end(place, receiver, rounds, work):
    from meedoen.basis.outbox.models import ChannelState

    receiver.answers.append(Unreachable("weg"))
    place("a"), place("b")

    work()

    assert rounds().get().scheduled_at >= ChannelState.objects.get().closed_until


def test_what_waits_for_a_refused_one_needs_no_round(place, receiver, rounds, work):
    from meedoen.basis.outbox.deliverers import Rejected

    receiver.answers.append(Rejected(["nee"]))
    place(), place()

    work()

    assert not rounds().exists()


def test_a_round_that_is_left_to_another_plans_nothing(place, receiver, rounds, work, monkeypatch):
    monkeypatch.setattr(tasks, "deliver_round", lambda *_, **__: False)
    place()

    work()

    assert not rounds().exists()


def test_a_job_for_much_later_does_not_hide_a_message_that_can_go_now(cast, place, rounds):
    place()
    forget_jobs()
    tasks.wake(cast.alkmaar.pk, "proef", timezone.now() + timedelta(hours=1))

    assert tasks.sweep() == 1
    assert sorted(job.scheduled_at is None for job in rounds()) == [False, True]


def test_a_message_that_lost_its_job_is_found(place, rounds):
    place()
    forget_jobs()

    assert tasks.sweep() == 1
    assert rounds().count() == 1
    assert tasks.sweep() == 0


def test_a_message_whose_worker_died_is_found_when_its_lease_ends(place, rounds, lease):
    place()
    message = lease()
    forget_jobs()

    assert tasks.sweep() == 1
    assert rounds().get().scheduled_at == message.leased_until

    forget_jobs()
    Message.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert tasks.sweep() == 1
    assert rounds().get().scheduled_at is None
