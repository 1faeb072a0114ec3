"""A rule can change on a day. Which version holds is decided once; computing and explaining cannot differ."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.wet.artikel import WET, Artikel
from meedoen.wet.condition import Outcome, evaluate
from meedoen.wet.duration import Duration, Unit
from meedoen.wet.pip import DECIDED_ON, pip_condition
from meedoen.wet.pip.feiten import PipFeiten
from meedoen.wet.rule import IN_FORCE, Rule
from meedoen.wet.termijn import rule_of_stored, termijn_names, termijn_rule
from meedoen.wet.termijn.compute import compute
from meedoen.wet.termijn.explain import explain, explain_all
from meedoen.wet.termijn.feiten import DATES
from meedoen.wet.termijn.rules import BEZWAAR_PIP, PIP, TERMIJN_RULES
from meedoen.wet.tests.hulp import CHANGE, changed, frame
from meedoen.wet.versions import by_name, rule_called, rule_on, version_at

TODAY = date(2026, 11, 22)


def rule(valid_from=IN_FORCE, valid_until=None, name="proef"):
    return Rule(
        name=name, sentence="", grondslag=Artikel(WET, "1"), valid_from=valid_from, valid_until=valid_until
    )


FIRST = date(2022, 1, 1)
VERSIONS = (rule(FIRST, date(2024, 12, 31)), rule(date(2025, 6, 1)), rule(CHANGE, date(2028, 12, 31)))


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(1999, 5, 5), 0),  # a typing error in a year falls under the oldest version
        (FIRST, 0),
        (date(2024, 12, 31), 0),
        (date(2025, 1, 1), None),  # nothing holds between the two
        (date(2025, 6, 1), 1),
        (date(2026, 12, 31), 1),  # a version without a last day holds until the next
        (CHANGE, 2),
        (date(2029, 1, 1), None),
        (None, 2),
    ],
)
def test_the_version_of_a_day_is_the_same_for_one_and_for_many(day, place):
    column = pl.DataFrame({"day": [day]}, schema={"day": pl.Date})
    assert column.select(version_at(VERSIONS, pl.col("day"))).item() == place
    assert rule_on(VERSIONS, day) == (None if place is None else VERSIONS[place])


def test_a_rule_that_was_made_later_does_not_reach_back():
    later = (rule(CHANGE),)
    assert rule_on(later, date(2026, 12, 31)) is None
    assert rule_on(later, CHANGE) is later[0]


def test_whoever_asks_for_a_rule_outside_its_days_gets_the_newest():
    assert rule_called(VERSIONS, "proef", date(2025, 2, 1)) is VERSIONS[2]


@pytest.mark.parametrize(
    "versions",
    [
        (rule(FIRST), rule(FIRST)),
        (rule(FIRST, CHANGE), rule(CHANGE)),
    ],
)
def test_two_versions_never_hold_on_one_day(versions):
    with pytest.raises(ValueError, match="two versions of proef"):
        by_name(versions)


# --- Computing and explaining

NEW_LAW = tuple(version for one in TERMIJN_RULES for version in changed(one))
DAYS = st.none() | st.dates(date(2026, 6, 1), date(2027, 8, 1)) | st.sampled_from(
    [CHANGE, CHANGE - timedelta(days=1)]
)  # fmt: skip
DOSSIER = st.fixed_dictionaries(
    {
        "doelgroep": st.sampled_from([None, "asielstatushouder", "gezinsmigrant"]),
        "asielvergunning": st.sampled_from([None, "ja", "nee"]),
        **dict.fromkeys(DATES, DAYS),
    }
)


@pytest.mark.parametrize("law", [TERMIJN_RULES, NEW_LAW], ids=["the law", "a law that changes"])
@settings(deadline=None, max_examples=60)
@given(dossier=DOSSIER, today=st.dates(date(2026, 6, 1), date(2031, 1, 1)))
def test_every_term_is_explained_as_it_is_computed(law, dossier, today):
    computed = compute(frame({"dossier": "1", **dossier}), reference_date=today, rules=law).to_dicts()
    explained = explain_all(dossier, today, rules=law)
    assert [
        {
            "dossier": "1",
            "termijn": name,
            "begin": one.begin,
            "laatste_dag_ruw": one.laatste_dag_ruw,
            "laatste_dag": one.laatste_dag,
            "verschoven_door": one.verschoven_door,
            "status": one.status,
            "gehaald_op": one.gehaald_op,
            "grondslag": one.grondslag.label,
            "zekerheid": one.certainty,
        }
        for name, one in explained.items()
    ] == computed


@settings(deadline=None, max_examples=60)
@given(dossier=DOSSIER, today=st.dates(date(2026, 6, 1), date(2031, 1, 1)))
def test_the_first_day_of_a_term_is_enough_to_find_the_version_it_was_computed_by(dossier, today):
    for name, one in explain_all(dossier, today, rules=NEW_LAW).items():
        if one.begin is not None:
            assert rule_of_stored(name, one.begin, NEW_LAW) is one.rule


@pytest.mark.parametrize("name", termijn_names())
def test_a_term_follows_the_version_of_the_day_it_counts_from(name):
    old, new = changed(termijn_rule(name))
    basis = {one.feit: one.value for one in old.requirements}
    for day, holds in ((CHANGE - timedelta(days=1), old), (CHANGE, new)):
        facts = basis | dict.fromkeys(old.begin.feiten, day)
        one = explain(facts, name, TODAY, rules=(new, old))
        assert one.rule == holds
        assert one.grondslag == holds.grondslag


def test_a_term_that_counts_from_no_day_yet_is_told_as_the_law_is_today():
    law = changed(PIP)
    assert explain({}, "pip", CHANGE - timedelta(days=1), rules=law).duration == Duration(10, Unit.WEEK)
    assert explain({}, "pip", CHANGE, rules=law).duration == Duration(20, Unit.WEEK)


def test_a_term_that_is_abolished_or_not_there_yet_says_so():
    ended = replace(BEZWAAR_PIP, valid_until=date(2026, 6, 30))
    one = explain({"pip_bekendgemaakt": date(2026, 7, 1)}, "bezwaar_pip", TODAY, rules=[ended])
    assert (one.status, one.laatste_dag) == ("niet_van_toepassing", None)
    assert str(one.sentences[0]) == (
        "Deze termijn geldt hier niet: deze regel gold tot en met dinsdag 30 juni 2026."
    )
    later = replace(BEZWAAR_PIP, valid_from=CHANGE)
    one = explain({"pip_bekendgemaakt": date(2026, 7, 1)}, "bezwaar_pip", TODAY, rules=[later])
    assert "deze regel geldt pas vanaf vrijdag 1 januari 2027" in str(one.sentences[0])


def test_a_stored_term_finds_the_version_it_was_computed_by():
    law = changed(termijn_rule("inburgeringstermijn"))
    feit = {"pip_dagtekening": CHANGE - timedelta(days=1)}
    one = explain(feit, "inburgeringstermijn", TODAY, rules=law)
    assert one.begin == CHANGE
    assert rule_of_stored("inburgeringstermijn", one.begin, law) == one.rule == law[0]


@pytest.mark.parametrize("one", NEW_LAW, ids=lambda one: f"{one.name} {one.valid_from}")
def test_no_text_of_a_term_types_its_length(one):
    """The words of the other version differ in each text that says how long it is."""
    for text in (one.sentence, *(part.what for part in one.parts), *one.notes):
        for length in ("weken", "maanden", "anderhalf", "drie jaar"):
            assert length not in text
        assert "{" not in str(one.say(text))


# --- Conditions

PVT = pip_condition("pvt_minstens_uren")
STRICTER = (
    replace(PVT, valid_until=CHANGE - timedelta(days=1)),
    replace(PVT, numbers={"minst": 20}, valid_from=CHANGE),
)


@pytest.mark.parametrize(
    ("dagtekening", "outcome", "words"),
    [
        (CHANGE - timedelta(days=1), Outcome.VOLDAAN, "minstens 12 uur"),
        (CHANGE, Outcome.NIET_VOLDAAN, "minstens 20 uur"),
        (None, Outcome.VOLDAAN, "minstens 12 uur"),  # as if it were dated today
    ],
)
def test_a_pip_is_tried_on_the_conditions_of_its_dagtekening(dagtekening, outcome, words):
    pip = PipFeiten(peildatum=TODAY, dagtekening=dagtekening, pvt_uren=12)
    (one,) = evaluate(STRICTER, pip, DECIDED_ON)
    assert one.outcome == outcome
    assert words in str(one.sentence)


def test_a_condition_that_does_not_hold_yet_is_not_tried():
    later = replace(PVT, valid_from=CHANGE)
    assert evaluate([later], PipFeiten(peildatum=TODAY, pvt_uren=0), DECIDED_ON) == []
