"""Asking DUO: each question a message of its own, each answer kept as it was said."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.outbox.models import Bericht
from meedoen.keten.duo import asking, channel, hooks, tasks
from meedoen.keten.duo.channel import DuoBezorger
from meedoen.keten.duo.schemas.plicht import Inburgeringsplicht
from meedoen.keten.duo.tests.world import sluit_aan
from meedoen.keten.models import Ketenstand, Notificatie

BSN = "999990019"


@pytest.fixture
def gemeente(cast):
    sluit_aan(cast.alkmaar)
    return cast.alkmaar


class Duo:
    """Stands where the client does; knows only the duty."""

    def __init__(self, antwoord):
        self.antwoord = antwoord

    def plicht(self, bsn, bericht_id):
        self.gevraagd = (bsn, bericht_id)
        return self.antwoord


def ask(gemeente, monkeypatch, answer):
    """Ask for the duty and let the outbox deliver it, without a network."""
    bericht = asking.vraag(gemeente.pk, "plicht", BSN)
    duo = Duo(answer)
    monkeypatch.setattr(channel, "client_van", lambda _: duo)
    bezorger = DuoBezorger()
    bezorger.verwerk(bericht, bezorger.verstuur(bericht))
    Bericht.objects.filter(pk=bericht.pk).update(status=Bericht.Status.VERZONDEN)
    assert duo.gevraagd == (BSN, bericht.pk)
    return asking.laatste(gemeente.pk, BSN, "plicht")


def test_a_municipality_without_a_connection_asks_nothing(cast):
    assert asking.vraag(cast.alkmaar.pk, "plicht", BSN) is None
    assert not Bericht.objects.exists()


def test_each_question_has_a_key_of_its_own(gemeente):
    over = uuid.uuid4()
    berichten = [asking.vraag(gemeente.pk, naam, BSN, over=over) for naam in ("plicht", "examen")]
    assert len({een.volgsleutel for een in berichten}) == 2
    assert {(een.soort, een.over) for een in berichten} == {("vraag:plicht", over), ("vraag:examen", over)}


def test_a_question_that_waits_is_not_asked_twice(gemeente):
    eerste = asking.vraag(gemeente.pk, "plicht", BSN)
    assert asking.vraag(gemeente.pk, "plicht", BSN) == eerste
    assert Bericht.objects.count() == 1


def test_a_refused_question_is_asked_again_when_somebody_wants_to_know(gemeente):
    eerste = asking.vraag(gemeente.pk, "plicht", BSN)
    Bericht.objects.update(status=Bericht.Status.AFGEWEZEN)
    assert asking.vraag(gemeente.pk, "plicht", BSN) == eerste
    assert Bericht.objects.get().status == Bericht.Status.WACHT


def test_what_duo_says_is_kept_in_its_own_words(gemeente, monkeypatch):
    plicht = {"indicatorInburgeringsplicht": True, "begindatum": "2026-11-20", "nieuwVeld": "x"}
    stand = ask(gemeente, monkeypatch, Inburgeringsplicht.model_validate(plicht))
    assert stand.inhoud == plicht


def test_the_same_again_is_confirmed_and_something_else_is_a_new_row(gemeente, monkeypatch):
    ja = Inburgeringsplicht.model_validate({"indicatorInburgeringsplicht": True})
    eerste = ask(gemeente, monkeypatch, ja)
    nog_eens = ask(gemeente, monkeypatch, ja)
    assert nog_eens.pk == eerste.pk
    assert nog_eens.bevestigd_op > eerste.bevestigd_op
    assert nog_eens.gezegd_op == eerste.gezegd_op
    nee = ask(
        gemeente, monkeypatch, Inburgeringsplicht.model_validate({"indicatorInburgeringsplicht": False})
    )
    assert nee.pk != eerste.pk
    assert Ketenstand.objects.count() == 2


def test_that_duo_knows_nothing_is_kept_as_well(gemeente, monkeypatch):
    assert asking.laatste(gemeente.pk, BSN, "plicht") is None
    assert ask(gemeente, monkeypatch, None).inhoud is None
    assert ask(gemeente, monkeypatch, None).inhoud is None
    assert Ketenstand.objects.count() == 1


def test_the_domain_hears_every_answer_and_what_was_said_before(gemeente, monkeypatch):
    heard = []
    monkeypatch.setitem(hooks._ANTWOORD, "plicht", [lambda *woorden: heard.append(woorden)])
    ja = Inburgeringsplicht.model_validate({"indicatorInburgeringsplicht": True})
    first = ask(gemeente, monkeypatch, None)
    second = ask(gemeente, monkeypatch, ja)
    ask(gemeente, monkeypatch, ja)
    assert [(stand.pk, vorige and vorige.pk) for _g, _b, stand, vorige in heard] == [
        (first.pk, None),
        (second.pk, first.pk),
        (second.pk, second.pk),
    ]


@pytest.mark.parametrize(
    ("gebeurtenis", "asked"),
    [("SS139", {"plicht", "doelgroep", "examen"}), ("SS113", set()), ("ZZ1", set())],
)
def test_a_notification_leads_to_the_questions_of_its_event(gemeente, gebeurtenis, asked, monkeypatch):
    monkeypatch.setattr(hooks, "_GEBEURTENIS", [lambda _: "gezien"])
    notificatie = Notificatie.objects.create(
        gemeente=gemeente,
        id=uuid.uuid4(),
        gebeurtenis=gebeurtenis,
        bsn=BSN,
        geregistreerd_op="2026-11-22T09:00Z",
    )
    for _ in range(2):
        tasks.verwerk(notificatie.pk)
    notificatie.refresh_from_db()
    assert notificatie.verwerkt_op is not None
    assert notificatie.uitkomst == ("gezien" if gebeurtenis != "ZZ1" else tasks.ONBEKEND)
    assert {een.soort.removeprefix("vraag:") for een in Bericht.objects.all()} == asked


def test_without_a_bsn_nothing_is_asked_and_that_is_said(gemeente, monkeypatch):
    monkeypatch.setattr(hooks, "_GEBEURTENIS", [])
    notificatie = Notificatie.objects.create(
        gemeente=gemeente,
        id=uuid.uuid4(),
        gebeurtenis="SS139",
        v_nummer="1",
        geregistreerd_op="2026-11-22T09:00Z",
    )
    tasks.verwerk(notificatie.pk)
    notificatie.refresh_from_db()
    assert notificatie.uitkomst == tasks.ZONDER_BSN
    assert not Bericht.objects.exists()


def test_a_notification_that_lost_its_job_is_woken(gemeente, monkeypatch):
    woken = []
    monkeypatch.setattr(tasks.verwerk_notificatie, "defer", lambda **waarmee: woken.append(waarmee))
    Notificatie.objects.create(
        gemeente=gemeente, id=uuid.uuid4(), gebeurtenis="SS139", bsn=BSN, geregistreerd_op="2026-11-22T09:00Z"
    )
    assert tasks.veeg_notificaties() == 0
    Notificatie.objects.update(ontvangen_op=timezone.now() - timedelta(hours=1))
    assert tasks.veeg_notificaties() == 1
    assert len(woken) == 1
