"""A round sends what may go, in order per key, and knows one that is stuck from a receiver that is away."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from meedoen.basis.outbox import clock, queue
from meedoen.basis.outbox.deliverers import Afgewezen, Bezorger, Later, Onbereikbaar
from meedoen.basis.outbox.delivery_round import laat_over, ronde
from meedoen.basis.outbox.models import Bericht, Kanaalstand

Status = Bericht.Status


def test_a_message_is_delivered_once_however_often_the_worker_comes(place, receiver, deliver):
    message = place()

    deliver(message)
    deliver(message)

    assert receiver.got == [message.pk]
    assert receiver.meant == [(message.pk, 1)]
    assert (message.status, message.verzonden_op is not None) == (Status.VERZONDEN, True)


def test_messages_with_one_key_leave_in_the_order_in_which_they_were_placed(place, receiver, deliver):
    placed = [place(key) for key in ("a", "b", "a", "a", "b")]

    deliver()

    for key in ("a", "b"):
        mine = [message.pk for message in placed if message.volgsleutel == key]
        assert [pk for pk in receiver.got if pk in mine] == mine


def test_one_that_cannot_go_holds_up_only_its_own_key(place, receiver, deliver, hurry):
    receiver.answers.append(Later("nog bezig"))
    first, second, other = place("a"), place("a"), place("b")

    deliver(first, second, other)
    assert receiver.got == [other.pk]
    assert (first.status, first.pogingen, first.laatste_fout) == (Status.WACHT, 1, "nog bezig")
    assert second.pogingen == 0

    hurry()
    deliver(first)
    assert receiver.got == [other.pk, first.pk, second.pk]
    assert first.laatste_fout == ""


def test_a_receiver_that_is_away_pauses_the_channel_and_costs_the_others_no_attempt(place, receiver, deliver):
    receiver.answers.append(Onbereikbaar("HTTP 503"))
    first, second = place("a"), place("b")

    deliver(first, second)

    stand = Kanaalstand.objects.get()
    assert (first.status, first.pogingen, second.pogingen) == (Status.WACHT, 1, 0)
    assert (stand.opeenvolgende_fouten, stand.laatste_fout) == (1, "HTTP 503")
    assert stand.gesloten_tot > timezone.now()
    assert stand.sinds is not None


def test_after_the_pause_one_message_at_a_time_probes_and_not_always_the_same(
    place, receiver, deliver, hurry
):
    receiver.answers.extend([Onbereikbaar("weg")] * 3)
    first, second = place("a"), place("b")

    for _ in range(3):
        deliver(first, second)
        hurry()
    assert receiver.asked == [first.pk, second.pk, first.pk]

    deliver(first, second)
    assert receiver.got == [second.pk, first.pk]
    assert Kanaalstand.objects.get().opeenvolgende_fouten == 0
    assert Kanaalstand.objects.get().sinds is None


def test_while_one_probes_no_other_goes(cast, place, receiver, hurry, lease):
    Kanaalstand.objects.create(gemeente=cast.alkmaar, kanaal="proef", opeenvolgende_fouten=3)
    place("a"), place("b")

    probe = lease()

    assert lease() is None
    assert Kanaalstand.objects.get().proef == probe.pk


def test_what_was_under_way_when_the_channel_closed_does_not_lengthen_the_pause(cast, place, lease):
    place("a"), place("b")
    one, two = (lease() for _ in range(2))

    queue.is_onbereikbaar(one, Onbereikbaar("weg"))
    queue.is_onbereikbaar(two, Onbereikbaar("weg"))

    assert Kanaalstand.objects.get().opeenvolgende_fouten == 1


def test_the_channel_of_another_municipality_goes_on(cast, place, receiver, deliver):
    receiver.answers.append(Onbereikbaar("weg"))
    place()
    elsewhere = place(gemeente_id=cast.heiloo.pk)

    deliver()
    deliver(elsewhere, where=cast.heiloo)

    assert elsewhere.status == Status.VERZONDEN


def test_a_receiver_that_is_away_never_makes_a_dead_letter(place, receiver, deliver, hurry):
    message = place()
    for _ in range(3 * clock.MINSTE_POGINGEN):
        receiver.answers.append(Onbereikbaar("weg"))
        deliver(message)
        Bericht.objects.update(gemaakt_op=timezone.now() - timedelta(days=9))
        hurry()

    deliver(message)
    assert message.status == Status.VERZONDEN


@pytest.mark.parametrize(
    ("hours", "attempts", "status"),
    [(25, clock.MINSTE_POGINGEN, "mislukt"), (23, 99, "wacht"), (99, clock.MINSTE_POGINGEN - 1, "wacht")],
)
def test_a_dead_letter_takes_more_than_a_day_and_several_attempts(
    place, receiver, deliver, hours, attempts, status
):
    receiver.answers.append(ZeroDivisionError("van Amina"))
    message = place()
    since = timezone.now() - timedelta(hours=hours)
    Bericht.objects.update(fouten_op_rij=attempts - 1, fout_sinds=since)

    deliver(message)

    assert (message.status, message.laatste_fout) == (status, "ZeroDivisionError")


def test_an_error_in_what_the_answer_means_undoes_it_and_sends_again(place, receiver, deliver, monkeypatch):
    def clumsy(bericht, antwoord):
        Kanaalstand.objects.create(gemeente_id=bericht.gemeente_id, kanaal="spoor")
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM er_is_geen_tabel")

    monkeypatch.setattr(receiver, "verwerk", clumsy)
    message = place()

    deliver(message)

    assert (message.status, message.pogingen, message.fouten_op_rij) == (Status.WACHT, 1, 1)
    assert not Kanaalstand.objects.filter(kanaal="spoor").exists()


def test_a_refusal_is_kept_with_its_reasons_and_holds_up_the_later_ones(place, receiver, deliver):
    receiver.answers.append(Afgewezen(["De datum ligt in de toekomst."]))
    refused, later = place(), place()

    deliver(refused, later)

    assert (refused.status, refused.redenen) == (Status.AFGEWEZEN, ["De datum ligt in de toekomst."])
    assert receiver.refused == [(refused.pk, ["De datum ligt in de toekomst."])]
    assert (later.status, later.pogingen) == (Status.WACHT, 0)


def test_what_went_wrong_is_kept_without_a_number_that_can_be_somebodys(place, receiver, deliver):
    receiver.answers.append(Later("geen antwoord van /personen/999990019/PIP"))
    message = place()

    deliver(message)

    assert message.laatste_fout == "geen antwoord van /personen/…/PIP"


def test_a_lost_lease_is_tried_again_with_the_same_id(place, receiver, deliver, lease):
    message = place()
    lease()
    deliver(message)
    assert (receiver.got, message.status) == ([], Status.BEZIG)

    Bericht.objects.update(bezig_tot=timezone.now() - timedelta(seconds=1))
    deliver(message)

    assert (receiver.got, message.pogingen) == ([message.pk], 2)


@pytest.mark.parametrize("outcome", ["sent", "refused", "away", "failed"])
def test_who_lost_its_lease_writes_nothing(cast, place, receiver, lease, outcome):
    place()
    slow = lease()
    Bericht.objects.update(bezig_tot=timezone.now() - timedelta(seconds=1))
    queue.bevrijd(cast.alkmaar.pk, "proef")
    quick = lease()

    match outcome:
        case "sent":
            queue.is_verzonden(slow, 1, receiver, volg=True)
        case "refused":
            queue.is_afgewezen(slow, ["nee"], receiver)
        case "away":
            queue.is_onbereikbaar(slow, Onbereikbaar("weg"))
        case "failed":
            queue.is_mislukt(slow, ValueError())

    quick.refresh_from_db()
    assert (quick.status, quick.pogingen) == (Status.BEZIG, 2)
    assert (receiver.meant, receiver.refused) == ([], [])
    assert not Kanaalstand.objects.exists()


def test_a_message_of_a_channel_that_nobody_delivers_waits(place, deliver):
    message = place(channel="onbekend")

    deliver(message, channel="onbekend")

    assert (message.status, message.laatste_fout) == (Status.WACHT, "KeyError")


def test_a_round_stops_when_it_is_told_to(cast, place, receiver):
    for key in "abc":
        place(key)

    ronde(cast.alkmaar.pk, "proef", draden=1, stop=lambda: len(receiver.got) == 2)

    assert len(receiver.got) == 2
    assert Bericht.objects.filter(status=Status.BEZIG).count() == 0


def test_a_round_that_is_asked_for_during_a_round_is_left_to_that_one(cast, place, receiver, monkeypatch):
    def ask_again(bericht):
        if not receiver.got:
            place("b")
            assert laat_over(cast.alkmaar.pk, "proef")
            place("c")
            assert not ronde(cast.alkmaar.pk, "proef", draden=1)
        receiver.got.append(bericht.pk)

    monkeypatch.setattr(receiver, "verstuur", ask_again)
    place("a")

    assert not laat_over(cast.alkmaar.pk, "proef")
    ronde(cast.alkmaar.pk, "proef", draden=1)

    assert len(receiver.got) == 3


class Crowd(Bezorger):
    """A receiver that waits until so many stand at its counter at once."""

    def __init__(self, size):
        self.gate = threading.Barrier(size, timeout=20)
        self.in_transaction = []

    def verstuur(self, bericht):
        self.in_transaction.append(connection.in_atomic_block)
        self.gate.wait()


@pytest.mark.usefixtures("for_real")
def test_several_keys_are_under_way_at_once_and_none_in_a_transaction(cast, place, monkeypatch):
    from meedoen.basis.outbox.deliverers import BEZORGERS

    crowd = Crowd(3)
    monkeypatch.setitem(BEZORGERS, "proef", crowd)
    for key in "abc":
        place(key)

    ronde(cast.alkmaar.pk, "proef", draden=3)

    assert set(Bericht.objects.values_list("status", flat=True)) == {Status.VERZONDEN}
    assert crowd.in_transaction == [False] * 3


@pytest.mark.usefixtures("for_real")
def test_an_error_of_the_database_in_one_thread_ends_the_round_and_leaves_the_lease(cast, place, monkeypatch):
    from meedoen.basis.outbox.deliverers import BEZORGERS

    class Breaks(Bezorger):
        def verstuur(self, bericht):
            connections["default"].connection.close()

    monkeypatch.setitem(BEZORGERS, "proef", Breaks())
    message = place()

    with pytest.raises(Exception, match="connection"):
        ronde(cast.alkmaar.pk, "proef", draden=1)

    connection.close()
    cast.see_all()
    message.refresh_from_db()
    assert message.status == Status.BEZIG


@pytest.mark.parametrize("failed", ["no answer", "an error of its own"])
def test_a_probe_that_failed_is_no_longer_the_probe(cast, place, hurry, lease, failed):
    Kanaalstand.objects.create(gemeente=cast.alkmaar, kanaal="proef", opeenvolgende_fouten=3)
    place("a"), place("b")
    probe = lease()

    if failed == "no answer":
        queue.is_onbereikbaar(probe, Onbereikbaar("weg"))
    else:
        queue.is_mislukt(probe, ValueError())

    assert Kanaalstand.objects.get().proef is None
    if failed == "no answer":
        assert lease() is None, "the channel pauses"
        hurry()
    assert lease().pk != probe.pk, "another message may find out"
