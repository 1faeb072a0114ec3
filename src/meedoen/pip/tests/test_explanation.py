"""The explanation in the newcomer's own language."""

from datetime import date

import pytest

from meedoen.basis.ui.languages import LANGUAGES
from meedoen.pip.explanation import (
    explanation_page,
    languages_with_explanation,
    texts,
    write_day,
    write_duration,
)
from meedoen.pip.models import Beschikking
from meedoen.wet.duration import Duration, Unit

DAYS = {"begin": date(2026, 5, 12), "einde": date(2029, 5, 11), "bezwaar": date(2026, 6, 22)}
LENGTHS = {"bezwaar_duur": Duration(6, Unit.WEEK)}
HOURS = {"cursus": 800, "participatie": 800}
NAMES = ("bezwaar_duur", "uren_cursus", "uren_participatie")
WORDS = {"contact": "Nadia de Wit", "telefoon": "072 548 90 12", "gemeente": "Alkmaar"}


def sheet(languages, *, days=DAYS, words=WORDS, asylum=True, **fields):
    """The explanation of a decision for who speaks these languages."""
    decision = Beschikking(**{"leerroute": "B", "niveau": "B1"} | fields)
    return explanation_page(
        decision, languages=languages, is_asiel=asylum, dagen=days, lengten=LENGTHS, uren=HOURS, words=words
    )


def text(sheet) -> str:
    return " ".join(sentence for part in sheet.delen for sentence in (*part.paragraphs, *part.points))


def test_there_is_a_text_in_every_language_that_was_promised():
    assert languages_with_explanation() == {"nl", "en", "fr", "tr", "uk", "ar", "fa", "ti"}


@pytest.mark.parametrize("language", sorted(languages_with_explanation()))
def test_every_text_has_the_same_parts_and_asks_for_the_same_words(language):
    def shape(code):
        parts = texts(code)
        return {
            (part, name): sorted(
                word for word in (*DAYS, *NAMES, *WORDS) if "{" + word + "}" in str(sentence)
            )
            for part, sentences in parts.items()
            if isinstance(sentences, dict) and part != "duur"
            for name, sentence in sentences.items()
        }

    assert shape(language) == shape("nl")
    assert len(texts(language)["doen"]["punten"]) == 3


@pytest.mark.parametrize("language", sorted(languages_with_explanation() - {"nl"}))
@pytest.mark.parametrize(("route", "asylum"), [("B", True), ("O", True), ("Z", True), ("Z", False)])
def test_every_route_is_told_with_its_dates_and_who_helps(language, route, asylum):
    told = sheet([language], leerroute=route, asylum=asylum)

    words = text(told)
    assert "{" not in words
    assert "Nadia de Wit" in words
    for day in DAYS.values():
        assert write_day(day, language) in words
    assert ("800" in words) == (route == "Z")
    assert ("MAP" in words) == (route != "O")


@pytest.mark.parametrize("language", sorted(languages_with_explanation()))
@pytest.mark.parametrize("unit", Unit)
def test_a_length_is_written_in_the_words_of_every_language(language, unit):
    written = write_duration(Duration(6, unit), language)
    assert "6" in written
    assert "duration" not in written
    assert len(written) > 2


@pytest.mark.parametrize("language", sorted(languages_with_explanation()))
def test_until_the_day_is_known_the_text_says_how_long_somebody_can_object(language):
    words = text(sheet([language], days=DAYS | {"bezwaar": None}))
    assert write_duration(Duration(6, Unit.WEEK), language) in words


@pytest.mark.parametrize("language", sorted(languages_with_explanation() - {"nl"}))
def test_every_text_says_in_two_languages_that_nobody_checked_it_yet(language):
    told = sheet([language])

    assert told.reviewed == texts(language)["niet_nagekeken"] != ""
    assert told.reviewed_nl.startswith("Uitleg in het ")
    assert told.reviewed_nl.endswith("Nog niet nagekeken door iemand met deze moedertaal.")


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("ti", "ltr"), ("uk", "ltr")]
)
def test_the_direction_follows_the_language(language, direction):
    assert (sheet([language]).direction, LANGUAGES[language].right_to_links) == (
        direction,
        direction == "rtl",
    )


def test_a_name_and_a_number_keep_their_own_direction_in_arabic():
    assert "\u2068072 548 90 12\u2069" in text(sheet(["ar"]))


@pytest.mark.parametrize(
    ("languages", "written_in", "interpreter"),
    [
        (["nl", "ti"], "nl", ""),
        ([], "nl", ""),
        (["so"], "nl", "in het Somalisch"),
        (["prs", "nl"], "nl", "in het Dari"),
        (["ti", "nl"], "ti", ""),
    ],
)
def test_a_language_without_a_text_gets_plain_dutch_and_an_interpreter(languages, written_in, interpreter):
    told = sheet(languages)

    assert told.taal == written_in
    assert interpreter in told.interpreter
    assert bool(told.interpreter) == bool(interpreter)


def test_what_is_not_known_yet_is_left_out_and_never_an_empty_place():
    told = sheet(["en"], days={"begin": None, "einde": None, "bezwaar": None}, words=WORDS | {"telefoon": ""})

    words = text(told)
    assert "begins on" not in words
    assert "Telephone" not in words
    assert "You have 6 weeks" in words


def test_a_scaled_down_route_is_told_at_its_own_level():
    assert "level A2" in text(sheet(["en"], niveau="A2"))
