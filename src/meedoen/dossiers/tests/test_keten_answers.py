"""What DUO answers becomes facts of DUO, beside and never over those of the municipality."""

from datetime import date

import pytest

from meedoen.basis.outbox.models import Message
from meedoen.dossiers.keten import answers, following
from meedoen.dossiers.models import Dossier, Feit, Signaal, Termijn
from meedoen.dossiers.services import record_feit
from meedoen.dossiers.tests.news import answer, message

BSN = "999990032"
PLICHT = {
    "indicatorInburgeringsplicht": True,
    "begindatum": "2026-03-01",
    "datumKennisgevingInburgeringsplicht": "2026-03-04",
}
NO_PLICHT = {"indicatorInburgeringsplicht": False, "einddatum": "2026-11-10"}


@pytest.fixture
def new(cast):
    """Somebody whom only DUO knows, with the duty."""
    message(cast.alkmaar, "SS101", bsn=BSN)
    answer(cast.alkmaar, "plicht", BSN, PLICHT)
    return Dossier.objects.get(persoon__bsn=BSN)


def fact(dossier, soort):
    feit = Feit.objects.filter(dossier=dossier, soort=soort, withdrawn_at=None).first()
    return feit and (feit.datum, feit.waarde, feit.bron)


def differs(dossier):
    return Signaal.objects.filter(
        dossier=dossier, omschrijving=following.OTHERWISE, opgelost_op=None
    ).exists()


def test_the_duty_and_the_group_come_from_duo(cast, new):
    answer(
        cast.alkmaar,
        "doelgroep",
        BSN,
        {"indeling": "Gezinsmigrant en overige migrant", "begindatum": "2026-03-01"},
    )
    assert fact(new, "begin_plicht") == (date(2026, 3, 1), "", "duo")
    assert fact(new, "kennisgeving_duo") == (date(2026, 3, 4), "", "duo")
    assert fact(new, "doelgroep") == (date(2026, 3, 1), "gezinsmigrant", "duo")
    assert not differs(new)


def test_duo_may_correct_itself(cast, new):
    answer(cast.alkmaar, "plicht", BSN, PLICHT | {"begindatum": "2026-02-01"})
    assert fact(new, "begin_plicht") == (date(2026, 2, 1), "", "duo")
    assert Feit.objects.filter(dossier=new, soort="begin_plicht").count() == 2


def test_what_the_municipality_says_stays_and_somebody_compares(cast, amina):
    answer(cast.alkmaar, "doelgroep", amina.persoon.bsn, {"indeling": "Gezinsmigrant en overige migrant"})
    assert fact(amina, "doelgroep") == (date(2026, 8, 20), "asielstatushouder", "gemeente")
    assert differs(amina)


@pytest.mark.parametrize("who", ["nadia", None])
def test_what_was_written_down_as_duos_before_duo_spoke_is_compared_too(cast, amina, who):
    actor = cast.actor(cast.nadia) if who else cast.system
    record_feit(actor, amina, "doelgroep", datum=date(2026, 8, 21), waarde="asielstatushouder", bron="duo")
    record_feit(actor, amina, "begin_plicht", datum=date(2026, 8, 21), bron="duo")
    answer(cast.alkmaar, "plicht", amina.persoon.bsn, PLICHT)
    assert fact(amina, "begin_plicht") == (date(2026, 8, 21), "", "duo")
    assert differs(amina)


def test_the_same_group_since_another_day_is_no_difference(cast, amina):
    answer(
        cast.alkmaar,
        "doelgroep",
        amina.persoon.bsn,
        {"indeling": "Asielstatushouder", "begindatum": "2026-01-01"},
    )
    assert not differs(amina)


def test_a_day_that_cannot_be_is_a_difference_and_no_error(cast, new):
    answer(cast.alkmaar, "plicht", BSN, PLICHT | {"begindatum": "2999-01-01"})
    assert fact(new, "begin_plicht") == (date(2026, 3, 1), "", "duo")
    assert differs(new)


@pytest.mark.parametrize("name", ["plicht", "doelgroep", "termijn", "vrijstelling"])
def test_that_duo_knows_nothing_changes_nothing(cast, new, name):
    before = Feit.objects.count()
    answer(cast.alkmaar, name, BSN, None)
    assert Feit.objects.count() == before


def test_an_answer_about_somebody_without_a_dossier_is_only_kept(cast):
    answer(cast.alkmaar, "plicht", BSN, PLICHT)
    assert not Feit.objects.exists()


def test_the_end_of_the_duty_ends_the_dossier_with_its_reason(cast, new):
    answer(
        cast.alkmaar,
        "plicht",
        BSN,
        NO_PLICHT | {"redenGeenInburgeringsplicht": "Inburgeringsplicht voldaan"},
    )
    new.refresh_from_db()
    assert new.fase == "afgerond"
    feit = Feit.objects.get(dossier=new, soort="einde_plicht")
    assert (feit.datum, feit.toelichting) == (date(2026, 11, 10), "heeft aan de plicht voldaan")


