"""A question for the BRP goes out once, and its answer is kept and told on."""

import pytest
from django.utils import timezone

from meedoen.basis.outbox.deliverers import BEZORGERS, Later
from meedoen.basis.outbox.models import Bericht
from meedoen.keten.brp import channel, hooks
from meedoen.keten.brp.answers import read_persoon
from meedoen.keten.brp.schemas import Persoon
from meedoen.keten.brp.tests.example import ANTWOORD, BSN
from meedoen.keten.models import Aansluiting, Ketenstand, Partij
from meedoen.keten.tests.other_side import Antwoord

WIJ = "00000001001234567000"
SELAM = ANTWOORD["personen"][0]


@pytest.fixture
def alkmaar(cast):
    cast.see_all()
    return cast.alkmaar


@pytest.fixture
def aangesloten(alkmaar, andere_kant):
    return Aansluiting.objects.create(
        gemeente=alkmaar, partij=Partij.BRP, basis_url=andere_kant.adres, oin=WIJ, oin_partij=WIJ
    )


@pytest.fixture
def gehoord(monkeypatch):
    lijst = []
    monkeypatch.setattr(hooks, "_PERSOON", [lambda *nieuws: lijst.append(nieuws)])
    monkeypatch.setattr(hooks, "_AFWIJZING", [lambda *nieuws: lijst.append(nieuws)])
    return lijst


def test_without_a_connection_nothing_is_asked(alkmaar):
    assert channel.vraag(alkmaar.pk, BSN) is None
    assert not Bericht.objects.exists()


@pytest.mark.usefixtures("aangesloten")
def test_the_same_question_waits_once(alkmaar):
    eerste, tweede = channel.vraag(alkmaar.pk, BSN), channel.vraag(alkmaar.pk, BSN)
    assert eerste == tweede
    assert (eerste.kanaal, eerste.soort, eerste.inhoud) == ("brp", "vraag:persoon", {"bsn": BSN})


@pytest.mark.usefixtures("aangesloten")
def test_the_answer_is_kept_as_it_was_said_and_told_on(alkmaar, andere_kant, gehoord):
    andere_kant.zegt(Antwoord(200, ANTWOORD))
    bericht, bezorger = channel.vraag(alkmaar.pk, BSN), BEZORGERS["brp"]
    bezorger.verwerk(bericht, bezorger.verstuur(bericht))
    stand = channel.laatste(alkmaar.pk, BSN)
    assert stand.inhoud == SELAM
    assert gehoord == [(alkmaar.pk, BSN, stand, None)]
    assert read_persoon(stand).naam.achternaam == "Tesfay"


@pytest.mark.usefixtures("aangesloten")
def test_the_same_answer_again_is_a_confirmation_and_no_new_row(alkmaar, gehoord):
    bericht, bezorger = channel.vraag(alkmaar.pk, BSN), BEZORGERS["brp"]
    for _ in range(2):
        bezorger.verwerk(bericht, Persoon.model_validate(SELAM))
    (stand,) = Ketenstand.objects.all()
    assert stand.bevestigd_op > stand.gezegd_op
    assert gehoord[1][2] == gehoord[1][3] == stand


@pytest.mark.usefixtures("aangesloten")
def test_whom_the_brp_does_not_know_is_kept_as_that(alkmaar):
    BEZORGERS["brp"].verwerk(channel.vraag(alkmaar.pk, BSN), None)
    stand = channel.laatste(alkmaar.pk, BSN)
    assert stand.inhoud is None
    assert read_persoon(stand) is None


@pytest.mark.usefixtures("aangesloten")
def test_a_refusal_is_told_on(alkmaar, gehoord):
    bericht = channel.vraag(alkmaar.pk, BSN)
    BEZORGERS["brp"].bij_afwijzing(bericht, ["Niet geautoriseerd."])
    assert gehoord == [(bericht, ["Niet geautoriseerd."])]


def test_a_connection_put_out_of_use_makes_the_question_wait(alkmaar, aangesloten):
    bericht = channel.vraag(alkmaar.pk, BSN)
    aangesloten.actief = False
    aangesloten.save()
    with pytest.raises(Later):
        BEZORGERS["brp"].verstuur(bericht)


def test_what_duo_said_is_no_answer_of_the_brp(alkmaar):
    Ketenstand.objects.create(
        gemeente=alkmaar,
        partij=Partij.DUO,
        onderwerp="persoon",
        bsn=BSN,
        inhoud={},
        gezegd_op=timezone.now(),
        bevestigd_op=timezone.now(),
    )
    assert channel.laatste(alkmaar.pk, BSN) is None
