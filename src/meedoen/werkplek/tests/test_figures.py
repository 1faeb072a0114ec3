"""Figures point at nobody."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meedoen.dossiers.models import Dossier, Termijn
from meedoen.werkplek.figures import SMALLEST, figures_of, hide_small

BEGIN = date(2026, 1, 5)


@pytest.fixture
def pip_in(dossier):
    """A dossier of which the PIP took so many days; None when it never came, and its last day is past."""

    def make(days, **fields):
        row = dossier(**fields)
        Termijn.objects.create(
            gemeente=row.gemeente,
            dossier=row,
            soort="pip",
            begin=BEGIN,
            laatste_dag_ruw=BEGIN + timedelta(weeks=10),
            laatste_dag=BEGIN + timedelta(weeks=10),
            gehaald_op=None if days is None else BEGIN + timedelta(days=days),
        )
        return row

    return make


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([10, 20, 30], [10, 20, 30]),
        ([0, 20, 30], [0, 20, 30]),
        ([4, 20, 30], [None, None, 30]),
        ([4, 3, 30], [None, None, 30]),
        ([4], [None]),
        ([4, 0, 0], [None, 0, 0]),
    ],
)
def test_a_small_number_is_hidden_and_never_to_be_worked_out(numbers, shown):
    assert hide_small(numbers) == shown


@given(st.lists(st.integers(0, 50), max_size=6))
def test_no_small_number_is_ever_shown(numbers):
    shown = hide_small(numbers)

    assert all(n is None or n == 0 or n >= SMALLEST for n in shown)
    assert all(n is None or n == original for n, original in zip(shown, numbers, strict=True))


def test_the_share_in_time_counts_what_never_came_as_late(cast, pip_in):
    for days in (60, 61, 62, 63, 70, 71, 72, 90, None, None):
        pip_in(days)

    [figures] = figures_of(cast.actor(cast.els))

    assert (figures.pip_on_time, figures.pip_count) == (0.5, 10)
    assert figures.pip_days == 63


def test_people_and_dossiers_are_told_apart(cast, dossier):
    rows = [dossier(f"Naam{n} X") for n in range(6)]
    Dossier.objects.filter(pk=rows[0].pk).update(persoon=rows[1].persoon)

    [figures] = figures_of(cast.actor(cast.els))

    assert (figures.dossiers, figures.personen) == (6, 5)


def test_a_region_sees_each_municipality_and_a_team_leader_only_her_own(cast, dossier):
    dossier()
    dossier(gemeente=cast.heiloo, klantmanager=cast.tom)

    assert [each.naam for each in figures_of(cast.actor(cast.petra))] == ["Alkmaar", "Heiloo"]
    assert [each.naam for each in figures_of(cast.actor(cast.els))] == ["Alkmaar"]


def test_the_page_shows_no_name_and_no_small_number(cast, pip_in, login):
    for days in (60, 60, 60):
        pip_in(days, name="Amina Yohannes")

    html = login(cast.petra).get("/cijfers/").content.decode()

    assert "Yohannes" not in html
    assert "niet getoond" in html
    assert "<td>3</td>" not in html


@pytest.mark.parametrize("who", ["nadia", "ria", "fg"])
def test_figures_are_for_who_has_to_steer(cast, login, who):
    response = login(getattr(cast, who)).get("/cijfers/")

    assert response.status_code == 403
    assert "Dit mag alleen" in response.content.decode()
