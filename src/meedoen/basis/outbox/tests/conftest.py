"""A receiver to deliver to, and the round that does."""

from __future__ import annotations

from collections import deque

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from meedoen.basis.outbox import queue, services
from meedoen.basis.outbox.deliverers import BEZORGERS, Bezorger
from meedoen.basis.outbox.delivery_round import ronde
from meedoen.basis.outbox.models import Bericht
from meedoen.basis.outbox.tasks import TAAK


class Receiver(Bezorger):
    """Someone outside, who knows a message by its id. `answers` are the errors of the coming deliveries."""

    def __init__(self):
        self.answers = deque()
        self.asked = []
        self.got = []
        self.meant = []
        self.refused = []

    def verstuur(self, bericht):
        self.asked.append(bericht.pk)
        if self.answers and (error := self.answers.popleft()):
            raise error
        self.got.append(bericht.pk)
        return len(self.got)

    def verwerk(self, bericht, antwoord):
        self.meant.append((bericht.pk, antwoord))

    def bij_afwijzing(self, bericht, fouten):
        self.refused.append((bericht.pk, fouten))


@pytest.fixture
def receiver(monkeypatch):
    receiver = Receiver()
    monkeypatch.setitem(BEZORGERS, "proef", receiver)
    return receiver


@pytest.fixture
def place(cast):
    def place(key="persoon:1", channel="proef", **more):
        more = {"gemeente_id": cast.alkmaar.pk, "volgsleutel": key} | more
        return services.plaats(channel, "kennisgeving", {"x": 1}, **more)

    return place


@pytest.fixture
def deliver(cast):
    """Let the worker do what is ready; then look again at these messages."""

    def deliver(*messages, channel="proef", where=None):
        ronde((where or cast.alkmaar).pk, channel, draden=1)
        for message in messages:
            message.refresh_from_db()

    return deliver


@pytest.fixture
def lease(cast):
    """Take what a worker would take first."""

    def lease():
        here = (cast.alkmaar.pk, "proef")
        if queue.is_gestoord(*here):
            return queue.huur_proef(*here)
        heads = queue.klaar(*here, 1)
        return queue.huur(*here, heads[0]) if heads else None

    return lease


@pytest.fixture
def hurry():
    """Let what waits for its next attempt be ready now."""

    def hurry(*messages):
        from django.utils import timezone

        from meedoen.basis.outbox.models import Kanaalstand

        nu = timezone.now()
        Bericht.objects.filter(status=Bericht.Status.WACHT).update(volgende_poging=nu)
        Kanaalstand.objects.update(gesloten_tot=nu)

    return hurry


@pytest.fixture
def rounds():
    """The rounds that are asked for."""

    def rounds(channel="proef"):
        return ProcrastinateJob.objects.filter(task_name=TAAK, args__kanaal=channel, status="todo")

    return rounds
