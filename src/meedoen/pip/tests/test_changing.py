"""A change of a PIP is a step on the line from its first word until it is known, as the first PIP is."""

import pytest
from django.urls import reverse

from meedoen.dossiers.models import Dossier
from meedoen.dossiers.services import record_feit
from meedoen.pip import services
from meedoen.pip.models import Beschikking
from meedoen.pip.tests.conftest import days_ago, facts, today


def line(stage) -> tuple[str, str, str]:
    """Phase, next step and who is waited for."""
    dossier = Dossier.objects.get(pk=stage.dossier.pk)
    return dossier.fase, dossier.stap, dossier.wacht_op


def begin(stage, former: Beschikking | None = None) -> Beschikking:
    """A change of the hours, of a PIP that was made known yesterday."""
    former = former or stage.known(days_ago(1))
    change = services.change(stage.nadia, former, aanleiding="anders", reden="U kunt meer uren aan.")
    return services.save(stage.nadia, change, {"intensiteit_uren": (former.intensiteit_uren or 0) + 100})


def finish(stage, change: Beschikking) -> Beschikking:
    """The same change, submitted, approved, fixed and made known."""
    change = services.approve(stage.karim, services.submit(stage.nadia, change))
    change = services.fix(stage.nadia, change, dagtekening=today(), verzending_op=today())
    return services.make_known(stage.nadia, change, today())


def test_each_act_on_a_change_is_the_next_step_on_the_line(stage):
    known = stage.known(days_ago(1))
    before = line(stage)

    change = begin(stage, known)
    assert line(stage) == ("traject", "pip_wijzigen", "")
    change = services.submit(stage.nadia, change)
    assert line(stage) == ("traject", "pip_goedkeuren", "goedkeurder")
    change = services.approve(stage.karim, change)
    assert line(stage) == ("traject", "pip_ondertekenen", "inburgeraar")
    change = services.fix(stage.nadia, change, dagtekening=today(), verzending_op=today())
    assert line(stage) == ("traject", "pip_bekendmaken", "")
    services.make_known(stage.nadia, change, today())

    assert line(stage) == before


def test_a_change_comes_before_the_placement_that_somebody_waits_for(stage):
    known = stage.known(days_ago(3))
    record_feit(stage.nadia, stage.dossier, "aangemeld_aanbieder", datum=days_ago(2))
    assert line(stage)[1] == "plaatsing"

    services.submit(stage.nadia, begin(stage, known))

    assert line(stage)[1] == "pip_goedkeuren"


@pytest.mark.parametrize("approved", [False, True])
def test_a_change_that_comes_back_is_work_for_its_writer_again(stage, approved):
    change = services.submit(stage.nadia, begin(stage))
    if approved:
        change = services.approve(stage.karim, change)

    services.give_back(stage.karim, change, "Leg uit waarom.")

    assert line(stage) == ("traject", "pip_wijzigen", "")
    assert facts(stage.dossier)["pip_voorgelegd"], "the first PIP was submitted all the same"


def test_a_change_that_is_thrown_away_was_never_begun(stage):
    known = stage.known(days_ago(1))
    before = line(stage)

    services.delete_draft(stage.nadia, begin(stage, known))

    assert line(stage) == before


def test_a_second_change_begins_anew_whatever_is_known_of_the_first(stage):
    second = finish(stage, begin(stage))

    begin(stage, second)

    assert line(stage) == ("traject", "pip_wijzigen", "")
    assert not {"wijziging_voorgelegd", "wijziging_bekendgemaakt"} & set(facts(stage.dossier))


def test_a_new_pip_after_a_move_is_a_step_too(stage):
    record_feit(stage.nadia, stage.dossier, "pip_dagtekening", datum=days_ago(30))
    record_feit(stage.nadia, stage.dossier, "leerroute", datum=days_ago(30), waarde="B")

    services.draft(stage.nadia, stage.dossier)

    assert line(stage)[1] == "pip_wijzigen"


def test_a_change_that_waits_for_approval_is_the_next_step_on_the_page_of_the_dossier(cast, stage, login):
    services.submit(stage.nadia, begin(stage))

    page = login(cast.nadia).get(reverse("dossiers:dossier", args=[stage.dossier.pk])).content.decode()

    assert "Bekijk voorgelegde PIP" in page
    assert "een tweede collega die de PIP bekijkt" in page
