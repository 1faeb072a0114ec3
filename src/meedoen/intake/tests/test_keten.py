"""The leerbaarheidstoets as DUO gives it."""

from datetime import date

import pytest

from meedoen.dossiers.keten.following import ANDERS
from meedoen.dossiers.models import Feit, Signaal
from meedoen.dossiers.services import leg_feit_vast
from meedoen.dossiers.tests.news import antwoord
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.intake.services import leg_lbt_vast

UITSLAG = {
    "resultaat": "B1-route haalbaar",
    "behaaldeScore": "31",
    "benodigdeScore": "28,5",
    "datumAfname": "2026-11-12",
}
EIGEN = {
    "examennummer": "",
    "afgenomen_op": date(2026, 11, 10),
    "resultaat": "niet_haalbaar",
    "behaalde_score": None,
    "benodigde_score": None,
    "overslaan": "",
    "reden": "",
}


def say(amina, *uitslagen, nummer="123456789012"):
    inhoud = {"examennummer": nummer, "resultaten": list(uitslagen)}
    antwoord(amina.gemeente, "lbt", amina.persoon.bsn, inhoud)


def differs(amina):
    return Signaal.objects.filter(dossier=amina, omschrijving=ANDERS).exists()


def test_the_result_comes_into_the_intake_with_duo_as_its_source(amina):
    say(amina, UITSLAG)
    toets = Leerbaarheidstoets.objects.get(dossier=amina)
    assert (toets.resultaat, toets.afgenomen_op) == ("haalbaar", date(2026, 11, 12))
    assert (toets.examennummer, toets.behaalde_score) == ("123456789012", 31)
    assert toets.benodigde_score is None, "half a point is not rounded"
    feit = Feit.objects.get(dossier=amina, soort="lbt")
    assert (feit.datum, feit.bron) == (date(2026, 11, 12), "duo")


def test_the_newest_of_several_counts(amina):
    say(amina, UITSLAG, UITSLAG | {"resultaat": "B1-route niet haalbaar", "datumAfname": "2026-11-14"})
    assert Leerbaarheidstoets.objects.get().resultaat == "niet_haalbaar"


def test_the_same_again_changes_nothing_and_a_correction_of_duo_does(amina):
    for _ in range(2):
        say(amina, UITSLAG)
    assert Leerbaarheidstoets.objects.get().correctie_reden == ""
    say(amina, UITSLAG | {"resultaat": "B1-route niet haalbaar"})
    toets = Leerbaarheidstoets.objects.get()
    assert (toets.resultaat, toets.correctie_reden) == (
        "niet_haalbaar",
        "DUO geeft nu een andere uitslag",
    )


@pytest.mark.parametrize(
    ("bij_duo", "differ"), [("B1-route haalbaar", True), ("B1-route niet haalbaar", False)]
)
def test_what_a_colleague_recorded_stays(cast, amina, bij_duo, differ):
    leg_lbt_vast(cast.actor(cast.nadia), amina, EIGEN)
    say(amina, UITSLAG | {"resultaat": bij_duo})
    assert Leerbaarheidstoets.objects.get().afgenomen_op == date(2026, 11, 10)
    assert differs(amina) is differ


def test_a_result_on_which_a_pip_was_fixed_stays(cast, amina):
    say(amina, UITSLAG)
    leg_feit_vast(cast.system, amina, "pip_dagtekening", datum=date(2026, 11, 20))
    say(amina, UITSLAG | {"resultaat": "B1-route niet haalbaar"})
    assert Leerbaarheidstoets.objects.get().resultaat == "haalbaar"
    assert differs(amina)


def test_a_number_alone_is_no_result(amina):
    say(amina)
    assert not Leerbaarheidstoets.objects.exists()
