from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.wet.concepts import Status
from meedoen.wet.termijn import termijn_names
from meedoen.wet.termijn.compute import OUTCOME, compute, status_on
from meedoen.wet.termijn.feiten import COLUMNS, DATES, FEITEN
from meedoen.wet.termijn.rule import Duration, TermijnSettings, Unit
from meedoen.wet.termijn.rules import PIP, PLAATSING
from meedoen.wet.tests import orakel
from meedoen.wet.tests.hulp import frame

PEILDATUM = date(2026, 11, 22)


def een(termijn, peildatum=PEILDATUM, instellingen=None, **feiten):
    """The outcome of one term of one dossier."""
    uitkomst = compute(
        frame({"dossier": "1", **feiten}),
        reference_date=peildatum,
        settings=instellingen or TermijnSettings(),
    )
    return uitkomst.row(by_predicate=pl.col("termijn") == termijn, named=True)


# --- The worked examples of the rule sheet, §18


def test_ten_weeks_that_end_on_an_equated_friday_end_on_monday():
    pip = een("pip", kennisgeving_duo=date(2026, 3, 6), inschrijving_brp=date(2026, 1, 12))
    assert pip["laatste_dag_ruw"] == date(2026, 5, 15)
    assert pip["laatste_dag"] == date(2026, 5, 18)
    assert pip["verschoven_door"] == "gelijkgestelde dag, zaterdag, zondag"


def test_the_ten_weeks_count_from_the_later_of_notice_and_registration():
    pip = een("pip", kennisgeving_duo=date(2026, 2, 24), inschrijving_brp=date(2026, 3, 2))
    assert pip["begin"] == date(2026, 3, 2)
    assert pip["laatste_dag"] == date(2026, 5, 11)
    assert pip["verschoven_door"] is None


def test_three_years_end_on_the_date_of_the_first_pip():
    termijn = een("inburgeringstermijn", pip_dagtekening=date(2026, 5, 11))
    assert (termijn["begin"], termijn["laatste_dag"]) == (date(2026, 5, 12), date(2029, 5, 11))


def test_a_term_that_begins_on_29_february_ends_on_28_february():
    termijn = een("inburgeringstermijn", pip_dagtekening=date(2024, 2, 28))
    assert (termijn["begin"], termijn["laatste_dag"]) == (date(2024, 2, 29), date(2027, 2, 28))


def test_the_term_for_bezwaar_moves_past_ascension_day_and_its_friday():
    bezwaar = een("bezwaar_pip", pip_bekendgemaakt=date(2026, 4, 2))
    assert bezwaar["laatste_dag_ruw"] == date(2026, 5, 14)
    assert bezwaar["laatste_dag"] == date(2026, 5, 18)
    assert bezwaar["verschoven_door"] == "Hemelvaartsdag, gelijkgestelde dag, zaterdag, zondag"


# --- The corners


def test_a_pip_dated_on_29_february_gives_a_term_until_28_february():
    assert een("inburgeringstermijn", pip_dagtekening=date(2024, 2, 29))["laatste_dag"] == date(2027, 2, 28)


def test_eighteen_months_end_on_the_last_day_of_a_shorter_month():
    assert een("schakelen", pip_dagtekening=date(2026, 8, 31))["laatste_dag"] == date(2028, 2, 29)


def test_a_long_term_stays_on_a_sunday():
    termijn = een("inburgeringstermijn", pip_dagtekening=date(2024, 2, 28))
    assert termijn["laatste_dag"].isoweekday() == 7
    assert termijn["verschoven_door"] is None


def test_a_setting_of_the_municipality_stays_on_christmas_day():
    plaatsing = een("plaatsing", aangemeld_aanbieder=date(2026, 12, 5))
    assert plaatsing["laatste_dag"] == date(2026, 12, 25)


def test_the_municipality_can_set_another_number_of_days_or_none():
    feiten = {"aangemeld_aanbieder": date(2026, 12, 1)}
    instellingen = TermijnSettings(plaatsing_dagen=5)
    assert een("plaatsing", instellingen=instellingen, **feiten)["laatste_dag"] == date(2026, 12, 6)
    zonder = een("plaatsing", instellingen=TermijnSettings(plaatsing_dagen=None), **feiten)
    assert (zonder["begin"], zonder["status"]) == (None, "niet_van_toepassing")


