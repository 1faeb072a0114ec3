"""The living plan: goals and agreements of both sides, each change with its reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.access.rechten import Geweigerd
from meedoen.dossiers.models import Contactmoment, Persoon
from meedoen.dossiers.services import open_dossier
from meedoen.pip import selectors, services
from meedoen.pip.evaluation import NogNiet
from meedoen.pip.models import Doel, PlanWijziging
from meedoen.pip.services import Waarom
from meedoen.pip.tests.conftest import days_ago, today

WHY = Waarom("Zo spraken we af.")


@pytest.fixture
def goal(stage):
    """Amina's main goal."""
    return services.maak_doel(
        stage.nadia, stage.dossier, WHY, soort="hoofd", tekst="Werken in de zorg", streefdatum=today()
    )


def last_change():
    return PlanWijziging.objects.latest("pk")


def test_a_goal_and_the_promises_of_both_sides_stand_in_the_plan(stage, goal):
    for side, words in (("inburgeraar", "Elke week een boek lezen"), ("gemeente", "Opvang regelen")):
        services.maak_afspraak(stage.nadia, stage.dossier, WHY, partij=side, tekst=words, doel=goal)

    plan = selectors.plan_van(stage.dossier)

    assert plan.hoofddoel == goal
    assert [(side, [str(one) for one in theirs]) for side, theirs in plan.per_partij] == [
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

    services.verander_doel(
        stage.nadia,
        goal,
        Waarom("Amina wil eerst studeren.", talk),
        tekst="Verpleegkunde studeren",
        streefdatum=None,
    )

    change = last_change()
    assert change.van.startswith("Werken in de zorg · uiterlijk")
    assert (change.naar, change.reden) == ("Verpleegkunde studeren", "Amina wil eerst studeren.")
    assert (change.gesprek, change.door) == (talk, cast.nadia)


def test_saving_without_a_change_leaves_no_trace(stage, goal):
    services.verander_doel(stage.nadia, goal, WHY, tekst=goal.tekst, streefdatum=goal.streefdatum)

    assert PlanWijziging.objects.count() == 1


def test_a_reached_goal_is_closed_and_makes_room_for_the_next(stage, goal):
    services.rond_af(stage.nadia, goal, WHY, days_ago(1))

    following = services.maak_doel(stage.nadia, stage.dossier, WHY, soort="hoofd", tekst="Een diploma halen")

    plan = selectors.plan_van(stage.dossier)
    assert (plan.hoofddoel, plan.afgesloten) == (following, [goal])
    assert "bereikt op" in PlanWijziging.objects.get(onderdeel_id=goal.pk, van__gt="").naar


def test_a_dropped_agreement_stays_in_the_history(stage):
    agreement = services.maak_afspraak(stage.nadia, stage.dossier, WHY, partij="gemeente", tekst="Fietsles")

    services.vervalt(stage.nadia, agreement, Waarom("Amina kan al fietsen."))

    plan = selectors.plan_van(stage.dossier)
    assert (plan.afspraken, [str(one) for one in plan.afgesloten]) == ([], ["Fietsles"])
    assert last_change().naar.endswith("vervallen")


def test_there_is_one_main_goal(stage, goal):
    with pytest.raises(NogNiet, match="al een hoofddoel"):
        services.maak_doel(stage.nadia, stage.dossier, WHY, soort="hoofd", tekst="Nog een")


def test_what_is_closed_does_not_change(stage, goal):
    services.vervalt(stage.nadia, goal, WHY)

    with pytest.raises(NogNiet, match="al afgerond of vervallen"):
        services.rond_af(stage.nadia, goal, WHY, today())


def test_a_change_without_a_reason_is_refused(stage, goal):
    with pytest.raises(NogNiet, match="Zeg waarom"):
        services.verander_doel(stage.nadia, goal, Waarom("  "), tekst="Iets anders", streefdatum=None)


def test_nothing_is_reached_on_a_day_to_come(stage, goal):
    with pytest.raises(NogNiet, match="nog niet geweest"):
        services.rond_af(stage.nadia, goal, WHY, today() + timedelta(days=1))


def test_a_goal_of_another_dossier_is_no_goal_of_this_one(cast, stage, goal):
    other = open_dossier(stage.nadia, Persoon(gemeente=cast.alkmaar, achternaam="Test"), {})

    with pytest.raises(NogNiet, match="ander dossier"):
        services.maak_afspraak(stage.nadia, other, WHY, partij="gemeente", tekst="Opvang", doel=goal)


@pytest.mark.parametrize("who", ["karim", "ria", "fg", "tom"])
def test_who_does_not_guide_does_not_change_the_plan(cast, stage, goal, who):
    actor = cast.actor(getattr(cast, who))

    with pytest.raises(Geweigerd):
        services.maak_doel(actor, stage.dossier, WHY, soort="sub", tekst="Iets")
    with pytest.raises(Geweigerd):
        services.vervalt(actor, goal, WHY)

    assert Doel.objects.get() == goal
    assert goal.is_open


def test_the_plan_goes_on_living_after_the_decision_is_fixed(stage, goal):
    stage.known()

    services.rond_af(stage.nadia, goal, WHY, today())

    assert not Doel.objects.get(pk=goal.pk).is_open
