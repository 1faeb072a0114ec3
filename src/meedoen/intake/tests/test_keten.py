"""The leerbaarheidstoets as DUO gives it."""

from datetime import date

import pytest

from meedoen.dossiers.keten.following import OTHERWISE
from meedoen.dossiers.models import Feit, Signaal
from meedoen.dossiers.services import record_feit
from meedoen.dossiers.tests.news import answer
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.intake.services import record_lbt

RESULT = {
    "resultaat": "B1-route haalbaar",
    "behaaldeScore": "31",
    "benodigdeScore": "28,5",
    "datumAfname": "2026-11-12",
}
OWN = {
    "examennummer": "",
    "afgenomen_op": date(2026, 11, 10),
    "resultaat": "niet_haalbaar",
    "behaalde_score": None,
    "benodigde_score": None,
    "overslaan": "",
    "reden": "",
}


def say(amina, *results, number="123456789012"):
    content = {"examennummer": number, "resultaten": list(results)}
    answer(amina.gemeente, "lbt", amina.persoon.bsn, content)


def differs(amina):
    return Signaal.objects.filter(dossier=amina, omschrijving=OTHERWISE).exists()


def test_the_result_comes_into_the_intake_with_duo_as_its_source(amina):
    say(amina, RESULT)
    evaluate = Leerbaarheidstoets.objects.get(dossier=amina)
    assert (evaluate.resultaat, evaluate.afgenomen_op) == ("haalbaar", date(2026, 11, 12))
    assert (evaluate.examennummer, evaluate.behaalde_score) == ("123456789012", 31)
    assert evaluate.benodigde_score is None, "half a point is not rounded"
    feit = Feit.objects.get(dossier=amina, soort="lbt")
    assert (feit.datum, feit.bron) == (date(2026, 11, 12), "duo")


def test_the_newest_of_several_counts(amina):
    say(amina, RESULT, RESULT | {"resultaat": "B1-route niet haalbaar", "datumAfname": "2026-11-14"})
    assert Leerbaarheidstoets.objects.get().resultaat == "niet_haalbaar"


def test_the_same_again_changes_nothing_and_a_correction_of_duo_does(amina):
    for _ in range(2):
        say(amina, RESULT)
    assert Leerbaarheidstoets.objects.get().correctie_reden == ""
    say(amina, RESULT | {"resultaat": "B1-route niet haalbaar"})
    evaluate = Leerbaarheidstoets.objects.get()
    assert (evaluate.resultaat, evaluate.correctie_reden) == (
        "niet_haalbaar",
        "DUO geeft nu een andere uitslag",
    )


@pytest.mark.parametrize(
    ("at_duo", "differ"), [("B1-route haalbaar", True), ("B1-route niet haalbaar", False)]
)
def test_what_a_colleague_recorded_stays(cast, amina, at_duo, differ):
    record_lbt(cast.actor(cast.nadia), amina, OWN)
    say(amina, RESULT | {"resultaat": at_duo})
    assert Leerbaarheidstoets.objects.get().afgenomen_op == date(2026, 11, 10)
    assert differs(amina) is differ


def test_a_result_on_which_a_pip_was_fixed_stays(cast, amina):
    say(amina, RESULT)
    record_feit(cast.system, amina, "pip_dagtekening", datum=date(2026, 11, 20))
    say(amina, RESULT | {"resultaat": "B1-route niet haalbaar"})
    assert Leerbaarheidstoets.objects.get().resultaat == "haalbaar"
    assert differs(amina)


def test_a_number_alone_is_no_result(amina):
    say(amina)
    assert not Leerbaarheidstoets.objects.exists()
