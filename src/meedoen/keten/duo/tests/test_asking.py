"""Asking DUO: each question a message of its own, each answer kept as it was said."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.outbox.models import Message
from meedoen.keten.duo import asking, channel, hooks, tasks
from meedoen.keten.duo.channel import DuoDeliverer
from meedoen.keten.duo.schemas.plicht import Inburgeringsplicht
from meedoen.keten.duo.tests.world import connect
from meedoen.keten.models import KetenState, Notification

BSN = "999990019"


@pytest.fixture
def gemeente(cast):
    connect(cast.alkmaar)
    return cast.alkmaar


class Duo:
    """Stands where the client does; knows only the duty."""

    def __init__(self, antwoord):
        self.antwoord = antwoord

    def plicht(self, bsn, bericht_id):
        self.requested = (bsn, bericht_id)
        return self.antwoord


def ask(gemeente, monkeypatch, answer):
    """Ask for the duty and let the outbox deliver it, without a network."""
    message = asking.ask(gemeente.pk, "plicht", BSN)
    duo = Duo(answer)
    monkeypatch.setattr(channel, "client_of", lambda _: duo)
    deliverer = DuoDeliverer()
    deliverer.process(message, deliverer.send(message))
    Message.objects.filter(pk=message.pk).update(status=Message.Status.SENT)
    assert duo.requested == (BSN, message.pk)
    return asking.last(gemeente.pk, BSN, "plicht")


def test_a_municipality_without_a_connection_asks_nothing(cast):
    assert asking.ask(cast.alkmaar.pk, "plicht", BSN) is None
    assert not Message.objects.exists()


def test_each_question_has_a_key_of_its_own(gemeente):
    about = uuid.uuid4()
    messages = [asking.ask(gemeente.pk, name, BSN, about=about) for name in ("plicht", "examen")]
    assert len({one.sequence_key for one in messages}) == 2
    assert {(one.soort, one.about) for one in messages} == {("vraag:plicht", about), ("vraag:examen", about)}


def test_a_question_that_waits_is_not_asked_twice(gemeente):
    first = asking.ask(gemeente.pk, "plicht", BSN)
    assert asking.ask(gemeente.pk, "plicht", BSN) == first
    assert Message.objects.count() == 1


def test_a_refused_question_is_asked_again_when_somebody_wants_to_know(gemeente):
    first = asking.ask(gemeente.pk, "plicht", BSN)
    Message.objects.update(status=Message.Status.REJECTED)
    assert asking.ask(gemeente.pk, "plicht", BSN) == first
    assert Message.objects.get().status == Message.Status.WAIT


def test_what_duo_says_is_kept_in_its_own_words(gemeente, monkeypatch):
    plicht = {"indicatorInburgeringsplicht": True, "begindatum": "2026-11-20", "nieuwVeld": "x"}
    state = ask(gemeente, monkeypatch, Inburgeringsplicht.model_validate(plicht))
    assert state.inhoud == plicht


def test_the_same_again_is_confirmed_and_something_else_is_a_new_row(gemeente, monkeypatch):
    yes = Inburgeringsplicht.model_validate({"indicatorInburgeringsplicht": True})
    first = ask(gemeente, monkeypatch, yes)
    once_more = ask(gemeente, monkeypatch, yes)
    assert once_more.pk == first.pk
    assert once_more.confirmed_at > first.confirmed_at
    assert once_more.said_at == first.said_at
    no = ask(gemeente, monkeypatch, Inburgeringsplicht.model_validate({"indicatorInburgeringsplicht": False}))
    assert no.pk != first.pk
    assert KetenState.objects.count() == 2


def test_that_duo_knows_nothing_is_kept_as_well(gemeente, monkeypatch):
    assert asking.last(gemeente.pk, BSN, "plicht") is None
    assert ask(gemeente, monkeypatch, None).inhoud is None
    assert ask(gemeente, monkeypatch, None).inhoud is None
    assert KetenState.objects.count() == 1


def test_the_domain_hears_every_answer_and_what_was_said_before(gemeente, monkeypatch):
    heard = []
    yes = Inburgeringsplicht.model_validate({"indicatorInburgeringsplicht": True})
    with hooks.ANSWERS.instead(
        hooks.AnswerHook("plicht", lambda *words: heard.append(words)),
        hooks.AnswerHook("doelgroep", lambda *_: pytest.fail("that was not asked")),
    ):
        first = ask(gemeente, monkeypatch, None)
        second = ask(gemeente, monkeypatch, yes)
        ask(gemeente, monkeypatch, yes)
    assert [(state.pk, previous and previous.pk) for _g, _b, state, previous in heard] == [
        (first.pk, None),
        (second.pk, first.pk),
        (second.pk, second.pk),
    ]


@pytest.mark.parametrize(
    ("event", "asked"),
    [("SS139", {"plicht", "doelgroep", "examen"}), ("SS113", set()), ("ZZ1", set())],
)
def test_a_notification_leads_to_the_questions_of_its_event(gemeente, event, asked):
    notification = Notification.objects.create(
        gemeente=gemeente,
        id=uuid.uuid4(),
        gebeurtenis=event,
        bsn=BSN,
        geregistreerd_op="2026-11-22T09:00Z",
    )
    with hooks.EVENTS.instead(lambda _: "gezien"):
        for _ in range(2):
            tasks.process(notification.pk)
    notification.refresh_from_db()
    assert notification.processed_at is not None
    assert notification.uitkomst == ("gezien" if event != "ZZ1" else tasks.UNKNOWN)
    assert {one.soort.removeprefix("vraag:") for one in Message.objects.all()} == asked


def test_without_a_bsn_nothing_is_asked_and_that_is_said(gemeente):
    notification = Notification.objects.create(
        gemeente=gemeente,
        id=uuid.uuid4(),
        gebeurtenis="SS139",
        v_nummer="1",
        geregistreerd_op="2026-11-22T09:00Z",
    )
    with hooks.EVENTS.instead():
        tasks.process(notification.pk)
    notification.refresh_from_db()
    assert notification.uitkomst == tasks.WITHOUT_BSN
    assert not Message.objects.exists()


def test_a_notification_that_lost_its_job_is_woken(gemeente, monkeypatch):
    woken = []
    monkeypatch.setattr(tasks.process_notification, "defer", lambda **with_what: woken.append(with_what))
    Notification.objects.create(
        gemeente=gemeente, id=uuid.uuid4(), gebeurtenis="SS139", bsn=BSN, geregistreerd_op="2026-11-22T09:00Z"
    )
    assert tasks.sweep_notifications() == 0
    Notification.objects.update(received_at=timezone.now() - timedelta(hours=1))
    assert tasks.sweep_notifications() == 1
    assert len(woken) == 1
