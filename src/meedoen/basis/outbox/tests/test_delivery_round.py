"""A round sends what may go, in order per key, and knows one that is stuck from a receiver that is away."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from meedoen.basis.outbox import clock, queue
from meedoen.basis.outbox.deliverers import DELIVERERS, Deliverer, Postponed, Rejected, Unreachable
from meedoen.basis.outbox.delivery_round import deliver_round, leave
from meedoen.basis.outbox.models import ChannelState, Message

Status = Message.Status


def test_a_message_is_delivered_once_however_often_the_worker_comes(place, receiver, deliver):
    message = place()

    deliver(message)
    deliver(message)

    assert receiver.got == [message.pk]
    assert receiver.meant == [(message.pk, 1)]
    assert (message.status, message.sent_at is not None) == (Status.SENT, True)


def test_messages_with_one_key_leave_in_the_order_in_which_they_were_placed(place, receiver, deliver):
    placed = [place(key) for key in ("a", "b", "a", "a", "b")]

    deliver()

    for key in ("a", "b"):
        mine = [message.pk for message in placed if message.sequence_key == key]
        assert [pk for pk in receiver.got if pk in mine] == mine


def test_one_that_cannot_go_holds_up_only_its_own_key(place, receiver, deliver, hurry):
    receiver.answers.append(Postponed("nog bezig"))
    first, second, other = place("a"), place("a"), place("b")

    deliver(first, second, other)
    assert receiver.got == [other.pk]
    assert (first.status, first.pogingen, first.last_error) == (Status.WAIT, 1, "nog bezig")
    assert second.pogingen == 0

    hurry()
    deliver(first)
    assert receiver.got == [other.pk, first.pk, second.pk]
    assert first.last_error == ""


def test_a_receiver_that_is_away_pauses_the_channel_and_costs_the_others_no_attempt(place, receiver, deliver):
    receiver.answers.append(Unreachable("HTTP 503"))
    first, second = place("a"), place("b")

    deliver(first, second)

    state = ChannelState.objects.get()
    assert (first.status, first.pogingen, second.pogingen) == (Status.WAIT, 1, 0)
    assert (state.consecutive_errors, state.last_error) == (1, "HTTP 503")
    assert state.closed_until > timezone.now()
    assert state.since is not None


def test_after_the_pause_one_message_at_a_time_probes_and_not_always_the_same(
    place, receiver, deliver, hurry
):
    receiver.answers.extend([Unreachable("weg")] * 3)
    first, second = place("a"), place("b")

    for _ in range(3):
        deliver(first, second)
        hurry()
    assert receiver.asked == [first.pk, second.pk, first.pk]

    deliver(first, second)
    assert receiver.got == [second.pk, first.pk]
    assert ChannelState.objects.get().consecutive_errors == 0
    assert ChannelState.objects.get().since is None


def test_while_one_probes_no_other_goes(cast, place, receiver, hurry, lease):
    ChannelState.objects.create(gemeente=cast.alkmaar, kanaal="proef", consecutive_errors=3)
    place("a"), place("b")

    probe = lease()

    assert lease() is None
    assert ChannelState.objects.get().proef == probe.pk


def test_what_was_under_way_when_the_channel_closed_does_not_lengthen_the_pause(cast, place, lease):
    place("a"), place("b")
    one, two = (lease() for _ in range(2))

    queue.is_unreachable(one, Unreachable("weg"))
    queue.is_unreachable(two, Unreachable("weg"))

    assert ChannelState.objects.get().consecutive_errors == 1


def test_the_channel_of_another_municipality_goes_on(cast, place, receiver, deliver):
    receiver.answers.append(Unreachable("weg"))
    place()
    elsewhere = place(gemeente_id=cast.heiloo.pk)

    deliver()
    deliver(elsewhere, where=cast.heiloo)

    assert elsewhere.status == Status.SENT


def test_a_receiver_that_is_away_never_makes_a_dead_letter(place, receiver, deliver, hurry):
    message = place()
    for _ in range(3 * clock.FEWEST_ATTEMPTS):
        receiver.answers.append(Unreachable("weg"))
        deliver(message)
        Message.objects.update(created_at=timezone.now() - timedelta(days=9))
        hurry()

    deliver(message)
    assert message.status == Status.SENT


@pytest.mark.parametrize(
    ("hours", "attempts", "status"),
    [(25, clock.FEWEST_ATTEMPTS, "mislukt"), (23, 99, "wacht"), (99, clock.FEWEST_ATTEMPTS - 1, "wacht")],
)
def test_a_dead_letter_takes_more_than_a_day_and_several_attempts(
    place, receiver, deliver, hours, attempts, status
):
    receiver.answers.append(ZeroDivisionError("van Amina"))
    message = place()
    since = timezone.now() - timedelta(hours=hours)
    Message.objects.update(errors_in_a_row=attempts - 1, failing_since=since)

    deliver(message)

    assert (message.status, message.last_error) == (status, "ZeroDivisionError")


def test_an_error_in_what_the_answer_means_undoes_it_and_sends_again(place, receiver, deliver, monkeypatch):
    def clumsy(message, antwoord):
        ChannelState.objects.create(gemeente_id=message.gemeente_id, kanaal="spoor")
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM er_is_geen_tabel")

    monkeypatch.setattr(receiver, "process", clumsy)
    message = place()

    deliver(message)

    assert (message.status, message.pogingen, message.errors_in_a_row) == (Status.WAIT, 1, 1)
    assert not ChannelState.objects.filter(kanaal="spoor").exists()


def test_a_refusal_is_kept_with_its_reasons_and_holds_up_the_later_ones(place, receiver, deliver):
    receiver.answers.append(Rejected(["De datum ligt in de toekomst."]))
    refused, later = place(), place()

    deliver(refused, later)

    assert (refused.status, refused.reasons) == (Status.REJECTED, ["De datum ligt in de toekomst."])
    assert receiver.refused == [(refused.pk, ["De datum ligt in de toekomst."])]
    assert (later.status, later.pogingen) == (Status.WAIT, 0)


def test_what_went_wrong_is_kept_without_a_number_that_can_be_somebodys(place, receiver, deliver):
    receiver.answers.append(Postponed("geen antwoord van /personen/999990019/PIP"))
    message = place()

    deliver(message)

    assert message.last_error == "geen antwoord van /personen/…/PIP"


def test_a_lost_lease_is_tried_again_with_the_same_id(place, receiver, deliver, lease):
    message = place()
    lease()
    deliver(message)
    assert (receiver.got, message.status) == ([], Status.BUSY)

    Message.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    deliver(message)

    assert (receiver.got, message.pogingen) == ([message.pk], 2)


@pytest.mark.parametrize("outcome", ["sent", "refused", "away", "failed"])
def test_who_lost_its_lease_writes_nothing(cast, place, receiver, lease, outcome):
    place()
    slow = lease()
    Message.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    queue.release(cast.alkmaar.pk, "proef")
    quick = lease()

    match outcome:
        case "sent":
            queue.is_sent(slow, 1, receiver, follow=True)
        case "refused":
            queue.is_rejected(slow, ["nee"], receiver)
        case "away":
            queue.is_unreachable(slow, Unreachable("weg"))
        case "failed":
            queue.has_failed(slow, ValueError())

    quick.refresh_from_db()
    assert (quick.status, quick.pogingen) == (Status.BUSY, 2)
    assert (receiver.meant, receiver.refused) == ([], [])
    assert not ChannelState.objects.exists()


def test_a_message_of_a_channel_that_nobody_delivers_waits(place, deliver):
    message = place(channel="onbekend")

    deliver(message, channel="onbekend")

    assert (message.status, message.last_error) == (Status.WAIT, "KeyError")


def test_a_round_stops_when_it_is_told_to(cast, place, receiver):
    for key in "abc":
        place(key)

    deliver_round(cast.alkmaar.pk, "proef", threads=1, stop=lambda: len(receiver.got) == 2)

    assert len(receiver.got) == 2
    assert Message.objects.filter(status=Status.BUSY).count() == 0


def test_a_round_that_is_asked_for_during_a_round_is_left_to_that_one(cast, place, receiver, monkeypatch):
    def ask_again(message):
        if not receiver.got:
            place("b")
            assert leave(cast.alkmaar.pk, "proef")
            place("c")
            assert not deliver_round(cast.alkmaar.pk, "proef", threads=1)
        receiver.got.append(message.pk)

    monkeypatch.setattr(receiver, "send", ask_again)
    place("a")

    assert not leave(cast.alkmaar.pk, "proef")
    deliver_round(cast.alkmaar.pk, "proef", threads=1)

    assert len(receiver.got) == 3


class Crowd(Deliverer):
    """A receiver that waits until so many stand at its counter at once."""

    def __init__(self, size):
        self.gate = threading.Barrier(size, timeout=20)
        self.in_transaction = []

    def send(self, message):
        self.in_transaction.append(connection.in_atomic_block)
        self.gate.wait()


@pytest.mark.usefixtures("for_real")
def test_several_keys_are_under_way_at_once_and_none_in_a_transaction(cast, place):
    crowd = Crowd(3)
    for key in "abc":
        place(key)

    with DELIVERERS.instead({"proef": crowd}):
        deliver_round(cast.alkmaar.pk, "proef", threads=3)

    assert set(Message.objects.values_list("status", flat=True)) == {Status.SENT}
    assert crowd.in_transaction == [False] * 3


@pytest.mark.usefixtures("for_real")
def test_an_error_of_the_database_in_one_thread_ends_the_round_and_leaves_the_lease(cast, place):
    class Breaks(Deliverer):
        def send(self, message):
            connections["default"].connection.close()

    message = place()

    with DELIVERERS.instead({"proef": Breaks()}), pytest.raises(Exception, match="connection"):
        deliver_round(cast.alkmaar.pk, "proef", threads=1)

    connection.close()
    cast.see_all()
    message.refresh_from_db()
    assert message.status == Status.BUSY


@pytest.mark.parametrize("failed", ["no answer", "an error of its own"])
def test_a_probe_that_failed_is_no_longer_the_probe(cast, place, hurry, lease, failed):
    ChannelState.objects.create(gemeente=cast.alkmaar, kanaal="proef", consecutive_errors=3)
    place("a"), place("b")
    probe = lease()

    if failed == "no answer":
        queue.is_unreachable(probe, Unreachable("weg"))
    else:
        queue.has_failed(probe, ValueError())

    assert ChannelState.objects.get().proef is None
    if failed == "no answer":
        assert lease() is None, "the channel pauses"
        hurry()
    assert lease().pk != probe.pk, "another message may find out"
