"""A letter that was fixed stays as it was, whatever changes afterwards: as text and as a file."""

from dataclasses import asdict

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from meedoen.basis.organisations.models import Account, Organisation
from meedoen.dossiers.services import add_document, record_feit
from meedoen.pip import selectors, services
from meedoen.pip.letter import compose_letter
from meedoen.pip.models import Beschikking, LetterText
from meedoen.pip.services import Why
from meedoen.pip.tests.conftest import days_ago, today

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def as_kept(decision) -> object:
    """The letter as the page shows it, of a decision read anew."""
    return selectors.letter_of(Beschikking.objects.get(pk=decision.pk))


def letter_page(browser, decision) -> str:
    """The text of the letter on its page."""
    page = browser.get(reverse("pip:brief", args=[decision.dossier_id, decision.version])).content.decode()
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
    Account.objects.filter(pk=stage.cast.nadia.pk).update(naam="Nadia Jansen", telefoon="06 1234")
    stage.dossier.klantmanager = stage.cast.bram
    stage.dossier.save()


def another_municipality(stage):
    """Other settings, and another address."""
    Organisation.objects.filter(pk=stage.cast.alkmaar.pk).update(
        naam="Alkmaar-Zuid", adres="Nieuwe Gracht 1", telefoon="14 099"
    )
    setting = stage.cast.alkmaar.instelling
    setting.bevoegd_gezag, setting.accentkleur, setting.ondertekenaar_functie = "de directie", "#112233", "x"
    setting.save()


def other_facts_and_plan(stage):
    """A fact is corrected, and the plan goes on."""
    record_feit(stage.nadia, stage.dossier, "doelgroep", datum=days_ago(90), waarde="gezinsmigrant")
    services.make_doel(stage.nadia, stage.dossier, Why("Besproken"), soort="hoofd", tekst="Iets nieuws")


@pytest.mark.parametrize(
    "change", [move_and_marry, another_colleague, another_municipality, other_facts_and_plan]
)
def test_nothing_that_changes_later_changes_a_fixed_letter(cast, stage, login, change):
    fixed = stage.fixed()
    before, page = as_kept(fixed), letter_page(login(cast.nadia), fixed)

    change(stage)

    again = Beschikking.objects.get(pk=fixed.pk)
    assert compose_letter(again) != before, "the letter of now is another, or this test tells nothing"
    assert as_kept(fixed) == before
    assert letter_page(login(cast.els), fixed) == page


def test_the_kept_words_are_those_of_the_letter_itself(stage):
    fixed = stage.fixed()

    assert as_kept(fixed) == compose_letter(fixed)
    assert asdict(as_kept(fixed))["draft"] is False


def test_the_letter_of_a_draft_follows_what_changes(stage):
    draft = stage.draft()

    move_and_marry(stage)

    assert as_kept(draft).addressee == ("Amina Tesfay", "Bergen")


def test_a_letter_made_anew_for_another_day_has_words_of_its_own(stage):
    fixed = stage.fixed(days_ago(5))
    former = as_kept(fixed)

    known = services.make_known(stage.nadia, fixed, days_ago(1))

    assert as_kept(known).bezwaar != former.bezwaar
    assert LetterText.objects.count() == 2


@pytest.mark.parametrize(
    "act", [lambda words: words.update(inhoud={}), lambda words: words.delete()], ids=["change", "remove"]
)
def test_the_database_keeps_the_words_of_a_letter(stage, act):
    stage.fixed()

    with pytest.raises(ProgrammingError, match="does not change"), transaction.atomic():
        act(LetterText.objects.all())


def test_a_decision_of_which_only_the_document_was_kept_shows_the_document(cast, stage, login):
    approved = stage.approved()
    document = add_document(stage.nadia, stage.dossier, "besluit.pdf", PDF, "beschikking")
    Beschikking.objects.filter(pk=approved.pk).update(
        fixed_at=approved.approved_at, dagtekening=today(), letter=document
    )

    page = login(cast.nadia).get(reverse("pip:brief", args=[stage.dossier.pk, 1])).content.decode()

    assert "alleen het document bewaard" in page
    assert "<iframe" in page
    assert "Uw datums" not in page
