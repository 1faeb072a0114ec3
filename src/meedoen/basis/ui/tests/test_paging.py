"""Pages of any list follow each other without gap or repeat, and a place in one list is none in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.basis.organisations.models import Organisatie
from meedoen.basis.paging import knip, lees_plek, schrijf_plek, voorbij

SALT = "proef.plek"
PER_PAGE = 3


@pytest.mark.parametrize("names", ["aaaaaaa", "abcabcabc", "abbbbc", "abc", "a", ""])
@pytest.mark.parametrize("back", [False, True])
def test_everyone_is_met_once_in_order_however_many_are_equal(db, names, back):
    made = [Organisatie(naam=name, code=f"{n}", soort="aanbieder") for n, name in enumerate(names)]
    expected = sorted(Organisatie.objects.bulk_create(made), key=lambda row: (row.naam, row.pk), reverse=back)
    rows = Organisatie.objects.order_by(*(("-naam", "-pk") if back else ("naam", "pk")))

    met, page = [], rows
    while True:
        sheet, more = knip(page, PER_PAGE)
        met += sheet
        if not more:
            break
        page = rows.filter(voorbij("naam", sheet[-1].naam, sheet[-1].pk, aflopend=back))

    assert met == expected


@given(st.lists(st.one_of(st.text(), st.booleans(), st.integers()), min_size=1))
def test_a_place_survives_the_way_through_an_address(values):
    assert lees_plek(schrijf_plek(values, zout=SALT), zout=SALT) == values


@pytest.mark.parametrize("text", ["", "x", "\0", "é", "MDM2MS0yMDI2LTAwMDAx", "WyIyMDI2Il0:abc:def"])
def test_a_place_that_somebody_made_up_is_the_beginning(text):
    assert lees_plek(text, zout=SALT) is None


def test_a_place_in_one_list_is_none_in_another():
    assert lees_plek(schrijf_plek(["0361"], zout="andere.plek"), zout=SALT) is None
