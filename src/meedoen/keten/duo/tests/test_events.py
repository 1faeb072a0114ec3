"""The table of events is complete, and asks what DUO says to ask."""

import re
from pathlib import Path

import pytest

from meedoen.keten.duo.events import EVENTS, event

TEXT = Path(__file__).resolve().parents[6] / "shared" / "standards" / "duo" / "Gebeurtenissen.md"
QUESTIONS = {
    "plicht",
    "doelgroep",
    "termijn",
    "lbt",
    "examen",
    "vrijstelling",
    "ontheffing",
    "pip",
}
API = {
    "Inburgeringsplicht": {"plicht", "doelgroep"},
    "Inburgeringstermijn": {"termijn"},
    "Leerbaarheidstoets": {"lbt"},
    "Vrijstelling": {"vrijstelling"},
    "PIP": {"pip"},
    "Examen": {"examen"},
}
"""Which of our questions an interface answers; a link in DUO's text asks for at least one of them."""


def test_every_event_is_known_by_its_own_id():
    assert all(name == one.id for name, one in EVENTS.items())


@pytest.mark.parametrize("one", EVENTS.values(), ids=lambda one: one.id)
def test_an_event_asks_only_questions_that_exist_and_each_once(one):
    assert set(one.questions) <= QUESTIONS
    assert len(set(one.questions)) == len(one.questions)


@pytest.mark.parametrize("one", EVENTS.values(), ids=lambda one: one.id)
def test_an_event_says_what_it_means_in_a_sentence(one):
    assert str(one.meaning).endswith(".")


def test_there_are_twenty_eight_that_duo_sends_and_twelve_that_it_announces():
    announced = [one for one in EVENTS.values() if one.announced]
    assert (len(EVENTS) - len(announced), len(announced)) == (28, 12)


@pytest.mark.parametrize(
    ("name", "questions"),
    [
        ("SS139", ("plicht", "doelgroep", "examen")),
        ("SS130", ("plicht", "doelgroep", "termijn", "pip", "examen", "vrijstelling")),
        ("SS121", ("plicht", "doelgroep", "termijn", "pip", "examen")),
        ("SS102", ("termijn",)),
        ("SS131", ("lbt",)),
        ("SS113", ()),
        ("SS126", ()),
    ],
)
def test_an_event_asks_what_it_is_about(name, questions):
    assert EVENTS[name].questions == questions


def test_an_event_nobody_heard_of_is_none():
    assert event("SS105") is None
    assert event("SS139") is EVENTS["SS139"]


def rows_of_duo():
    for row in TEXT.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"\|\s*(SS\d{3})\s*\|([^|]*)\|(.*)\|", row):
            yield found[1], found[3]


@pytest.mark.skipif(not TEXT.exists(), reason="DUO's texts are not beside this checkout")
def test_every_event_of_duos_own_text_is_sent_and_asks_what_that_text_says():
    rows = list(rows_of_duo())
    assert {name for name, _ in rows} == {one.id for one in EVENTS.values() if not one.announced}
    for name, column in rows:
        for api, answers in API.items():
            if f"{api}/openapi.yml" in column or (api == "Examen" and "Examenresultaten" in column):
                assert answers & set(EVENTS[name].questions), f"{name} vraagt niets aan {api}"
