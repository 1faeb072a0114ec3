"""One predicate judges an object in memory just as the database filters rows."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meedoen.basis.access.predicate import NOTHING, satisfies

COLUMNS = {
    "shielded": [True, False],
    "fase": ["koppeling", "pip"],
    "plaats": ["", "Alkmaar", "Heiloo"],
    "eerste_dag": [None, date(2026, 5, 1)],
    "persoon__geboortedatum": [None, date(1990, 1, 1), date(1980, 1, 1)],
    "persoon__geslacht": ["vrouw", "man"],
}


def _leaf(column: str) -> st.SearchStrategy[Q]:
    values = COLUMNS[column]
    known = [value for value in values if value is not None]
    return st.one_of(
        st.sampled_from(values).map(lambda value: Q(**{column: value})),
        st.lists(st.sampled_from(known), max_size=3).map(lambda value: Q(**{f"{column}__in": value})),
        st.booleans().map(lambda value: Q(**{f"{column}__isnull": value})),
    )


NONE_OF_NONE = Q(_connector=Q.OR)
PREDICATES = st.recursive(
    st.sampled_from(sorted(COLUMNS)).flatmap(_leaf),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] & pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] | pair[1]),
        inner.map(lambda q: ~q),
    ),
    max_leaves=6,
)


@pytest.fixture
def dossiers(cast):
    """Eight dossiers that differ in what predicates look at, unknown values among them."""
    persoon, dossier = apps.get_model("dossiers", "Persoon"), apps.get_model("dossiers", "Dossier")
    for number in range(8):
        who = persoon.objects.create(
            gemeente=cast.alkmaar,
            achternaam="Test",
            geslacht=["vrouw", "man"][number % 2],
            geboortedatum=COLUMNS["persoon__geboortedatum"][number % 3],
        )
        dossier.objects.create(
            gemeente=cast.alkmaar if number % 4 else cast.heiloo,
            persoon=who,
            nummer=str(number),
            shielded=number % 3 == 0,
            fase=["koppeling", "pip"][number // 4],
            plaats=COLUMNS["plaats"][number % 3],
            eerste_dag=COLUMNS["eerste_dag"][number % 2],
        )
    return dossier.objects.select_related("persoon")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=PREDICATES)
def test_an_object_meets_a_predicate_exactly_when_the_database_finds_it(dossiers, q):
    found = set(dossiers.filter(q).values_list("nummer", flat=True))

    assert {one.nummer for one in dossiers if satisfies(one, q)} == found


def test_no_object_meets_the_predicate_of_nothing(dossiers):
    assert not any(satisfies(one, NOTHING) for one in dossiers)
    assert not dossiers.filter(NOTHING).exists()


@pytest.mark.parametrize("q", [Q(plaats__startswith="A"), Q(nummer__gt="1"), Q(plaats__icontains="a")])
def test_a_lookup_that_rights_are_not_written_in_is_an_error_and_not_an_answer(dossiers, q):
    with pytest.raises(ValueError, match="not one that rights"):
        satisfies(dossiers.first(), q)


@pytest.mark.parametrize(
    "q",
    [Q(), NONE_OF_NONE, Q(NONE_OF_NONE, plaats="Alkmaar"), Q(NONE_OF_NONE, _connector=Q.OR)],
    ids=["nothing asked", "none of none", "none of none and a place", "none of none, inside"],
)
def test_an_empty_predicate_asks_nothing_of_an_object_just_as_of_a_row(dossiers, q):
    found = set(dossiers.filter(q).values_list("nummer", flat=True))

    assert found
    assert {one.nummer for one in dossiers if satisfies(one, q)} == found