@pytest.mark.parametrize(
    ("ontvangen", "ruw", "laatste"),
    [
        (date(2026, 4, 20), date(2026, 5, 11), date(2026, 5, 11)),  # earlier than the ten weeks
        (date(2026, 4, 27), date(2026, 5, 11), date(2026, 5, 11)),  # the same day
        (date(2026, 4, 30), date(2026, 5, 14), date(2026, 5, 18)),  # later, and then it moves
        (date(2025, 1, 1), date(2026, 5, 11), date(2026, 5, 11)),  # before the term began
    ],
)
def test_information_of_third_parties_can_only_make_the_last_day_later(ontvangen, ruw, laatste):
    pip = een(
        "pip",
        kennisgeving_duo=date(2026, 3, 2),
        inschrijving_brp=date(2026, 3, 2),
        informatie_derden=ontvangen,
    )
    assert (pip["laatste_dag_ruw"], pip["laatste_dag"]) == (ruw, laatste)


def test_information_of_third_parties_begins_no_term():
    pip = een("pip", kennisgeving_duo=date(2026, 3, 2), informatie_derden=date(2026, 4, 1))
    assert (pip["begin"], pip["laatste_dag"], pip["status"]) == (None, None, "niet_begonnen")


@pytest.mark.parametrize(
    ("doelgroep", "vergunning", "status"),
    [
        ("asielstatushouder", "ja", "loopt"),
        ("asielstatushouder", "nee", "niet_van_toepassing"),
        ("gezinsmigrant", "ja", "niet_van_toepassing"),
        ("gezinsmigrant", None, "niet_van_toepassing"),
        ("asielstatushouder", None, "niet_begonnen"),
        (None, "ja", "niet_begonnen"),
    ],
)
def test_ontzorgen_is_for_asylum_holders_and_unknown_is_not_the_same_as_no(doelgroep, vergunning, status):
    ontzorgen = een(
        "ontzorgen", doelgroep=doelgroep, asielvergunning=vergunning, bijstand_vanaf=date(2026, 9, 1)
    )
    assert ontzorgen["status"] == status
    assert (ontzorgen["begin"] is not None) == (status == "loopt")


def test_six_months_of_ontzorgen_end_the_day_before():
    feiten = {"doelgroep": "asielstatushouder", "asielvergunning": "ja"}
    assert een("ontzorgen", bijstand_vanaf=date(2026, 9, 1), **feiten)["laatste_dag"] == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("dagtekening", "peildatum", "status"),
    [
        (None, date(2026, 3, 1), Status.NIET_BEGONNEN),
        (None, date(2026, 3, 2), Status.LOOPT),
        (None, date(2026, 5, 11), Status.LOOPT),
        (None, date(2026, 5, 12), Status.TE_LAAT),
        (date(2026, 5, 11), date(2026, 5, 12), Status.GEHAALD),
        (date(2026, 5, 12), date(2026, 5, 12), Status.TE_LAAT),
        (date(2026, 2, 1), date(2026, 5, 12), Status.GEHAALD),
    ],
)
def test_the_status_of_the_pip_follows_from_its_dates(dagtekening, peildatum, status):
    begin, laatste_dag = date(2026, 3, 2), date(2026, 5, 11)
    pip = een(
        "pip",
        peildatum=peildatum,
        kennisgeving_duo=begin,
        inschrijving_brp=begin,
        pip_dagtekening=dagtekening,
    )
    assert pip["status"] == status
    assert status_on(begin, laatste_dag, dagtekening, has_act=True, reference_date=peildatum) is status


def test_a_term_without_an_act_is_over_after_its_last_day():
    assert status_on(date(2026, 1, 1), date(2026, 2, 1), has_act=False, reference_date=PEILDATUM) == "voorbij"


def test_a_stored_term_that_does_not_apply_says_so():
    status = status_on(None, None, has_act=False, reference_date=PEILDATUM, applies=False)
    assert status == "niet_van_toepassing"


def test_without_a_reference_date_the_dates_are_there_and_the_status_is_open():
    uitkomst = compute(
        frame(
            {"dossier": 1, "doelgroep": "gezinsmigrant", "pip_bekendgemaakt": date(2026, 4, 2)}
        ).with_columns(dossier=pl.lit(1)),
        reference_date=None,
    )
    assert uitkomst["status"].drop_nulls().to_list() == ["niet_van_toepassing"]
    assert uitkomst["laatste_dag"].drop_nulls().to_list() == [date(2026, 5, 18)]


# --- The shape


def test_the_outcome_has_the_fixed_columns_and_one_row_per_dossier_and_term():
    uitkomst = compute(frame({"dossier": "b"}, {"dossier": "a"}), reference_date=PEILDATUM)
    assert tuple(uitkomst.columns) == OUTCOME
    assert uitkomst["dossier"].to_list() == ["b"] * 6 + ["a"] * 6
    assert uitkomst["termijn"].to_list() == list(termijn_names()) * 2


def test_no_dossiers_give_no_rows():
    uitkomst = compute(frame(), reference_date=PEILDATUM)
    assert tuple(uitkomst.columns) == OUTCOME
    assert uitkomst.is_empty()


