"""A question for the BRP goes out once, and its answer is kept and told on."""

import pytest
from django.utils import timezone

from meedoen.basis.outbox.deliverers import DELIVERERS, Postponed
from meedoen.basis.outbox.models import Message
from meedoen.keten.brp import channel, hooks
from meedoen.keten.brp.answers import read_persoon
from meedoen.keten.brp.schemas import Persoon
from meedoen.keten.brp.tests.example import ANSWER, BSN
from meedoen.keten.models import ConnectionSettings, KetenState, Party
from meedoen.keten.tests.other_side import Reply

WE = "00000001001234567000"
SELAM = ANSWER["personen"][0]


@pytest.fixture
def alkmaar(cast):
    cast.see_all()
    return cast.alkmaar


@pytest.fixture
def connected(alkmaar, other_side):
    return ConnectionSettings.objects.create(
        gemeente=alkmaar, partij=Party.BRP, basis_url=other_side.adres, oin=WE, oin_partij=WE
    )


@pytest.fixture
def heard():
    listing = []
    with hooks.PERSONEN.instead(lambda *news: listing.append(news)):
        yield listing


def test_without_a_connection_nothing_is_asked(alkmaar):
    assert channel.ask(alkmaar.pk, BSN) is None
    assert not Message.objects.exists()


@pytest.mark.usefixtures("connected")
def test_the_same_question_waits_once(alkmaar):
    first, second = channel.ask(alkmaar.pk, BSN), channel.ask(alkmaar.pk, BSN)
    assert first == second
    assert (first.kanaal, first.soort, first.inhoud) == ("brp", "vraag:persoon", {"bsn": BSN})


@pytest.mark.usefixtures("connected")
def test_the_answer_is_kept_as_it_was_said_and_told_on(alkmaar, other_side, heard):
    other_side.says(Reply(200, ANSWER))
    message, deliverer = channel.ask(alkmaar.pk, BSN), DELIVERERS["brp"]
    deliverer.process(message, deliverer.send(message))
    state = channel.last(alkmaar.pk, BSN)
    assert state.inhoud == SELAM
    assert heard == [(alkmaar.pk, BSN, state, None)]
    assert read_persoon(state).naam.achternaam == "Tesfay"


@pytest.mark.usefixtures("connected")
def test_the_same_answer_again_is_a_confirmation_and_no_new_row(alkmaar, heard):
    message, deliverer = channel.ask(alkmaar.pk, BSN), DELIVERERS["brp"]
    for _ in range(2):
        deliverer.process(message, Persoon.model_validate(SELAM))
    (state,) = KetenState.objects.all()
    assert state.confirmed_at > state.said_at
    assert heard[1][2] == heard[1][3] == state


@pytest.mark.usefixtures("connected")
def test_whom_the_brp_does_not_know_is_kept_as_that(alkmaar):
    DELIVERERS["brp"].process(channel.ask(alkmaar.pk, BSN), None)
    state = channel.last(alkmaar.pk, BSN)
    assert state.inhoud is None
    assert read_persoon(state) is None


def test_a_connection_put_out_of_use_makes_the_question_wait(alkmaar, connected):
    message = channel.ask(alkmaar.pk, BSN)
    connected.actief = False
    connected.save()
    with pytest.raises(Postponed):
        DELIVERERS["brp"].send(message)


def test_what_duo_said_is_no_answer_of_the_brp(alkmaar):
    KetenState.objects.create(
        gemeente=alkmaar,
        partij=Party.DUO,
        onderwerp="persoon",
        bsn=BSN,
        inhoud={},
        said_at=timezone.now(),
        confirmed_at=timezone.now(),
    )
    assert channel.last(alkmaar.pk, BSN) is None
