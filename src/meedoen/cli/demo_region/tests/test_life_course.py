"""The demo region is the same every time, and looks like the figures that are published."""

from datetime import date, timedelta

import polars as pl
import pytest

from meedoen.cli.demo_region.calibration import WEIGHTS
from meedoen.cli.demo_region.chance import choice, days, part, uuids
from meedoen.cli.demo_region.dossier_list import with_state
from meedoen.cli.demo_region.gesprekken import _moment
from meedoen.cli.demo_region.life_course import as_feiten, life_courses
from meedoen.cli.demo_region.personen import personen
from meedoen.dossiers.numbers import is_bsn
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.dossiers.phases import Stap

TODAY = date(2026, 11, 22)
SIZE = 30_000


@pytest.fixture(scope="module")
def lives():
    return with_state(life_courses(SIZE, TODAY), TODAY)[0]


@pytest.fixture(scope="module")
def facts(lives):
    return as_feiten(lives, TODAY).with_columns(asiel=lives["asiel"])


@pytest.fixture(scope="module")
def people(lives):
    return personen(lives.with_columns(gemeente_id=pl.col("code")), TODAY)


def share(frame, condition):
    return frame.select(condition.fill_null(value=False).mean()).item()


def test_the_same_size_on_the_same_day_gives_the_same_region():
    assert life_courses(500, TODAY).equals(life_courses(500, TODAY))


def test_a_larger_region_begins_with_the_people_of_a_smaller_one():
    small, large = life_courses(500, TODAY), life_courses(700, TODAY)

    assert large.head(500).equals(small)


def test_municipalities_have_their_share(lives):
    total = sum(WEIGHTS.values())

    for code, weight in WEIGHTS.items():
        assert share(lives, pl.col("code") == code) == pytest.approx(weight / total, abs=0.02)


@pytest.mark.parametrize(
    ("what", "measured", "published"),
    [
        ("asylum", pl.col("asiel"), 0.61),
        ("Z-route", pl.col("leerroute_code") == "Z", 0.30),
    ],
)
def test_shares_are_as_published(lives, what, measured, published):
    assert share(lives, measured) == pytest.approx(published, abs=0.02), what


def test_sexes_are_as_published(lives, people):
    both = people.with_columns(asiel=lives["asiel"])

    men = pl.col("geslacht") == "man"
    assert share(both.filter(pl.col("asiel")), men) == pytest.approx(0.60, abs=0.02)
    assert share(both.filter(~pl.col("asiel")), ~men) == pytest.approx(0.68, abs=0.02)


@pytest.mark.parametrize(("asylum", "first", "second"), [(True, 0.45, 0.88), (False, 0.55, 0.90)])
def test_the_brede_intake_starts_as_slowly_as_cbs_counted(facts, asylum, first, second):
    cohort = facts.filter(pl.col(F.BEGIN_PLICHT).dt.year() == 2023, pl.col("asiel") == asylum)

    for year, published in ((2023, first), (2024, second)):
        started = share(cohort, pl.col(F.INTAKE_STARTED) <= date(year, 12, 31))
        assert started == pytest.approx(published, abs=0.05)


def test_a_third_of_those_who_wait_for_a_house_wait_three_months_or_more(lives):
    waited = lives.filter(
        pl.col("soort").is_in(["gewoon", "partner"]),
        pl.col(F.KOPPELING) < -500,
        pl.col(F.HUISVESTING).is_not_null(),
    ).select(pl.col(F.HUISVESTING) - pl.col(F.KOPPELING))

    assert share(waited, pl.col(F.HUISVESTING) >= 90) == pytest.approx(0.35, abs=0.03)


def test_most_asylum_holders_of_2022_had_no_pip_at_the_end_of_that_year(facts):
    cohort = facts.filter(pl.col(F.BEGIN_PLICHT).dt.year() == 2022, pl.col("asiel"))

    assert share(cohort, pl.col(F.PIP_DAGTEKENING) <= date(2022, 12, 31)) < 0.35


def test_every_phase_and_every_next_step_is_there_even_in_a_small_region():
    lives = with_state(life_courses(200, TODAY), TODAY)[0]

    assert set(lives["fase"]) == {"koppeling", "overdracht", "intake", "pip", "traject", "afgerond"}
    assert set(lives["stap"]) >= set(Stap)


def test_nothing_has_happened_in_the_future(facts):
    dated = facts.select(pl.selectors.date().max())

    assert max(filter(None, dated.row(0))) <= TODAY


def test_the_mess_of_real_life_is_there(lives, people):
    kinds = dict(lives["soort"].value_counts().iter_rows())

    assert kinds["dubbel"] > 200
    assert kinds["verhuisd"] > 500
    assert people["geboortedatum"].null_count() > 200
    assert share(lives, pl.col(F.HUISVESTING).is_not_null() & pl.col(F.INSCHRIJVING_BRP).is_null()) > 0.005


def test_who_moved_is_the_same_person_in_two_municipalities(lives, people):
    pairs = lives.with_columns(bsn=people["bsn"], p=pl.col("p")).filter(pl.col("bsn") != "")
    twice = pairs.group_by("bsn").agg(
        pl.col("p").n_unique().alias("persons"), pl.col("code").n_unique().alias("places")
    )

    assert twice["persons"].max() == 1
    assert twice.filter(pl.col("places") > 1).height > 200


def test_every_bsn_passes_the_eleven_test_and_was_never_issued(people):
    known = people.filter(pl.col("bsn") != "")["bsn"]

    assert known.len() > SIZE * 0.9
    assert all(is_bsn(number) and number.startswith("99") for number in known)


def test_no_municipality_has_a_bsn_twice(people):
    known = people.filter(pl.col("bsn") != "")

    assert known.select("gemeente_id", "bsn").is_duplicated().sum() == 0


def test_chance_is_even_and_does_not_depend_on_the_length():
    frame = pl.DataFrame({"i": pl.int_range(20_000, eager=True)})
    drawn = frame.select(a=part("a"), b=part("b"), c=choice("c", ("x", "y")))

    assert drawn["a"].mean() == pytest.approx(0.5, abs=0.02)
    assert abs(drawn.select(pl.corr("a", "b")).item()) < 0.03
    assert share(drawn, pl.col("c") == "x") == pytest.approx(0.5, abs=0.02)
    assert drawn.head(10).equals(frame.head(10).select(a=part("a"), b=part("b"), c=choice("c", ("x", "y"))))


def test_a_lead_time_follows_its_table():
    table = ((0, 10), (0.5, 20), (1, 120))
    shares = pl.DataFrame({"u": [0.0, 0.25, 0.5, 0.75, 0.999]})

    assert shares.select(days(pl.col("u"), table)).to_series().to_list() == [10, 15, 20, 70, 120]


def test_ids_are_uuids_in_the_order_of_their_keys():
    ids = uuids(pl.DataFrame({"i": pl.int_range(300, eager=True)}), "dossier")

    assert ids.is_sorted()
    assert ids.n_unique() == 300
    assert all(len(one) == 36 and one[14] == "7" for one in ids)


@pytest.mark.parametrize("weekday", range(7))
def test_what_was_held_lies_before_today_and_what_is_planned_does_not(weekday):
    today = TODAY + timedelta(days=weekday)
    days = pl.DataFrame({"dag": [-1, 0, 0], "sleutel": [1, 2, 3], "planned": [False, False, True]})

    moments = days.select(_moment(pl.col("planned"), today).dt.date())["dag"].to_list()

    assert max(moments[:2]) < today <= moments[2]
