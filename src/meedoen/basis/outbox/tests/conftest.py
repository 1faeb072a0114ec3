"""A receiver to deliver to, and the round that does."""

from __future__ import annotations

from collections import deque

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from meedoen.basis.outbox import queue, services
from meedoen.basis.outbox.deliverers import DELIVERERS, Deliverer
from meedoen.basis.outbox.delivery_round import deliver_round
from meedoen.basis.outbox.models import Message
from meedoen.basis.outbox.tasks import TASK


class Receiver(Deliverer):
    """Someone outside, who knows a message by its id. `answers` are the errors of the coming deliveries."""

    def __init__(self):
        self.answers = deque()
        self.asked = []
        self.got = []
        self.meant = []
        self.refused = []

    def send(self, message):
        self.asked.append(message.pk)
        if self.answers and (error := self.answers.popleft()):
            raise error
        self.got.append(message.pk)
        return len(self.got)

    def process(self, message, antwoord):
        self.meant.append((message.pk, antwoord))

    def on_afwijzing(self, message, errors):
        self.refused.append((message.pk, errors))


@pytest.fixture
def receiver():
    receiver = Receiver()
    with DELIVERERS.instead({**DELIVERERS, "proef": receiver}):
        yield receiver


@pytest.fixture
def place(cast):
    def place(key="persoon:1", channel="proef", **more):
        more = {"gemeente_id": cast.alkmaar.pk, "sequence_key": key} | more
        return services.enqueue(channel, "kennisgeving", {"x": 1}, **more)

    return place


@pytest.fixture
def deliver(cast):
    """Let the worker do what is ready; then look again at these messages."""

    def deliver(*messages, channel="proef", where=None):
        deliver_round((where or cast.alkmaar).pk, channel, threads=1)
        for message in messages:
            message.refresh_from_db()

    return deliver


@pytest.fixture
def lease(cast):
    """Take what a worker would take first."""

    def lease():
        here = (cast.alkmaar.pk, "proef")
        if queue.is_disturbed(*here):
            return queue.lease_trial(*here)
        heads = queue.ready(*here, 1)
        return queue.lease(*here, heads[0]) if heads else None

    return lease


@pytest.fixture
def hurry():
    """Let what waits for its next attempt be ready now."""

    def hurry(*messages):
        from django.utils import timezone

        from meedoen.basis.outbox.models import ChannelState

        now = timezone.now()
        Message.objects.filter(status=Message.Status.WAIT).update(next_attempt=now)
        ChannelState.objects.update(closed_until=now)

    return hurry


@pytest.fixture
def rounds():
    """The rounds that are asked for."""

    def rounds(channel="proef"):
        return ProcrastinateJob.objects.filter(task_name=TASK, args__channel=channel, status="todo")

    return rounds
