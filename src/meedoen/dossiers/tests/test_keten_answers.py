"""What DUO answers becomes facts of DUO, beside and never over those of the municipality."""

from datetime import date

import pytest

from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.keten import answers, following
from meedoen.dossiers.models import Dossier, Feit, Signaal, Termijn
from meedoen.dossiers.services import leg_feit_vast
from meedoen.dossiers.tests.news import antwoord, bericht

BSN = "999990032"
PLICHT = {
    "indicatorInburgeringsplicht": True,
    "begindatum": "2026-03-01",
    "datumKennisgevingInburgeringsplicht": "2026-03-04",
}
GEEN_PLICHT = {"indicatorInburgeringsplicht": False, "einddatum": "2026-11-10"}


@pytest.fixture
def nieuw(cast):
    """Somebody whom only DUO knows, with the duty."""
    bericht(cast.alkmaar, "SS101", bsn=BSN)
    antwoord(cast.alkmaar, "plicht", BSN, PLICHT)
    return Dossier.objects.get(persoon__bsn=BSN)


def fact(dossier, soort):
    feit = Feit.objects.filter(dossier=dossier, soort=soort, ingetrokken_op=None).first()
    return feit and (feit.datum, feit.waarde, feit.bron)


def differs(dossier):
    return Signaal.objects.filter(dossier=dossier, omschrijving=following.ANDERS, opgelost_op=None).exists()


def test_the_duty_and_the_group_come_from_duo(cast, nieuw):
    antwoord(
        cast.alkmaar,
        "doelgroep",
        BSN,
        {"indeling": "Gezinsmigrant en overige migrant", "begindatum": "2026-03-01"},
    )
    assert fact(nieuw, "begin_plicht") == (date(2026, 3, 1), "", "duo")
    assert fact(nieuw, "kennisgeving_duo") == (date(2026, 3, 4), "", "duo")
    assert fact(nieuw, "doelgroep") == (date(2026, 3, 1), "gezinsmigrant", "duo")
    assert not differs(nieuw)


def test_duo_may_correct_itself(cast, nieuw):
    antwoord(cast.alkmaar, "plicht", BSN, PLICHT | {"begindatum": "2026-02-01"})
    assert fact(nieuw, "begin_plicht") == (date(2026, 2, 1), "", "duo")
    assert Feit.objects.filter(dossier=nieuw, soort="begin_plicht").count() == 2


def test_what_the_municipality_says_stays_and_somebody_compares(cast, amina):
    antwoord(cast.alkmaar, "doelgroep", amina.persoon.bsn, {"indeling": "Gezinsmigrant en overige migrant"})
    assert fact(amina, "doelgroep") == (date(2026, 8, 20), "asielstatushouder", "gemeente")
    assert differs(amina)


@pytest.mark.parametrize("who", ["nadia", None])
def test_what_was_written_down_as_duos_before_duo_spoke_is_compared_too(cast, amina, who):
    actor = cast.actor(cast.nadia) if who else cast.system
    leg_feit_vast(actor, amina, "doelgroep", datum=date(2026, 8, 21), waarde="asielstatushouder", bron="duo")
    leg_feit_vast(actor, amina, "begin_plicht", datum=date(2026, 8, 21), bron="duo")
    antwoord(cast.alkmaar, "plicht", amina.persoon.bsn, PLICHT)
    assert fact(amina, "begin_plicht") == (date(2026, 8, 21), "", "duo")
    assert differs(amina)


def test_the_same_group_since_another_day_is_no_difference(cast, amina):
    antwoord(
        cast.alkmaar,
        "doelgroep",
        amina.persoon.bsn,
        {"indeling": "Asielstatushouder", "begindatum": "2026-01-01"},
    )
    assert not differs(amina)


def test_a_day_that_cannot_be_is_a_difference_and_no_error(cast, nieuw):
    antwoord(cast.alkmaar, "plicht", BSN, PLICHT | {"begindatum": "2999-01-01"})
    assert fact(nieuw, "begin_plicht") == (date(2026, 3, 1), "", "duo")
    assert differs(nieuw)


@pytest.mark.parametrize("naam", ["plicht", "doelgroep", "termijn", "vrijstelling"])
def test_that_duo_knows_nothing_changes_nothing(cast, nieuw, naam):
    before = Feit.objects.count()
    antwoord(cast.alkmaar, naam, BSN, None)
    assert Feit.objects.count() == before


def test_an_answer_about_somebody_without_a_dossier_is_only_kept(cast):
    antwoord(cast.alkmaar, "plicht", BSN, PLICHT)
    assert not Feit.objects.exists()


def test_the_end_of_the_duty_ends_the_dossier_with_its_reason(cast, nieuw):
    antwoord(
        cast.alkmaar,
        "plicht",
        BSN,
        GEEN_PLICHT | {"redenGeenInburgeringsplicht": "Inburgeringsplicht voldaan"},
    )
    nieuw.refresh_from_db()
    assert nieuw.fase == "afgerond"
    feit = Feit.objects.get(dossier=nieuw, soort="einde_plicht")
    assert (feit.datum, feit.toelichting) == (date(2026, 11, 10), "heeft aan de plicht voldaan")


def test_a_reason_that_duo_made_up_since_is_kept_in_its_words(cast, nieuw):
    antwoord(cast.alkmaar, "plicht", BSN, GEEN_PLICHT | {"redenGeenInburgeringsplicht": "Iets nieuws"})
    assert Feit.objects.get(dossier=nieuw, soort="einde_plicht").toelichting == "Iets nieuws"


