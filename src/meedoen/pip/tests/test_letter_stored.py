"""A letter that was fixed stays as it was, whatever changes afterwards: as text and as a file."""

from dataclasses import asdict

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from meedoen.basis.organisations.models import Gebruiker, Organisatie
from meedoen.dossiers.services import leg_feit_vast, voeg_document_toe
from meedoen.pip import selectors, services
from meedoen.pip.letter import stel_brief_samen
from meedoen.pip.models import Beschikking, Brieftekst
from meedoen.pip.services import Waarom
from meedoen.pip.tests.conftest import days_ago, today

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def as_kept(decision) -> object:
    """The letter as the page shows it, of a decision read anew."""
    return selectors.brief_van(Beschikking.objects.get(pk=decision.pk))


def letter_page(browser, decision) -> str:
    """The text of the letter on its page."""
    page = browser.get(reverse("pip:brief", args=[decision.dossier_id, decision.versie])).content.decode()
    return page[page.index("<article") : page.index("</article>")]


def move_and_marry(stage):
    """The person gets another name, language and place."""
    person = stage.dossier.persoon
    person.achternaam, person.roepnaam, person.contacttalen = "Tesfay", "Mina", ["ar"]
    person.save()
    stage.dossier.plaats = "Bergen"
    stage.dossier.save()


def another_colleague(stage):
    """Another contact person, and the one who signed is called otherwise."""
    Gebruiker.objects.filter(pk=stage.cast.nadia.pk).update(naam="Nadia Jansen", telefoon="06 1234")
    stage.dossier.klantmanager = stage.cast.bram
    stage.dossier.save()


def another_municipality(stage):
    """Other settings, and another address."""
    Organisatie.objects.filter(pk=stage.cast.alkmaar.pk).update(
        naam="Alkmaar-Zuid", adres="Nieuwe Gracht 1", telefoon="14 099"
    )
    setting = stage.cast.alkmaar.instelling
    setting.bevoegd_gezag, setting.accentkleur, setting.ondertekenaar_functie = "de directie", "#112233", "x"
    setting.save()


def other_facts_and_plan(stage):
    """A fact is corrected, and the plan goes on."""
    leg_feit_vast(stage.nadia, stage.dossier, "doelgroep", datum=days_ago(90), waarde="gezinsmigrant")
    services.maak_doel(stage.nadia, stage.dossier, Waarom("Besproken"), soort="hoofd", tekst="Iets nieuws")


@pytest.mark.parametrize(
    "change", [move_and_marry, another_colleague, another_municipality, other_facts_and_plan]
)
def test_nothing_that_changes_later_changes_a_fixed_letter(cast, stage, als, change):
    fixed = stage.fixed()
    before, page = as_kept(fixed), letter_page(als(cast.nadia), fixed)

    change(stage)

    again = Beschikking.objects.get(pk=fixed.pk)
    assert stel_brief_samen(again) != before, "the letter of now is another, or this test tells nothing"
    assert as_kept(fixed) == before
    assert letter_page(als(cast.els), fixed) == page


def test_the_kept_words_are_those_of_the_letter_itself(stage):
    fixed = stage.fixed()

    assert as_kept(fixed) == stel_brief_samen(fixed)
    assert asdict(as_kept(fixed))["concept"] is False


def test_the_letter_of_a_draft_follows_what_changes(stage):
    draft = stage.draft()

    move_and_marry(stage)

    assert as_kept(draft).aan == ("Amina Tesfay", "Bergen")


def test_a_letter_made_anew_for_another_day_has_words_of_its_own(stage):
    fixed = stage.fixed(days_ago(5))
    former = as_kept(fixed)

    known = services.maak_bekend(stage.nadia, fixed, days_ago(1))

    assert as_kept(known).bezwaar != former.bezwaar
    assert Brieftekst.objects.count() == 2


@pytest.mark.parametrize(
    "act", [lambda words: words.update(inhoud={}), lambda words: words.delete()], ids=["change", "remove"]
)
def test_the_database_keeps_the_words_of_a_letter(stage, act):
    stage.fixed()

    with pytest.raises(ProgrammingError, match="does not change"), transaction.atomic():
        act(Brieftekst.objects.all())


def test_a_decision_of_which_only_the_document_was_kept_shows_the_document(cast, stage, als):
    approved = stage.approved()
    document = voeg_document_toe(stage.nadia, stage.dossier, "besluit.pdf", PDF, "beschikking")
    Beschikking.objects.filter(pk=approved.pk).update(
        vastgesteld_op=approved.goedgekeurd_op, dagtekening=today(), brief=document
    )

    page = als(cast.nadia).get(reverse("pip:brief", args=[stage.dossier.pk, 1])).content.decode()

    assert "alleen het document bewaard" in page
    assert "<iframe" in page
    assert "Uw datums" not in page
