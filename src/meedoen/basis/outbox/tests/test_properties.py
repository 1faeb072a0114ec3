"""Whatever happens, in whatever order: messages of a key arrive in order, and none is ever nowhere."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoen.basis.outbox import queue, services
from meedoen.basis.outbox.deliverers import Afgewezen, Later, Onbereikbaar
from meedoen.basis.outbox.models import Bericht

Status = Bericht.Status
ANSWERS = (None, None, Onbereikbaar("weg"), Later("later"), Afgewezen(["nee"]), ValueError("fout"))
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
                    services.verzend_opnieuw(message)
            case "let go":
                for message in self.stuck():
                    services.laat_vervallen(self.cast.system, message, "het hoeft niet meer")

    @staticmethod
    def stuck():
        return Bericht.objects.filter(status__in=[Status.AFGEWEZEN, Status.MISLUKT])

    @staticmethod
    def let_time_pass():
        from meedoen.basis.outbox.models import Kanaalstand

        past = timezone.now() - timedelta(seconds=1)
        Bericht.objects.filter(status=Status.WACHT).update(volgende_poging=past)
        Bericht.objects.filter(status=Status.BEZIG).update(bezig_tot=past)
        Kanaalstand.objects.update(gesloten_tot=past)


def check(world):
    """What always holds."""
    messages = list(Bericht.objects.order_by("volgnummer"))
    arrived = {pk: n for n, pk in reversed(list(enumerate(world.receiver.got)))}
    for key in "abc":
        mine = [message for message in messages if message.volgsleutel == key]
        firsts = [arrived[message.pk] for message in mine if message.pk in arrived]
        assert firsts == sorted(firsts)
        open_ = [message for message in mine if message.status in Bericht.ONAF]
        later = [message for message in mine if open_ and message.volgnummer > open_[0].volgnummer]
        assert not any(message.status == Status.VERZONDEN for message in later)
    for message in messages:
        assert message.status in Status.values
        assert (message.bezig_tot is not None) == (message.status == Status.BEZIG)
        assert (message.verzonden_op is not None) == (message.status == Status.VERZONDEN)
    meant = [pk for pk, _ in world.receiver.meant]
    assert len(meant) == len(set(meant))
    check_somebody_is_going_to_do_it(world, messages)


def check_somebody_is_going_to_do_it(world, messages):
    """A message that is not done waits for a moment, for a person, or for one before it that does."""
    heads = {}
    for message in messages:
        if message.status in Bericht.ONAF:
            heads.setdefault(message.volgsleutel, message)
    ours = [message for message in heads.values() if message.status in {Status.WACHT, Status.BEZIG}]
    moment = queue.volgend_moment(world.cast.alkmaar.pk, "proef")
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
        assert not Bericht.objects.exclude(status__in=[Status.VERZONDEN, Status.VERVALLEN]).exists()
        transaction.set_rollback(True)
