"""What DUO's answer about a PIP means: facts where we have none, and never over a decision of ours."""

from __future__ import annotations

import pytest
from django.utils import timezone

from meedoen.dossiers.models import Dossier, Feit
from meedoen.keten.duo import hooks
from meedoen.keten.models import KetenState
from meedoen.pip import services
from meedoen.pip.models import Beschikking
from meedoen.pip.tests.conftest import days_ago, facts


def duo_says(dossier: Dossier, municipality: str = "0399", route: str = "O", ago: int = 100) -> None:
    """DUO answers the question which PIP it knows."""
    content = {
        "gemeentecode": municipality,
        "pip": {"dagtekeningPip": days_ago(ago).isoformat(), "leerroute": route},
    }
    hooks.report_answer(
        KetenState.objects.create(
            gemeente=dossier.gemeente,
            partij="duo",
            onderwerp="pip",
            bsn=dossier.persoon.bsn,
            inhoud=content,
            said_at=timezone.now(),
            confirmed_at=timezone.now(),
        ),
        None,
    )


@pytest.mark.parametrize("municipality", ["0399", "0361"])
def test_a_pip_that_only_duo_knows_gives_its_day_and_route_as_facts_from_duo(stage, municipality):
    duo_says(stage.dossier, municipality)

    known = Feit.objects.get(dossier=stage.dossier, soort="pip_dagtekening", withdrawn_at=None)
    assert (known.datum, known.bron) == (days_ago(100), Feit.Source.DUO)
    assert known.toelichting == f"PIP van gemeente {municipality}"
    assert facts(stage.dossier)["leerroute"] == "O"


def test_who_came_with_a_pip_gets_a_new_one_for_the_move_and_not_a_first(stage):
    duo_says(stage.dossier)

    draft = services.draft(stage.nadia, stage.dossier)

    assert (draft.aanleiding, draft.leerroute) == (Beschikking.Occasion.MOVE, "O")


def test_what_another_municipality_made_known_is_not_made_known_again(stage, cast):
    from meedoen.dossiers.services import record_feit

    duo_says(stage.dossier)
    record_feit(cast.system, stage.dossier, "termijn_begin", datum=days_ago(99), bron=Feit.Source.DUO)

    assert Dossier.objects.get(pk=stage.dossier.pk).stap == "aanmelden"


def test_a_decision_of_ours_stays_what_it_is_whatever_duo_knows(stage):
    stage.fixed()
    before = facts(stage.dossier)

    duo_says(stage.dossier)

    assert facts(stage.dossier) == before
