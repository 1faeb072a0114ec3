"""The living plan: goals and agreements of both sides, each change with its reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Refused
from meedoen.dossiers.models import Contactmoment, Persoon
from meedoen.dossiers.services import open_dossier
from meedoen.pip import selectors, services
from meedoen.pip.evaluation import NotYet
from meedoen.pip.models import Doel, PlanChange
from meedoen.pip.services import Why
from meedoen.pip.tests.conftest import days_ago, today

WHY = Why("Zo spraken we af.")


@pytest.fixture
def goal(stage):
    """Amina's main goal."""
    return services.make_doel(
        stage.nadia, stage.dossier, WHY, soort="hoofd", tekst="Werken in de zorg", streefdatum=today()
    )


def last_change():
    return PlanChange.objects.latest("pk")


def test_a_goal_and_the_promises_of_both_sides_stand_in_the_plan(stage, goal):
    for side, words in (("inburgeraar", "Elke week een boek lezen"), ("gemeente", "Opvang regelen")):
        services.make_afspraak(stage.nadia, stage.dossier, WHY, partij=side, tekst=words, doel=goal)

    plan = selectors.plan_of(stage.dossier)

    assert plan.hoofddoel == goal
    assert [(side, [str(one) for one in theirs]) for side, theirs in plan.per_party] == [
        ("inburgeraar", ["Elke week een boek lezen"]),
        ("gemeente", ["Opvang regelen"]),
    ]


def test_each_change_keeps_what_was_and_why_and_in_which_talk(cast, stage, goal):
    talk = Contactmoment.objects.create(
        gemeente=cast.alkmaar,
        dossier=stage.dossier,
        moment=timezone.now(),
        onderwerp="voortgang",
        uitkomst="gehouden",
    )

    services.change_doel(
        stage.nadia,
        goal,
        Why("Amina wil eerst studeren.", talk),
        tekst="Verpleegkunde studeren",
        streefdatum=None,
    )

    change = last_change()
    assert change.van.startswith("Werken in de zorg · uiterlijk")
    assert (change.naar, change.reden) == ("Verpleegkunde studeren", "Amina wil eerst studeren.")
    assert (change.gesprek, change.by) == (talk, cast.nadia)


def test_saving_without_a_change_leaves_no_trace(stage, goal):
    services.change_doel(stage.nadia, goal, WHY, tekst=goal.tekst, streefdatum=goal.streefdatum)

    assert PlanChange.objects.count() == 1


def test_a_reached_goal_is_closed_and_makes_room_for_the_next(stage, goal):
    services.complete(stage.nadia, goal, WHY, days_ago(1))

    following = services.make_doel(stage.nadia, stage.dossier, WHY, soort="hoofd", tekst="Een diploma halen")

    plan = selectors.plan_of(stage.dossier)
    assert (plan.hoofddoel, plan.closed_off) == (following, [goal])
    assert "bereikt op" in PlanChange.objects.get(onderdeel_id=goal.pk, van__gt="").naar


def test_a_dropped_agreement_stays_in_the_history(stage):
    agreement = services.make_afspraak(stage.nadia, stage.dossier, WHY, partij="gemeente", tekst="Fietsles")

    services.lapses(stage.nadia, agreement, Why("Amina kan al fietsen."))

    plan = selectors.plan_of(stage.dossier)
    assert (plan.afspraken, [str(one) for one in plan.closed_off]) == ([], ["Fietsles"])
    assert last_change().naar.endswith("vervallen")


def test_there_is_one_main_goal(stage, goal):
    with pytest.raises(NotYet, match="al een hoofddoel"):
        services.make_doel(stage.nadia, stage.dossier, WHY, soort="hoofd", tekst="Nog een")


def test_what_is_closed_does_not_change(stage, goal):
    services.lapses(stage.nadia, goal, WHY)

    with pytest.raises(NotYet, match="al afgerond of vervallen"):
        services.complete(stage.nadia, goal, WHY, today())


def test_a_change_without_a_reason_is_refused(stage, goal):
    with pytest.raises(NotYet, match="Zeg waarom"):
        services.change_doel(stage.nadia, goal, Why("  "), tekst="Iets anders", streefdatum=None)


def test_nothing_is_reached_on_a_day_to_come(stage, goal):
    with pytest.raises(NotYet, match="nog niet geweest"):
        services.complete(stage.nadia, goal, WHY, today() + timedelta(days=1))


def test_a_goal_of_another_dossier_is_no_goal_of_this_one(cast, stage, goal):
    other = open_dossier(stage.nadia, Persoon(gemeente=cast.alkmaar, achternaam="Test"), {})

    with pytest.raises(NotYet, match="ander dossier"):
        services.make_afspraak(stage.nadia, other, WHY, partij="gemeente", tekst="Opvang", doel=goal)


@pytest.mark.parametrize("who", ["karim", "ria", "fg", "tom"])
def test_who_does_not_guide_does_not_change_the_plan(cast, stage, goal, who):
    actor = cast.actor(getattr(cast, who))

    with pytest.raises(Refused):
        services.make_doel(actor, stage.dossier, WHY, soort="sub", tekst="Iets")
    with pytest.raises(Refused):
        services.lapses(actor, goal, WHY)

    assert Doel.objects.get() == goal
    assert goal.is_open


def test_the_plan_goes_on_living_after_the_decision_is_fixed(stage, goal):
    stage.known()

    services.complete(stage.nadia, goal, WHY, today())

    assert not Doel.objects.get(pk=goal.pk).is_open