def test_a_reason_that_duo_made_up_since_is_kept_in_its_words(cast, new):
    answer(cast.alkmaar, "plicht", BSN, NO_PLICHT | {"redenGeenInburgeringsplicht": "Iets nieuws"})
    assert Feit.objects.get(dossier=new, soort="einde_plicht").toelichting == "Iets nieuws"


def test_a_duty_that_begins_again_opens_the_dossier_again(cast, new):
    answer(cast.alkmaar, "plicht", BSN, NO_PLICHT)
    answer(cast.alkmaar, "plicht", BSN, PLICHT | {"begindatum": "2026-11-15"})
    new.refresh_from_db()
    assert new.fase == "intake"
    assert fact(new, "einde_plicht") is None
    assert fact(new, "begin_plicht") == (date(2026, 11, 15), "", "duo")


def test_an_end_that_the_municipality_wrote_is_not_undone(cast, amina):
    record_feit(cast.actor(cast.nadia), amina, "einde_plicht", datum=date(2026, 11, 1))
    message(cast.alkmaar, "SS101", bsn=amina.persoon.bsn)
    answer(cast.alkmaar, "plicht", amina.persoon.bsn, PLICHT)
    assert fact(amina, "einde_plicht") == (date(2026, 11, 1), "", "gemeente")
    assert differs(amina)


def test_death_is_written_with_the_person(cast, new):
    answer(cast.alkmaar, "plicht", BSN, NO_PLICHT | {"redenGeenInburgeringsplicht": "Overlijden"})
    new.persoon.refresh_from_db()
    assert new.persoon.died_on == date(2026, 11, 10)


class TestTemporaryExemption:
    STOPS = NO_PLICHT | {"redenGeenInburgeringsplicht": "Tijdelijke vrijstelling"}
    DECISION = [
        {
            "TijdelijkeVrijstelling": {
                "oordeel": "Toekenning",
                "reden": "OPL",
                "startdatum": "2026-11-08",
                "einddatum": "2099-08-31",
            }
        }
    ]

    @pytest.mark.parametrize("first", ["plicht", "vrijstelling"])
    def test_the_dossier_lies_still_whichever_answer_comes_first(self, cast, new, first):
        Feit.objects.filter(dossier=new).exclude(soort="kennisgeving_duo").delete()
        answers = {"plicht": self.STOPS, "vrijstelling": self.DECISION}
        for name in sorted(answers, key=lambda name: name != first):
            answer(cast.alkmaar, name, BSN, answers[name])
        if first == "vrijstelling":  # DUO still said that the duty runs, so its decision is asked for again
            answer(cast.alkmaar, "vrijstelling", BSN, self.DECISION)
        new.refresh_from_db()
        assert fact(new, "vrijgesteld") == (date(2026, 11, 8), "", "duo")
        assert (new.stap, new.wacht_op, new.eerste_dag) == ("geen", "duo", None)
        assert new.fase != "afgerond"

    @pytest.mark.parametrize("event", ["SS129", "SS130"])
    def test_and_goes_on_when_it_is_withdrawn(self, cast, new, event):
        answer(cast.alkmaar, "plicht", BSN, self.STOPS)
        message(cast.alkmaar, event, bsn=BSN)
        new.refresh_from_db()
        assert fact(new, "vrijgesteld") is None
        assert new.stap == "eerste_contact"


class TestTerm:
    TERMIJN = {"startdatum": "2026-05-01", "einddatum": "2029-05-01"}

    def test_duo_fixes_the_days_and_the_last_day_counts(self, cast, new):
        answer(cast.alkmaar, "termijn", BSN, self.TERMIJN)
        assert fact(new, "termijn_begin") == (date(2026, 5, 1), "", "duo")
        assert fact(new, "termijn_einde") == (date(2029, 4, 30), "", "duo")
        termijn = Termijn.objects.get(dossier=new, soort="inburgeringstermijn")
        assert (termijn.begin, termijn.laatste_dag) == (date(2026, 5, 1), date(2029, 4, 30))

    def test_an_extension_takes_the_place_of_what_we_compute(self, cast, amina):
        record_feit(cast.system, amina, "pip_dagtekening", datum=date(2026, 10, 1))
        answer(
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

    def test_a_whole_term_may_move_on(self, cast, new):
        answer(cast.alkmaar, "termijn", BSN, {"startdatum": "2022-05-01", "einddatum": "2025-05-01"})
        answer(cast.alkmaar, "termijn", BSN, self.TERMIJN)
        assert fact(new, "termijn_begin") == (date(2026, 5, 1), "", "duo")
        assert not differs(new)


def test_a_question_that_duo_refuses_is_told_to_the_contact_person(cast, amina):
    ask = Message(
        gemeente=cast.alkmaar, kanaal="duo", soort="vraag:termijn", inhoud={"bsn": amina.persoon.bsn}
    )
    answers.on_afwijzing(ask, ["Niet van deze gemeente"])
    assert Signaal.objects.get(dossier=amina).omschrijving == (
        "DUO geeft geen antwoord over termijn: Niet van deze gemeente"
    )
