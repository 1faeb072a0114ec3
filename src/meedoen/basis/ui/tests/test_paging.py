"""Pages of any list follow each other without gap or repeat, and a place in one list is none in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.basis.organisations.models import Organisation
from meedoen.basis.paging import cut, past_place, read_place, write_place

SALT = "proef.plek"
PER_PAGE = 3


@pytest.mark.parametrize("names", ["aaaaaaa", "abcabcabc", "abbbbc", "abc", "a", ""])
@pytest.mark.parametrize("back", [False, True])
def test_everyone_is_met_once_in_order_however_many_are_equal(db, names, back):
    made = [Organisation(naam=name, code=f"{n}", soort="aanbieder") for n, name in enumerate(names)]
    expected = sorted(
        Organisation.objects.bulk_create(made), key=lambda row: (row.naam, row.pk), reverse=back
    )
    rows = Organisation.objects.order_by(*(("-naam", "-pk") if back else ("naam", "pk")))

    with_, page = [], rows
    while True:
        sheet, more = cut(page, PER_PAGE)
        with_ += sheet
        if not more:
            break
        page = rows.filter(past_place("naam", sheet[-1].naam, sheet[-1].pk, descending=back))

    assert with_ == expected


@given(st.lists(st.one_of(st.text(), st.booleans(), st.integers()), min_size=1))
def test_a_place_survives_the_way_through_an_address(values):
    assert read_place(write_place(values, salt=SALT), salt=SALT) == values


@pytest.mark.parametrize("text", ["", "x", "\0", "é", "MDM2MS0yMDI2LTAwMDAx", "WyIyMDI2Il0:abc:def"])
def test_a_place_that_somebody_made_up_is_the_beginning(text):
    assert read_place(text, salt=SALT) is None


def test_a_place_in_one_list_is_none_in_another():
    assert read_place(write_place(["0361"], salt="andere.plek"), salt=SALT) is None
