from datetime import date

import pytest

from meedoen.wet.concepts import Certainty, Status
from meedoen.wet.termijn import termijn_names, termijn_rule
from meedoen.wet.termijn.explain import explain
from meedoen.wet.termijn.rule import TermijnSettings

PEILDATUM = date(2026, 11, 22)


def tekst(uitleg):
    return " ".join(str(zin) for zin in uitleg.sentences)


def waarschuwingen(uitleg):
    return " ".join(str(zin) for zin in uitleg.warnings)


def test_the_explanation_names_the_fact_that_counts_and_the_one_that_does_not():
    uitleg = explain(
        {"kennisgeving_duo": date(2026, 2, 24), "inschrijving_brp": date(2026, 3, 2)}, "pip", PEILDATUM
    )
    assert uitleg.begin_feit == "inschrijving_brp"
    assert "vanaf maandag 2 maart 2026: de inschrijving in de BRP." in tekst(uitleg)
    assert "later dan de kennisgeving van DUO op dinsdag 24 februari 2026" in tekst(uitleg)
    assert "De termijn is 10 weken. De laatste dag is dan maandag 11 mei 2026." in tekst(uitleg)
    assert "schuift dus niet op" in tekst(uitleg)
    assert "Te laat: de laatste dag was maandag 11 mei 2026" in tekst(uitleg)


def test_two_facts_on_one_day_are_both_named():
    dag = date(2026, 3, 2)
    uitleg = explain({"kennisgeving_duo": dag, "inschrijving_brp": dag}, "pip", PEILDATUM)
    assert "Op dezelfde dag was de inschrijving in de BRP." in tekst(uitleg)


def test_a_moved_day_is_explained_with_the_days_and_the_article():
    uitleg = explain({"pip_bekendgemaakt": date(2026, 4, 2)}, "bezwaar_pip", PEILDATUM)
    assert uitleg.laatste_dag_ruw == date(2026, 5, 14)
    assert "Hemelvaartsdag, gelijkgestelde dag, zaterdag, zondag" in tekst(uitleg)
    assert "naar maandag 18 mei 2026 (Algemene termijnenwet art. 1 en 3)" in tekst(uitleg)
    assert uitleg.status is Status.VOORBIJ


@pytest.mark.parametrize(
    ("ontvangen", "stukje"),
    [(date(2026, 3, 9), "is niet later"), (date(2026, 5, 1), "is later: vrijdag 15 mei 2026")],
)
def test_information_of_third_parties_is_explained_either_way(ontvangen, stukje):
    dag = date(2026, 3, 2)
    feiten = {"kennisgeving_duo": dag, "inschrijving_brp": dag, "informatie_derden": ontvangen}
    assert stukje in tekst(explain(feiten, "pip", PEILDATUM))


def test_a_long_term_says_which_article_keeps_it_where_it_is():
    uitleg = explain({"pip_dagtekening": date(2024, 2, 28)}, "inburgeringstermijn", PEILDATUM)
    assert "geldt niet voor een termijn van 3 jaar (art. 4)" in tekst(uitleg)
    assert "de dag na de dagtekening van het eerste PIP" in tekst(uitleg)


def test_a_setting_says_that_it_is_no_law():
    uitleg = explain({"aangemeld_aanbieder": date(2026, 12, 1)}, "plaatsing", PEILDATUM)
    assert "staat niet in een wet" in tekst(uitleg)
    assert "De termijn loopt nog niet" in tekst(uitleg)
    assert uitleg.certainty is Certainty.U


@pytest.mark.parametrize(
    ("feiten", "stukje"),
    [
        ({"doelgroep": "gezinsmigrant"}, "de doelgroep is “gezinsmigrant”, niet “asielstatushouder”"),
        ({"asielvergunning": "nee"}, "een asielvergunning is “nee”, niet “ja”"),
        (
            {"doelgroep": "asielstatushouder"},
            "Nog niet bekend: een asielvergunning en het begin van de bijstand",
        ),
    ],
)
def test_a_term_that_has_no_dates_says_why(feiten, stukje):
    assert stukje in tekst(explain(feiten, "ontzorgen", PEILDATUM))


