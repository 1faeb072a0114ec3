"""From our words to DUO's: what is sent, what DUO knows already, and what does not fit."""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest

from meedoen.basis.outbox.deliverers import Rejected
from meedoen.basis.outbox.models import Message
from meedoen.keten.duo.channel import MESSAGE_TYPES
from meedoen.keten.duo.report_kinds import as_pip, same_pip
from meedoen.keten.duo.reporting import REPORTS
from meedoen.keten.duo.schemas.pip import KnownPip

PIP = {
    "bsn": "999990019",
    "dagtekening": "2026-05-11",
    "leerroute": "B",
    "niveau": "",
    "intensiteit_uren": 600,
    "mag_opleiding_afmaken": False,
    "alfabetisering": "NVT",
    "gemeentecode": "0361",
}
KNOWN = {
    "dagtekeningPip": "2026-05-11",
    "leerroute": "B",
    "niveau": "B1",
    "geschatteIntensiteitB1Route": 600,
    "indicatorAlfabetiseringsonderwijs": "NVT",
}


class Client:
    """Remembers what it was told to do, and knows a PIP when it is given one."""

    def __init__(self, known=None):
        self.known = known
        self.told = []

    def pip(self, bsn, bericht_id):
        return self.known

    def __getattr__(self, name):
        return lambda *what: self.told.append((name, *what))


def send(kind, content, client=None):
    """Send one message of a kind; what DUO was told."""
    client = client or Client()
    MESSAGE_TYPES[kind].send(
        client, Message(id=uuid.uuid4(), soort=kind, inhoud={"bsn": "999990019", **content})
    )
    return client.told


def test_every_report_about_a_person_has_a_kind_in_the_channel():
    assert set(REPORTS) <= set(MESSAGE_TYPES)


def test_what_is_not_filled_in_is_left_out_and_never_sent_empty():
    assert as_pip(PIP).as_message() == {
        "dagtekeningPip": "2026-05-11",
        "leerroute": "B",
        "geschatteIntensiteitB1Route": 600,
        "indicatorMagOpleidingAfmaken": False,
        "indicatorAlfabetiseringsonderwijs": "NVT",
    }


@pytest.mark.parametrize(
    ("known", "same"),
    [
        ({}, True),
        ({"indicatorMagOpleidingAfmaken": False}, True),
        ({"indicatorMagOpleidingAfmaken": True}, False),
        ({"dagtekeningPip": "2026-05-12"}, False),
        ({"leerroute": "Z"}, False),
        ({"geschatteIntensiteitB1Route": None}, False),
    ],
)
def test_duo_knows_a_pip_when_it_says_all_that_we_would(known, same):
    assert same_pip(as_pip(PIP), KnownPip.model_validate(KNOWN | known)) is same


@pytest.mark.parametrize(("municipality", "times"), [("0361", 0), ("0399", 1)])
def test_only_a_pip_of_our_own_that_duo_has_is_not_sent(municipality, times):
    known = SimpleNamespace(gemeentecode=municipality, pip=KnownPip.model_validate(KNOWN))

    assert len(send("pip", PIP, Client(known))) == times


def test_the_last_day_of_a_course_goes_as_the_day_after_it():
    content = {"datum": "2026-06-01", "start": None, "einde": "2028-02-29", "alfabetisering": "NVT"}
    [(name, bsn, school, offer, _)] = send("aanbod", content | {"instellingsnummer": "0000000101"})

    assert (name, bsn, school) == ("report_aanbod", "999990019", "0000000101")
    assert offer.as_message() == {
        "datumInburgeringsaanbod": "2026-06-01",
        "verwachteEinddatumOpleiding": "2028-03-01",
        "indicatorAlfabetiseringsonderwijs": "NVT",
    }


@pytest.mark.parametrize(
    ("kind", "content", "said"),
    [
        ("map", {"datum": "2026-06-01", "verwijtbaar": None}, {"datumEindgesprekMap": "2026-06-01"}),
        ("map", {"datum": None, "verwijtbaar": True}, {"verwijtbaar": "Ja"}),
        (
            "pvt",
            {"datum": "2026-06-01", "verwijtbaar": False},
            {"datumOndertekeningPvt": "2026-06-01", "verwijtbaar": "Nee"},
        ),
        ("zroute", {"datum": "2026-06-01"}, {"datumAfrondingZroute": "2026-06-01"}),
        ("zroute", {"datum": None}, {}),
        ("uren_taalles", {"uren": 120}, {"uren": 120}),
    ],
)
def test_a_result_or_total_is_said_in_duos_words(kind, content, said):
    [(_, bsn, model, _)] = send(kind, content)

    assert (bsn, model.as_message()) == ("999990019", said)


def test_what_does_not_fit_in_duos_message_is_refused_here_and_names_nobody():
    with pytest.raises(Rejected) as refusal:
        send("uren_intake", {"uren": 10_000})

    assert refusal.value.errors == ["Zo past het niet in het bericht van DUO. (uren)"]
