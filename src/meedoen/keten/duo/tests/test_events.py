"""The table of events is complete, and asks what DUO says to ask."""

import re
from pathlib import Path

import pytest

from meedoen.keten.duo.events import GEBEURTENISSEN, gebeurtenis

TEKST = Path(__file__).resolve().parents[6] / "shared" / "standards" / "duo" / "Gebeurtenissen.md"
VRAGEN = {
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
    assert all(naam == een.id for naam, een in GEBEURTENISSEN.items())


@pytest.mark.parametrize("een", GEBEURTENISSEN.values(), ids=lambda een: een.id)
def test_an_event_asks_only_questions_that_exist_and_each_once(een):
    assert set(een.vragen) <= VRAGEN
    assert len(set(een.vragen)) == len(een.vragen)


@pytest.mark.parametrize("een", GEBEURTENISSEN.values(), ids=lambda een: een.id)
def test_an_event_says_what_it_means_in_a_sentence(een):
    assert str(een.betekenis).endswith(".")


def test_there_are_twenty_eight_that_duo_sends_and_twelve_that_it_announces():
    aangekondigd = [een for een in GEBEURTENISSEN.values() if een.aangekondigd]
    assert (len(GEBEURTENISSEN) - len(aangekondigd), len(aangekondigd)) == (28, 12)


@pytest.mark.parametrize(
    ("naam", "vragen"),
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
def test_an_event_asks_what_it_is_about(naam, vragen):
    assert GEBEURTENISSEN[naam].vragen == vragen


def test_an_event_nobody_heard_of_is_none():
    assert gebeurtenis("SS105") is None
    assert gebeurtenis("SS139") is GEBEURTENISSEN["SS139"]


def rijen_van_duo():
    for rij in TEKST.read_text(encoding="utf-8").splitlines():
        if gevonden := re.match(r"\|\s*(SS\d{3})\s*\|([^|]*)\|(.*)\|", rij):
            yield gevonden[1], gevonden[3]


@pytest.mark.skipif(not TEKST.exists(), reason="DUO's texts are not beside this checkout")
def test_every_event_of_duos_own_text_is_sent_and_asks_what_that_text_says():
    rijen = list(rijen_van_duo())
    assert {naam for naam, _ in rijen} == {een.id for een in GEBEURTENISSEN.values() if not een.aangekondigd}
    for naam, kolom in rijen:
        for api, antwoorden in API.items():
            if f"{api}/openapi.yml" in kolom or (api == "Examen" and "Examenresultaten" in kolom):
                assert antwoorden & set(GEBEURTENISSEN[naam].vragen), f"{naam} vraagt niets aan {api}"