def test_a_term_that_the_municipality_has_not_set_says_so():
    uitleg = explain(
        {"aangemeld_aanbieder": date(2026, 11, 1)},
        "plaatsing",
        PEILDATUM,
        TermijnSettings(plaatsing_dagen=None),
    )
    assert "de gemeente heeft geen aantal dagen ingesteld" in tekst(uitleg)


def test_a_term_that_ends_after_the_known_calendar_carries_a_warning():
    assert "gelijkgestelde dagen" not in waarschuwingen(
        explain({"pip_bekendgemaakt": date(2028, 11, 1)}, "bezwaar_pip", PEILDATUM)
    )
    assert "gelijkgestelde dagen zijn alleen bekend van 2022 tot en met 2028" in waarschuwingen(
        explain({"pip_bekendgemaakt": date(2028, 12, 1)}, "bezwaar_pip", PEILDATUM)
    )


def test_a_term_that_the_calendar_cannot_move_carries_no_warning_about_it():
    uitleg = explain({"pip_dagtekening": date(2027, 1, 1)}, "inburgeringstermijn", PEILDATUM)
    assert "gelijkgestelde" not in waarschuwingen(uitleg)


def test_what_is_not_verified_is_shown_as_to_be_confirmed():
    zeker = explain({"pip_dagtekening": date(2026, 1, 5)}, "inburgeringstermijn", PEILDATUM)
    onzeker = explain({"pip_dagtekening": date(2026, 1, 5)}, "schakelen", PEILDATUM)
    assert "Te bevestigen" not in waarschuwingen(zeker)
    assert "Te bevestigen: anderhalf jaar" in waarschuwingen(onzeker)
    assert "Van de onderwijsroute naar de B1-route schakelen kan altijd" in waarschuwingen(onzeker)


def test_a_date_before_the_law_is_computed_and_warned_about():
    uitleg = explain({"pip_dagtekening": date(2012, 3, 1)}, "inburgeringstermijn", PEILDATUM)
    assert uitleg.laatste_dag == date(2015, 3, 1)
    assert "ligt vóór het begin van deze regel" in waarschuwingen(uitleg)


@pytest.mark.parametrize("naam", termijn_names())
def test_every_term_can_be_explained_in_every_state(naam):
    regel = termijn_rule(naam)
    basis = {eis.feit: eis.value for eis in regel.requirements}
    begin = dict.fromkeys(regel.begin.feiten, date(2026, 3, 2))
    daad = {regel.gehaald_door: date(2026, 3, 3)} if regel.gehaald_door else {}
    late_daad = {regel.gehaald_door: date(2027, 3, 3)} if regel.gehaald_door else {}
    for feiten in ({}, basis, basis | begin, basis | begin | daad, basis | begin | late_daad):
        for peildatum in (date(2026, 3, 1), date(2026, 3, 2), date(2031, 1, 1)):
            uitleg = explain(feiten, naam, peildatum)
            assert uitleg.sentences
            assert "niet ingevuld" not in tekst(uitleg)
            assert uitleg.grondslag == regel.grondslag


def test_an_unknown_fact_is_refused():
    with pytest.raises(ValueError, match="kennisgeving"):
        explain({"kennisgeving": date(2026, 1, 1)}, "pip", PEILDATUM)


def test_an_article_links_to_the_law_and_a_paragraph_to_its_article():
    grondslag = termijn_rule("pip").grondslag
    assert grondslag.link == "https://wetten.overheid.nl/jci1.3:c:BWBR0045555&artikel=5.3"
    assert str(grondslag) == "art. 5.3 Besluit inburgering 2021"
    assert termijn_rule("plaatsing").grondslag.link is None
