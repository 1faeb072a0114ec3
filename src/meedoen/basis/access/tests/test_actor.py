"""Who someone is follows from her appointments of today."""

from datetime import date, timedelta

import pytest

from meedoen.basis.access.actor import NOBODY, actor_of, as_system
from meedoen.basis.organisations.models import Appointment, Organisation, Role

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY - timedelta(days=9), DAY, True),
        (DAY - timedelta(days=9), DAY - timedelta(days=1), False),
        (DAY + timedelta(days=1), None, False),
    ],
)
def test_an_appointment_holds_from_its_first_to_its_last_day(cast, first, last, holds):
    cast.nadia.appointments.update(vanaf=first, tot=last)

    assert actor_of(cast.nadia, op=DAY).has_role(Role.KLANTMANAGER) is holds


def test_a_role_at_a_region_holds_in_its_municipalities_and_no_others(cast):
    Organisation.objects.create(soort=Organisation.Kind.GEMEENTE, naam="Hoorn", code="0405")

    assert actor_of(cast.petra).gemeenten == {cast.alkmaar.pk, cast.heiloo.pk}


def test_roles_of_two_municipalities_do_not_mix(cast):
    Appointment.objects.create(
        user=cast.nadia, organisation=cast.heiloo, rol=Role.QUALITY, vanaf=date(2022, 1, 1)
    )
    nadia = actor_of(cast.nadia)

    assert nadia.gemeenten_as([Role.KLANTMANAGER]) == {cast.alkmaar.pk}
    assert nadia.gemeenten_as([Role.QUALITY]) == {cast.heiloo.pk}


def test_a_role_at_a_provider_opens_no_municipality(cast):
    aanbieder = Organisation.objects.create(
        soort=Organisation.Kind.AANBIEDER, naam="Taalhuis", code="taalhuis"
    )
    cast.tom.appointments.update(organisation=aanbieder)

    assert actor_of(cast.tom).gemeenten == frozenset()


@pytest.mark.parametrize(("who", "queries"), [("nadia", 1), ("petra", 2)])
def test_knowing_who_asks_takes_one_query_or_two_for_a_region(cast, django_assert_num_queries, who, queries):
    with django_assert_num_queries(queries):
        actor_of(getattr(cast, who))


def test_nobody_and_the_system(cast):
    assert NOBODY.gemeenten == frozenset()
    assert as_system([cast.alkmaar.pk]).gemeenten == {cast.alkmaar.pk}
