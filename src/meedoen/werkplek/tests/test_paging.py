"""Turning pages: forward and back, everyone once, nobody skipped."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.dossiers.models import Dossier
from meedoen.werkplek import selectors
from meedoen.werkplek.filters import Filters
from meedoen.werkplek.paging import Cursor


@pytest.fixture
def three_a_page(monkeypatch):
    monkeypatch.setattr(selectors, "PER_PAGE", 3)


def walk(actor, filters, direction):
    """Every page from one end to the other, as ids."""
    pages, place = [], None
    if direction == "previous":
        while (sheet := selectors.worklist_page(actor, filters, place)).following:
            place = sheet.following
    while True:
        sheet = selectors.worklist_page(actor, filters, place)
        pages.append([row.id for row in sheet.lines])
        place = getattr(sheet, direction)
        if place is None:
            return pages


@pytest.mark.parametrize(
    "days",
    [
        [0] * 8,
        [None] * 7,
        [5, 5, 5, 1, 1, 9, None, None],
        [1, 2, 3],
        [1, 2, 3, 4, 5, 6],
        [1],
    ],
)
def test_forward_and_back_everybody_is_shown_once_in_order(cast, dossier, three_a_page, days):
    made = [dossier(days=each) for each in days]
    expected = [row.pk for row in sorted(made, key=lambda row: (row.volgorde, row.pk))]
    actor = cast.actor(cast.nadia)

    forward = walk(actor, Filters(), "following")
    back = walk(actor, Filters(), "previous")

    assert [pk for page in forward for pk in page] == expected
    assert [pk for page in reversed(back) for pk in page] == expected


def test_for_who_works_in_several_municipalities_pages_run_through_all_of_them(cast, dossier, three_a_page):
    from meedoen.basis.organisations.models import Appointment, Role

    Appointment.objects.create(
        user=cast.nadia, organisation=cast.heiloo, rol=Role.KLANTMANAGER, vanaf=date(2022, 1, 1)
    )
    made = [dossier(days=n % 3, gemeente=(cast.alkmaar, cast.heiloo)[n % 2]) for n in range(8)]
    expected = [row.pk for row in sorted(made, key=lambda row: (row.volgorde, row.pk))]
    actor = cast.actor(cast.nadia)

    assert [pk for page in walk(actor, Filters(), "following") for pk in page] == expected
    assert len(walk(actor, Filters(gemeente=str(cast.heiloo.pk)), "following")) == 2


def test_a_dossier_that_is_solved_meanwhile_makes_nobody_else_disappear(cast, dossier, three_a_page):
    made = sorted((dossier(days=n) for n in range(6)), key=lambda row: row.volgorde)
    actor = cast.actor(cast.nadia)
    first = selectors.worklist_page(actor, Filters())

    Dossier.objects.filter(pk=made[0].pk).update(fase="afgerond")
    second = selectors.worklist_page(actor, Filters(), first.following)

    assert [row.id for row in second.lines] == [row.pk for row in made[3:]]


@given(st.dates(max_value=date(9999, 12, 31)), st.uuids(), st.booleans())
def test_a_place_survives_the_way_through_an_address(day, pk, back):
    place = Cursor(day, UUID(str(pk)), back)

    assert Cursor.read(str(place)) == place


@pytest.mark.parametrize("text", ["", "x", "WyIyMDI2LTExLTIyIl0:abc:def"])
def test_a_place_that_somebody_made_up_is_the_beginning(text):
    assert Cursor.read(text) is None
