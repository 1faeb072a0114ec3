from datetime import date, timedelta

import pytest

from meedoen.wet import calendar
from meedoen.wet.termijn.rule import Duration, Unit
from meedoen.wet.tests import orakel


@pytest.mark.parametrize(
    ("jaar", "pasen"),
    [
        (1981, date(1981, 4, 19)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
    ],
)
def test_easter_falls_where_the_church_puts_it(jaar, pasen):
    assert calendar.easter_sunday(jaar) == pasen


def test_every_day_of_three_centuries_is_judged_as_the_independent_calendar_judges_it():
    dag = calendar.FIRST_DAY
    while dag <= calendar.LAST_DAY:
        assert calendar.is_rest_day(dag) == orakel.is_closed(dag), dag
        dag += timedelta(days=1)


@pytest.mark.parametrize(
    ("dag", "naar", "door"),
    [
        (
            date(2026, 5, 14),
            date(2026, 5, 18),
            ("Hemelvaartsdag", "gelijkgestelde dag", "zaterdag", "zondag"),
        ),
        (date(2026, 12, 25), date(2026, 12, 28), ("eerste kerstdag", "tweede kerstdag", "zondag")),
        (date(2025, 4, 26), date(2025, 4, 28), ("Koningsdag", "zondag")),
        (date(2016, 5, 5), date(2016, 5, 6), ("Hemelvaartsdag en Bevrijdingsdag",)),
        (
            date(2026, 4, 3),
            date(2026, 4, 7),
            ("Goede Vrijdag", "zaterdag", "zondag", "tweede paasdag"),
        ),
        (date(2026, 5, 13), date(2026, 5, 13), ()),
    ],
)
def test_a_day_moves_past_all_rest_days_and_names_each_of_them(dag, naar, door):
    assert calendar.roll(dag) == (naar, door)


def test_kings_day_is_the_26th_when_the_27th_is_a_sunday():
    assert calendar.rest_day_name(date(2031, 4, 26)) == "Koningsdag"
    assert calendar.rest_day_name(date(2031, 4, 27)) == "zondag"


def test_the_decrees_name_only_days_of_the_years_they_are_said_to_cover():
    for besluit in calendar.GELIJKSTELLINGEN:
        assert {dag.year for dag in besluit.days} <= set(besluit.years)
        assert all(dag.isoweekday() < 6 for dag in besluit.days)


def test_the_years_of_the_decrees_leave_no_gap():
    jaren = [jaar for besluit in calendar.GELIJKSTELLINGEN for jaar in besluit.years]
    assert jaren == list(range(calendar.known_from, calendar.known_until + 1))


def test_the_equated_days_are_known_from_2022_until_the_end_of_2028():
    assert not calendar.is_known(date(2021, 12, 31))
    assert calendar.is_known(date(2022, 1, 1))
    assert calendar.is_known(date(2028, 12, 31))
    assert not calendar.is_known(date(2029, 1, 1))


def test_an_alert_comes_a_year_before_the_calendar_ends():
    assert not calendar.must_be_extended(date(2027, 12, 31))
    assert calendar.must_be_extended(date(2028, 1, 1))


@pytest.mark.parametrize(
    ("duur", "geldt"),
    [
        (Duration(90, Unit.DAY), True),
        (Duration(91, Unit.DAY), False),
        (Duration(12, Unit.WEEK), True),
        (Duration(13, Unit.WEEK), False),
        (Duration(3, Unit.MONTH), True),
        (Duration(4, Unit.MONTH), False),
        (Duration(1, Unit.YEAR), False),
    ],
)
def test_article_4_decides_by_length_whether_the_calendar_moves_a_term(duur, geldt):
    assert duur.follows_awt is geldt
