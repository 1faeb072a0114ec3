"""One day too many or too few is a wrong term: both ways, for every field with an end date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.keten.duo.dates import EINDDATUMS, Einde, einddatum, laatste_dag

velden = st.sampled_from(sorted(EINDDATUMS))
dagen = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("onderwerp", "veld", "bij_duo", "laatste"),
    [
        ("plicht", "einddatum", date(2026, 5, 31), date(2026, 5, 31)),
        ("doelgroep", "einddatum", date(2026, 5, 31), date(2026, 5, 31)),
        ("vrijstelling", "einddatum", date(2026, 5, 31), date(2026, 5, 31)),
        ("termijn", "einddatum", date(2029, 3, 1), date(2029, 2, 28)),
        ("aanbod", "verwachteEinddatumOpleiding", date(2028, 3, 1), date(2028, 2, 29)),
        ("uren", "bekendTot", date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_each_interface_has_its_own_meaning_of_an_end_date(onderwerp, veld, bij_duo, laatste):
    assert laatste_dag(onderwerp, veld, bij_duo) == laatste
    assert einddatum(onderwerp, veld, laatste) == bij_duo


@given(velden, dagen)
def test_what_goes_to_duo_comes_back_the_same(veld, dag):
    assert laatste_dag(*veld, einddatum(*veld, dag)) == dag


@given(velden, dagen)
def test_a_day_later_here_is_a_day_later_there(veld, dag):
    morgen = dag + timedelta(days=1)
    assert einddatum(*veld, morgen) - einddatum(*veld, dag) == timedelta(days=1)


@given(velden, dagen)
def test_the_last_day_is_never_after_what_duo_says_and_at_most_one_day_before(veld, dag):
    verschil = dag - laatste_dag(*veld, dag)
    assert verschil == timedelta(days=1 if EINDDATUMS[veld] is Einde.TOT else 0)


@given(velden)
def test_without_an_end_there_is_no_last_day(veld):
    assert laatste_dag(*veld, None) is None
    assert einddatum(*veld, None) is None


def test_a_field_that_is_not_known_is_an_error_and_no_guess():
    with pytest.raises(KeyError):
        laatste_dag("plicht", "datum", date(2026, 1, 1))