@pytest.mark.parametrize("nummers", [[7, 8], [b"x", b"y"], [None, "2"]])
def test_the_dossier_may_be_of_any_type(nummers):
    feiten = frame({}, {}).with_columns(dossier=pl.Series(nummers))
    assert compute(feiten, reference_date=PEILDATUM)["dossier"].to_list()[::6] == nummers


def test_an_asylum_permit_may_be_a_boolean():
    feiten = frame(*({"doelgroep": "asielstatushouder"},) * 3).with_columns(
        asielvergunning=pl.Series([True, False, None])
    )
    uitkomst = compute(feiten, reference_date=PEILDATUM).filter(pl.col("termijn") == "ontzorgen")
    assert uitkomst["status"].to_list() == ["niet_begonnen", "niet_van_toepassing", "niet_begonnen"]


def test_a_missing_column_is_refused_by_name():
    with pytest.raises(ValueError, match="geplaatst"):
        compute(frame({"dossier": "1"}).drop("geplaatst"), reference_date=PEILDATUM)


@pytest.mark.parametrize("fout", [{"leerroute": "X"}, {"geplaatst": date(1850, 1, 1)}])
def test_an_impossible_value_is_refused_without_naming_it(fout):
    with pytest.raises(ValueError, match=next(iter(fout))) as weigering:
        compute(frame({"dossier": "1", **fout}), reference_date=PEILDATUM)
    assert str(next(iter(fout.values()))) not in str(weigering.value)


# --- What if the law were different


def test_a_new_version_of_a_rule_holds_for_terms_that_count_from_its_first_day():
    nieuw = replace(PIP, duration=Duration(8, Unit.WEEK), valid_from=date(2027, 1, 1))
    dagen = [date(2020, 6, 1), date(2026, 12, 31), date(2027, 1, 1), None]
    feiten = frame(*({"kennisgeving_duo": dag, "inschrijving_brp": dag} for dag in dagen))
    uitkomst = compute(feiten, reference_date=PEILDATUM, rules=(nieuw, PLAATSING, PIP))
    pip = uitkomst.filter(pl.col("termijn") == "pip")
    assert pip["laatste_dag_ruw"].to_list() == [
        date(2020, 8, 10),
        date(2027, 3, 11),
        date(2027, 2, 26),
        None,
    ]


# --- Against the independent calendar

DATUM = st.none() | st.dates(date(2021, 6, 1), date(2031, 6, 1)) | st.sampled_from(
    [date(2024, 2, 28), date(2024, 2, 29), date(2028, 2, 29), date(2026, 8, 31), date(2026, 3, 6)]
)  # fmt: skip
DOSSIER = st.fixed_dictionaries(
    {
        "doelgroep": st.sampled_from([None, "asielstatushouder", "gezinsmigrant"]),
        "asielvergunning": st.sampled_from([None, "ja", "nee"]),
        "leerroute": st.sampled_from([None, "B", "O", "Z"]),
        **dict.fromkeys([naam for naam in DATES if naam in FEITEN], DATUM),
    }
)


@settings(deadline=None, max_examples=150)
@given(
    dossiers=st.lists(DOSSIER, min_size=1, max_size=40),
    peildatum=st.dates(date(2022, 1, 1), date(2032, 1, 1)),
)
def test_every_term_of_every_dossier_is_as_the_independent_calendar_says(dossiers, peildatum):
    uitkomst = compute(frame(*dossiers), reference_date=peildatum)
    gekregen = uitkomst.select(
        "termijn", "begin", "laatste_dag_ruw", "laatste_dag", "status", "gehaald_op"
    ).rows()
    verwacht = [
        (naam, *orakel.expected(dossier, naam, peildatum)) for dossier in dossiers for naam in termijn_names()
    ]
    assert gekregen == verwacht


@settings(deadline=None, max_examples=60)
@given(dossiers=st.lists(DOSSIER, min_size=1, max_size=20))
def test_a_moved_day_always_says_why_and_an_unmoved_day_never(dossiers):
    uitkomst = compute(frame(*dossiers), reference_date=PEILDATUM)
    verschoven = uitkomst["laatste_dag"] != uitkomst["laatste_dag_ruw"]
    assert (verschoven.fill_null(value=False) == uitkomst["verschoven_door"].is_not_null()).all()


def test_the_columns_of_the_interface_stand_in_the_order_of_the_interface():
    assert ",".join(COLUMNS) == (
        "dossier,doelgroep,asielvergunning,kennisgeving_duo,inschrijving_brp,informatie_derden,pip_bekendgemaakt,"
        "pip_dagtekening,leerroute,bijstand_vanaf,aangemeld_aanbieder,geplaatst"
    )