def test_a_duty_that_begins_again_opens_the_dossier_again(cast, nieuw):
    antwoord(cast.alkmaar, "plicht", BSN, GEEN_PLICHT)
    antwoord(cast.alkmaar, "plicht", BSN, PLICHT | {"begindatum": "2026-11-15"})
    nieuw.refresh_from_db()
    assert nieuw.fase == "intake"
    assert fact(nieuw, "einde_plicht") is None
    assert fact(nieuw, "begin_plicht") == (date(2026, 11, 15), "", "duo")


def test_an_end_that_the_municipality_wrote_is_not_undone(cast, amina):
    leg_feit_vast(cast.actor(cast.nadia), amina, "einde_plicht", datum=date(2026, 11, 1))
    bericht(cast.alkmaar, "SS101", bsn=amina.persoon.bsn)
    antwoord(cast.alkmaar, "plicht", amina.persoon.bsn, PLICHT)
    assert fact(amina, "einde_plicht") == (date(2026, 11, 1), "", "gemeente")
    assert differs(amina)


def test_death_is_written_with_the_person(cast, nieuw):
    antwoord(cast.alkmaar, "plicht", BSN, GEEN_PLICHT | {"redenGeenInburgeringsplicht": "Overlijden"})
    nieuw.persoon.refresh_from_db()
    assert nieuw.persoon.overleden_op == date(2026, 11, 10)


class TestTemporaryExemption:
    STOPT = GEEN_PLICHT | {"redenGeenInburgeringsplicht": "Tijdelijke vrijstelling"}
    BESLUIT = [
        {
            "TijdelijkeVrijstelling": {
                "oordeel": "Toekenning",
                "reden": "OPL",
                "startdatum": "2026-11-08",
                "einddatum": "2099-08-31",
            }
        }
    ]

    @pytest.mark.parametrize("eerst", ["plicht", "vrijstelling"])
    def test_the_dossier_lies_still_whichever_answer_comes_first(self, cast, nieuw, eerst):
        Feit.objects.filter(dossier=nieuw).exclude(soort="kennisgeving_duo").delete()
        answers = {"plicht": self.STOPT, "vrijstelling": self.BESLUIT}
        for naam in sorted(answers, key=lambda naam: naam != eerst):
            antwoord(cast.alkmaar, naam, BSN, answers[naam])
        if eerst == "vrijstelling":  # DUO still said that the duty runs, so its decision is asked for again
            antwoord(cast.alkmaar, "vrijstelling", BSN, self.BESLUIT)
        nieuw.refresh_from_db()
        assert fact(nieuw, "vrijgesteld") == (date(2026, 11, 8), "", "duo")
        assert (nieuw.stap, nieuw.wacht_op, nieuw.eerste_dag) == ("geen", "duo", None)
        assert nieuw.fase != "afgerond"

    @pytest.mark.parametrize("gebeurtenis", ["SS129", "SS130"])
    def test_and_goes_on_when_it_is_withdrawn(self, cast, nieuw, gebeurtenis):
        antwoord(cast.alkmaar, "plicht", BSN, self.STOPT)
        bericht(cast.alkmaar, gebeurtenis, bsn=BSN)
        nieuw.refresh_from_db()
        assert fact(nieuw, "vrijgesteld") is None
        assert nieuw.stap == "eerste_contact"


class TestTerm:
    TERMIJN = {"startdatum": "2026-05-01", "einddatum": "2029-05-01"}

    def test_duo_fixes_the_days_and_the_last_day_counts(self, cast, nieuw):
        antwoord(cast.alkmaar, "termijn", BSN, self.TERMIJN)
        assert fact(nieuw, "termijn_begin") == (date(2026, 5, 1), "", "duo")
        assert fact(nieuw, "termijn_einde") == (date(2029, 4, 30), "", "duo")
        termijn = Termijn.objects.get(dossier=nieuw, soort="inburgeringstermijn")
        assert (termijn.begin, termijn.laatste_dag) == (date(2026, 5, 1), date(2029, 4, 30))

    def test_an_extension_takes_the_place_of_what_we_compute(self, cast, amina):
        leg_feit_vast(cast.system, amina, "pip_dagtekening", datum=date(2026, 10, 1))
        antwoord(
            cast.alkmaar,
            "termijn",
            amina.persoon.bsn,
            {
                "startdatum": "2026-10-02",
                "einddatum": "2030-04-02",
                "verlengingsgrondomschrijving": "Geboorte van een kind",
            },
        )
        assert Termijn.objects.get(dossier=amina, soort="inburgeringstermijn").laatste_dag == date(2030, 4, 1)
        feit = Feit.objects.get(dossier=amina, soort="termijn_einde")
        assert feit.toelichting == "verlengd: Geboorte van een kind"

    def test_a_whole_term_may_move_on(self, cast, nieuw):
        antwoord(cast.alkmaar, "termijn", BSN, {"startdatum": "2022-05-01", "einddatum": "2025-05-01"})
        antwoord(cast.alkmaar, "termijn", BSN, self.TERMIJN)
        assert fact(nieuw, "termijn_begin") == (date(2026, 5, 1), "", "duo")
        assert not differs(nieuw)


def test_a_question_that_duo_refuses_is_told_to_the_contact_person(cast, amina):
    vraag = Bericht(
        gemeente=cast.alkmaar, kanaal="duo", soort="vraag:termijn", inhoud={"bsn": amina.persoon.bsn}
    )
    answers.bij_afwijzing(vraag, ["Niet van deze gemeente"])
    assert Signaal.objects.get(dossier=amina).omschrijving == (
        "DUO geeft geen antwoord over termijn: Niet van deze gemeente"
    )
