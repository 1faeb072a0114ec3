"""The line: six stations, the terms as bars, and today at its place between them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.dossiers.phases import Fase, FeitSoort
from meedoen.dossiers.timeline import SET_BY, character
from meedoen.wet.concepts import Status
from meedoen.wet.termijn.explain import explain
from meedoen.wet.termijn.feiten import FEITEN

TODAY = date(2026, 11, 22)
TERMS = ("pip", "bezwaar_pip", "inburgeringstermijn", "schakelen", "ontzorgen", "plaatsing")


def draw(days, *, phase, group="asielstatushouder", today=TODAY, contact_days=None):
    known = {kind: day for kind, day in days.items() if kind in FEITEN} | {
        "doelgroep": group,
        "asielvergunning": "ja",
    }
    return character(
        days,
        [explain(known, name, today) for name in TERMS],
        fase=phase,
        doelgroep=group,
        today=today,
        eerste_contact_dagen=contact_days,
    )


ARRIVED = {"koppeling": date(2026, 6, 1), "eerste_contact": date(2026, 6, 12)}
KNOWN = ARRIVED | {"kennisgeving_duo": date(2026, 9, 8), "inschrijving_brp": date(2026, 9, 3)}
SIGNED = KNOWN | {
    "intake_gestart": date(2026, 9, 10),
    "intake_afgerond": date(2026, 10, 10),
    "pip_dagtekening": date(2026, 11, 1),
}


def stations(line):
    return {station.fase: station for station in line.stations}


def test_what_is_behind_here_and_ahead_follows_from_the_phase():
    line = draw(KNOWN, phase="intake")

    assert [station.state for station in line.stations] == [
        "geweest",
        "geweest",
        "nu",
        "straks",
        "straks",
        "straks",
    ]
    assert line.place_now == stations(line)["intake"].plek


def test_a_station_says_how_many_days_after_the_one_before_it_was_reached():
    line = stations(draw(SIGNED, phase="traject"))

    assert (line["overdracht"].dagen, line["intake"].dagen, line["pip"].dagen) == (11, 120, 22)
    assert line["koppeling"].dagen is None
    assert line["traject"].dagen is None


def test_the_norm_of_the_pip_is_its_ten_weeks_and_says_whether_it_was_met():
    late = stations(draw(KNOWN, phase="intake"))["pip"].norm
    with_ = stations(draw(SIGNED, phase="traject"))["pip"].norm

    assert (late.uiterlijk, late.late, late.met, late.of_gemeente) == (
        date(2026, 11, 17),
        True,
        False,
        False,
    )
    assert (with_.late, with_.met) == (False, True)


def test_only_real_norms_are_shown():
    line = stations(draw(ARRIVED, phase="overdracht"))

    assert {name: station.norm for name, station in line.items()} == dict.fromkeys(Fase.values)


@pytest.mark.parametrize(("days", "with_"), [(11, True), (10, False), (None, None)])
def test_a_municipality_may_set_its_own_norm_for_the_first_contact(days, with_):
    norm = stations(draw(ARRIVED, phase="overdracht", contact_days=days))["overdracht"].norm

    assert (norm and (norm.met, norm.of_gemeente)) == (with_ if with_ is None else (with_, True))


def test_a_first_contact_that_is_not_there_yet_is_late_only_after_the_norm():
    coupled = {"koppeling": TODAY - timedelta(days=14)}

    assert stations(draw(coupled, phase="koppeling", contact_days=14))["overdracht"].norm.met is None
    assert stations(draw(coupled, phase="koppeling", contact_days=13))["overdracht"].norm.late


def test_a_family_migrant_comes_without_koppeling_and_handover():
    line = draw({"kennisgeving_duo": date(2026, 10, 1)}, phase="intake", group="gezinsmigrant")

    assert [station.state for station in line.stations][:3] == ["niet", "niet", "nu"]
    assert line.place_begin == stations(line)["intake"].plek < line.place_today


def test_today_lies_past_the_pip_that_was_not_made_in_time():
    line = draw(KNOWN, phase="intake")

    assert line.place_now < stations(line)["pip"].plek < line.place_today < stations(line)["traject"].plek


def test_what_is_late_goes_on_up_to_today_or_the_day_it_was_met():
    line = draw(KNOWN, phase="intake")
    pip = next(bar for bar in line.lanes if bar.explanation.termijn == "pip")

    assert pip.explanation.status == Status.TE_LAAT
    assert pip.end == pytest.approx(line.place_today)


def test_a_dossier_without_any_fact_has_a_line_too():
    line = draw({}, phase="koppeling")

    assert len(line.stations) == 6
    assert line.lanes == []


DAYS = st.dates(date(2022, 1, 1), date(2026, 11, 22))


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(st.sampled_from([kind.value for kind in FeitSoort]), DAYS), st.sampled_from(Fase.values)
)
def test_everything_stays_on_the_line_in_whatever_order_days_were_typed(days, phase):
    days = {
        kind: day for kind, day in days.items() if kind not in ("doelgroep", "asielvergunning", "leerroute")
    }
    line = draw(days, phase=phase)

    assert 0 <= line.place_today <= 100
    for bar in line.lanes:
        assert 0 <= bar.van <= bar.tot <= 100.6
        assert bar.end <= 101


@settings(max_examples=50, deadline=None)
@given(DAYS, DAYS, st.dictionaries(st.sampled_from([kinds[0].value for kinds in SET_BY.values()]), DAYS))
def test_a_later_day_never_lies_before_an_earlier_one(one, other, days):
    earlier, later = sorted([one, other])

    assert (
        draw(days, phase="pip", today=earlier).place_today <= draw(days, phase="pip", today=later).place_today
    )
