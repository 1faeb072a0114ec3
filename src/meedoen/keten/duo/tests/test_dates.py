"""One day too many or too few is a wrong term: both ways, for every field with an end date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.keten.duo.dates import EINDDATUMS, End, einddatum, last_day

fields = st.sampled_from(sorted(EINDDATUMS))
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize(
    ("subject", "field", "at_duo", "last"),
    [
        ("plicht", "einddatum", date(2026, 5, 31), date(2026, 5, 31)),
        ("doelgroep", "einddatum", date(2026, 5, 31), date(2026, 5, 31)),
        ("vrijstelling", "einddatum", date(2026, 5, 31), date(2026, 5, 31)),
        ("termijn", "einddatum", date(2029, 3, 1), date(2029, 2, 28)),
        ("aanbod", "verwachteEinddatumOpleiding", date(2028, 3, 1), date(2028, 2, 29)),
        ("uren", "bekendTot", date(2027, 1, 1), date(2026, 12, 31)),
    ],
)
def test_each_interface_has_its_own_meaning_of_an_end_date(subject, field, at_duo, last):
    assert last_day(subject, field, at_duo) == last
    assert einddatum(subject, field, last) == at_duo


@given(fields, days)
def test_what_goes_to_duo_comes_back_the_same(field, day):
    assert last_day(*field, einddatum(*field, day)) == day


@given(fields, days)
def test_a_day_later_here_is_a_day_later_there(field, day):
    tomorrow = day + timedelta(days=1)
    assert einddatum(*field, tomorrow) - einddatum(*field, day) == timedelta(days=1)


@given(fields, days)
def test_the_last_day_is_never_after_what_duo_says_and_at_most_one_day_before(field, day):
    difference = day - last_day(*field, day)
    assert difference == timedelta(days=1 if EINDDATUMS[field] is End.UNTIL else 0)


@given(fields)
def test_without_an_end_there_is_no_last_day(field):
    assert last_day(*field, None) is None
    assert einddatum(*field, None) is None


def test_a_field_that_is_not_known_is_an_error_and_no_guess():
    with pytest.raises(KeyError):
        last_day("plicht", "datum", date(2026, 1, 1))
