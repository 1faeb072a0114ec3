"""There is always a job for what has to be done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from meedoen.basis.outbox import tasks
from meedoen.basis.outbox.deliverers import Later, Onbereikbaar
from meedoen.basis.outbox.models import Bericht


class Context:
    def should_abort(self):
        return False


@pytest.fixture
def work(cast, settings):
    settings.BERICHTEN_DRADEN = 1

    def work(channel="proef"):
        tasks.bezorgronde.func(Context(), str(cast.alkmaar.pk), channel)

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
    receiver.answers.append(Later("nog bezig"))
    message = place()

    work()

    message.refresh_from_db()
    assert rounds().get().scheduled_at == message.volgende_poging


def test_while_the_channel_is_paused_the_round_is_planned_for_its_end(place, receiver, rounds, work):
    from meedoen.basis.outbox.models import Kanaalstand

    receiver.answers.append(Onbereikbaar("weg"))
    place("a"), place("b")

    work()

    assert rounds().get().scheduled_at >= Kanaalstand.objects.get().gesloten_tot


def test_what_waits_for_a_refused_one_needs_no_round(place, receiver, rounds, work):
    from meedoen.basis.outbox.deliverers import Afgewezen

    receiver.answers.append(Afgewezen(["nee"]))
    place(), place()

    work()

    assert not rounds().exists()


def test_a_round_that_is_left_to_another_plans_nothing(place, receiver, rounds, work, monkeypatch):
    monkeypatch.setattr(tasks, "ronde", lambda *_, **__: False)
    place()

    work()

    assert not rounds().exists()


def test_a_job_for_much_later_does_not_hide_a_message_that_can_go_now(cast, place, rounds):
    place()
    forget_jobs()
    tasks.wek(cast.alkmaar.pk, "proef", timezone.now() + timedelta(hours=1))

    assert tasks.veeg() == 1
    assert sorted(job.scheduled_at is None for job in rounds()) == [False, True]


def test_a_message_that_lost_its_job_is_found(place, rounds):
    place()
    forget_jobs()

    assert tasks.veeg() == 1
    assert rounds().count() == 1
    assert tasks.veeg() == 0


def test_a_message_whose_worker_died_is_found_when_its_lease_ends(place, rounds, lease):
    place()
    message = lease()
    forget_jobs()

    assert tasks.veeg() == 1
    assert rounds().get().scheduled_at == message.bezig_tot

    forget_jobs()
    Bericht.objects.update(bezig_tot=timezone.now() - timedelta(seconds=1))
    assert tasks.veeg() == 1
    assert rounds().get().scheduled_at is None
