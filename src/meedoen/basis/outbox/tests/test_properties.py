"""Whatever happens, in whatever order: messages of a key arrive in order, and none is ever nowhere."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoen.basis.outbox import queue, services
from meedoen.basis.outbox.deliverers import Postponed, Rejected, Unreachable
from meedoen.basis.outbox.models import Message

Status = Message.Status
ANSWERS = (None, None, Unreachable("weg"), Postponed("later"), Rejected(["nee"]), ValueError("fout"))
STEPS = st.one_of(
    st.tuples(st.just("place"), st.sampled_from("abc")),
    st.tuples(st.just("round"), st.lists(st.sampled_from(ANSWERS), max_size=4)),
    st.tuples(st.just("lease and die"), st.none()),
    st.tuples(st.just("time passes"), st.none()),
    st.tuples(st.just("again"), st.none()),
    st.tuples(st.just("let go"), st.none()),
)


class World:
    """The outbox of one municipality and everybody around it."""

    def __init__(self, cast, receiver, place, deliver, lease):
        self.cast, self.receiver = cast, receiver
        self.place, self.deliver, self.lease = place, deliver, lease
        receiver.__init__()

    def do(self, what, how):
        match what:
            case "place":
                self.place(how)
            case "round":
                self.receiver.answers.extend(how)
                self.deliver()
                self.receiver.answers.clear()
            case "lease and die":
                self.lease()
            case "time passes":
                self.let_time_pass()
            case "again":
                for message in self.stuck():
                    services.send_again(message)
            case "let go":
                for message in self.stuck():
                    services.discard(self.cast.system, message, "het hoeft niet meer")

    @staticmethod
    def stuck():
        return Message.objects.filter(status__in=[Status.REJECTED, Status.FAILED])

    @staticmethod
    def let_time_pass():
        from meedoen.basis.outbox.models import ChannelState

        past = timezone.now() - timedelta(seconds=1)
        Message.objects.filter(status=Status.WAIT).update(next_attempt=past)
        Message.objects.filter(status=Status.BUSY).update(leased_until=past)
        ChannelState.objects.update(closed_until=past)


def check(world):
    """What always holds."""
    messages = list(Message.objects.order_by("volgnummer"))
    arrived = {pk: n for n, pk in reversed(list(enumerate(world.receiver.got)))}
    for key in "abc":
        mine = [message for message in messages if message.sequence_key == key]
        firsts = [arrived[message.pk] for message in mine if message.pk in arrived]
        assert firsts == sorted(firsts)
        open_ = [message for message in mine if message.status in Message.UNFINISHED]
        later = [message for message in mine if open_ and message.volgnummer > open_[0].volgnummer]
        assert not any(message.status == Status.SENT for message in later)
    for message in messages:
        assert message.status in Status.values
        assert (message.leased_until is not None) == (message.status == Status.BUSY)
        assert (message.sent_at is not None) == (message.status == Status.SENT)
    meant = [pk for pk, _ in world.receiver.meant]
    assert len(meant) == len(set(meant))
    check_somebody_is_going_to_do_it(world, messages)


def check_somebody_is_going_to_do_it(world, messages):
    """A message that is not done waits for a moment, for a person, or for one before it that does."""
    heads = {}
    for message in messages:
        if message.status in Message.UNFINISHED:
            heads.setdefault(message.sequence_key, message)
    ours = [message for message in heads.values() if message.status in {Status.WAIT, Status.BUSY}]
    moment = queue.next_moment(world.cast.alkmaar.pk, "proef")
    assert (moment is not None) == bool(ours)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=12))
@pytest.mark.usefixtures("db")
def test_order_and_state_hold_and_in_the_end_all_arrives(cast, receiver, place, deliver, lease, steps):
    with transaction.atomic():
        world = World(cast, receiver, place, deliver, lease)
        for what, how in steps:
            world.do(what, how)
            check(world)

        for _ in range(4):  # the other side is well again, and a person solved what was stuck
            world.do("again", None)
            world.do("time passes", None)
            world.do("round", [])
        check(world)
        assert not Message.objects.exclude(status__in=[Status.SENT, Status.LAPSED]).exists()
        transaction.set_rollback(True)
