"""Fixing a decision, its lock, and making it known."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from meedoen.basis.access.rechten import Refused
from meedoen.dossiers.models import Dossier, DossierDocument, Termijn
from meedoen.dossiers.services import record_feit
from meedoen.pip import services
from meedoen.pip.evaluation import NotYet
from meedoen.pip.letter_pdf import LetterError
from meedoen.pip.models import Beschikking
from meedoen.pip.tests.conftest import days_ago, facts, today


def fix(stage, approved, **changes):
    """Fix an approved decision today, or as the changes say."""
    days = {"dagtekening": today(), "verzending_op": today()} | changes
    return services.fix(stage.nadia, approved, **days)


def test_fixing_writes_the_facts_that_the_terms_run_from(stage):
    stage.fixed(days_ago(3))

    now = facts(stage.dossier)
    term = Termijn.objects.get(dossier=stage.dossier, soort="inburgeringstermijn")
    dossier = Dossier.objects.get(pk=stage.dossier.pk)

    assert (now["pip_dagtekening"], now["leerroute"]) == (days_ago(3), "B")
    assert term.begin == days_ago(2)
    assert Termijn.objects.get(dossier=stage.dossier, soort="pip").gehaald_op == days_ago(3)
    assert (dossier.fase, dossier.stap) == ("traject", "pip_bekendmaken")


def test_fixing_keeps_the_letter_among_the_documents(stage):
    fixed = stage.fixed()

    assert fixed.letter.soort == DossierDocument.Kind.BESCHIKKING
    assert fixed.letter.document.mime == "application/pdf"
    assert "Yohannes" not in fixed.letter.document.naam


def test_the_decision_remembers_in_whose_name_and_function_it_was_signed(cast, stage):
    setting = cast.alkmaar.instelling
    setting.ondertekenaar_functie = "klantmanager inburgering"
    setting.save()

    fixed = stage.fixed()

    assert fixed.fixed_by == cast.nadia
    assert fixed.bevoegd_gezag == "het college van burgemeester en wethouders"
    assert fixed.ondertekenaar_functie == "klantmanager inburgering"


@pytest.mark.parametrize("who", ["karim", "ria", "fg", "tom"])
def test_who_may_not_fix_or_make_known(cast, stage, who):
    approved, actor = stage.approved(), cast.actor(getattr(cast, who))
    with pytest.raises(Refused):
        services.fix(actor, approved, dagtekening=today(), verzending_op=today())

    fixed = fix(stage, approved)

    with pytest.raises(Refused) as refusal:
        services.make_known(actor, fixed, today())
    assert not isinstance(refusal.value, NotYet)


def test_a_pip_is_not_fixed_before_somebody_approved_it(stage):
    with pytest.raises(NotYet, match="nog niet goedgekeurd"):
        fix(stage, stage.submitted())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"dagtekening": today() + timedelta(days=1), "verzending_op": today() + timedelta(days=1)},
            "toekomst",
        ),
        ({"verzending_op": days_ago(1)}, "voordat het besluit er is"),
        ({"ondertekend_op": today() + timedelta(days=1)}, "in de toekomst hebben ondertekend"),
        ({"dagtekening": days_ago(4000)}, "begin van de inburgeringsplicht"),
    ],
)
def test_dates_that_cannot_be_are_refused(stage, changes, sentence):
    approved = stage.approved()

    with pytest.raises(NotYet, match=sentence):
        fix(stage, approved, **changes)

    assert not DossierDocument.objects.exists()


def test_what_became_impossible_after_approval_is_refused_when_fixing(stage):
    approved = stage.approved()
    record_feit(stage.nadia, stage.dossier, "doelgroep", datum=days_ago(90), waarde="gezinsmigrant")

    with pytest.raises(NotYet, match="alleen bij een asielstatushouder"):
        fix(stage, approved)


def test_without_the_fonts_nothing_is_fixed_and_the_sentence_says_what_to_do(stage, settings, tmp_path):
    approved = stage.approved()
    settings.DATA_FOLDER = tmp_path

    with pytest.raises(LetterError, match="lettertypen"):
        fix(stage, approved)

    assert not Beschikking.objects.get(pk=approved.pk).is_fixed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("leerroute", "Z"),
        ("motivering", "Iets anders"),
        ("pvt_uren", None),
        ("dagtekening", days_ago(1)),
        ("signed_inburgeraar_on", None),
        ("fixed_at", None),
    ],
)
def test_the_database_refuses_to_change_a_fixed_decision(stage, field, value):
    fixed = stage.fixed()

    with pytest.raises(ProgrammingError, match="does not change"), transaction.atomic():
        Beschikking.objects.filter(pk=fixed.pk).update(**{field: value})


def test_the_database_refuses_to_remove_a_fixed_decision(stage):
    fixed = stage.fixed()

    with pytest.raises(ProgrammingError, match="does not change"), transaction.atomic():
        fixed.delete()


def test_after_it_is_known_not_even_its_letter_can_be_replaced(stage):
    known = stage.known()

    with (
        pytest.raises(ProgrammingError, match="does not change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE pip_beschikking SET letter_id = NULL WHERE id = %s", [known.pk])


@pytest.mark.parametrize("verb", ["submit", "approve", "delete_draft"])
def test_no_act_goes_back_behind_a_fixed_decision(cast, stage, verb):
    fixed = stage.fixed()
    actor = cast.actor(cast.els)

    with pytest.raises(NotYet):
        getattr(services, verb)(actor, fixed)


def test_a_decision_is_fixed_once(stage):
    fixed = stage.fixed()

    with pytest.raises(NotYet, match="al vast"):
        fix(stage, fixed)


def test_making_known_starts_the_term_for_bezwaar(stage):
    stage.known(days_ago(2))

    term = Termijn.objects.get(dossier=stage.dossier, soort="bezwaar_pip")

    assert facts(stage.dossier)["pip_bekendgemaakt"] == days_ago(2)
    assert term.laatste_dag_ruw == days_ago(2) + timedelta(weeks=6)
    assert Dossier.objects.get(pk=stage.dossier.pk).stap != "pip_bekendmaken"


def test_a_letter_that_went_out_on_another_day_is_made_anew_with_that_day(stage):
    fixed = stage.fixed(days_ago(5))

    known = services.make_known(stage.nadia, fixed, days_ago(1))

    assert known.letter_id != fixed.letter_id
    assert (known.verzending_op, known.made_known_on) == (days_ago(1), days_ago(1))
    assert DossierDocument.objects.filter(dossier=stage.dossier).count() == 2


@pytest.mark.parametrize(
    ("day", "sentence"),
    [(days_ago(3), "voor de dagtekening"), (today() + timedelta(days=1), "nog niet geweest")],
)
def test_a_day_on_which_it_cannot_have_been_made_known_is_refused(stage, day, sentence):
    with pytest.raises(NotYet, match=sentence):
        services.make_known(stage.nadia, stage.fixed(days_ago(2)), day)


def test_it_is_made_known_after_it_is_fixed_and_once(stage):
    approved = stage.approved()
    with pytest.raises(NotYet, match="eerst vast"):
        services.make_known(stage.nadia, approved, today())

    known = services.make_known(stage.nadia, fix(stage, approved), today())

    with pytest.raises(NotYet, match="al bekendgemaakt"):
        services.make_known(stage.nadia, known, today())
