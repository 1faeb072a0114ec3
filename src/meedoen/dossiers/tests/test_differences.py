"""DUO beside us: nothing is overwritten by itself, a difference says what it means, somebody chooses."""

from datetime import date

import pytest

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.models import Feit, Signaal, Verschilkeuze
from meedoen.dossiers.selectors.duo import vergelijkingen
from meedoen.dossiers.services import leg_feit_vast, los_signaal_op, trek_feit_in
from meedoen.dossiers.services.differences import houd_ons_gegeven, neem_over_van_duo, vraag_duo_opnieuw
from meedoen.dossiers.tests.news import antwoord, bericht
from meedoen.keten.duo.asking import laatste_van_alles
from meedoen.keten.duo.tests.world import sluit_aan

GEZIN = {"indeling": "Gezinsmigrant en overige migrant", "begindatum": "2026-10-01"}
PLICHT = {
    "indicatorInburgeringsplicht": True,
    "begindatum": "2026-08-20",
    "datumKennisgevingInburgeringsplicht": "2026-09-08",
}


def rows(dossier):
    standen = laatste_van_alles(dossier.gemeente_id, dossier.persoon.bsn)
    return {rij.soort.value: rij for rij in vergelijkingen(dossier, standen)}


def say(dossier, naam, inhoud):
    antwoord(dossier.gemeente, naam, dossier.persoon.bsn, inhoud)


def holds(dossier, soort):
    feit = Feit.objects.filter(dossier=dossier, soort=soort, ingetrokken_op=None).first()
    return feit and (feit.waarde or feit.datum, feit.bron)


def test_what_both_say_is_the_same(amina):
    say(amina, "plicht", PLICHT)
    assert {soort: rij.gelijk for soort, rij in rows(amina).items()} == {
        "begin_plicht": True,
        "kennisgeving_duo": True,
    }


def test_another_group_says_what_it_means_for_money_and_terms(amina):
    say(amina, "doelgroep", GEZIN)
    rij = rows(amina)["doelgroep"]
    assert rij.open
    gevolgen = {str(een.wat): (str(een.bij_duo), str(een.bij_ons)) for een in rij.gevolgen}
    assert gevolgen["Maatschappelijke begeleiding"] == ("nee", "ja")
    assert gevolgen["Lening bij DUO"] == ("ja, het inkomen telt mee", "nee")


def test_another_group_ends_the_financial_unburdening(cast, amina):
    leg_feit_vast(cast.actor(cast.nadia), amina, "bijstand_vanaf", datum=date(2026, 10, 1))
    say(amina, "doelgroep", GEZIN)
    gevolgen = {str(een.wat): (een.bij_duo, een.bij_ons) for een in rows(amina)["doelgroep"].gevolgen}
    assert gevolgen["Laatste dag: Financieel ontzorgen"] == ("geldt niet", date(2027, 3, 31))


def test_another_day_of_the_letter_moves_the_ten_weeks(amina):
    say(amina, "plicht", PLICHT | {"datumKennisgevingInburgeringsplicht": "2026-09-15"})
    (gevolg,) = rows(amina)["kennisgeving_duo"].gevolgen
    assert (str(gevolg.wat), gevolg.bij_duo, gevolg.bij_ons) == (
        "Laatste dag: PIP vaststellen",
        date(2026, 11, 24),
        date(2026, 11, 17),
    )


def test_an_end_at_duo_only_stops_the_terms(amina):
    say(amina, "plicht", {"indicatorInburgeringsplicht": False, "einddatum": "2026-11-01"})
    # Nobody here said anything about an end, so DUO's was written as DUO's.
    assert rows(amina)["einde_plicht"].gelijk
    assert holds(amina, "einde_plicht") == (date(2026, 11, 1), "duo")


def test_an_end_here_that_duo_does_not_know_is_a_difference(cast, amina):
    leg_feit_vast(cast.actor(cast.nadia), amina, "einde_plicht", datum=date(2026, 11, 1))
    say(amina, "plicht", PLICHT)
    rij = rows(amina)["einde_plicht"]
    assert [(een.wat, een.bij_duo, een.bij_ons) for een in rij.gevolgen] == [
        ("Termijnen", "lopen door", "zijn gestopt")
    ]
    neem_over_van_duo(cast.actor(cast.nadia), amina, rij, "DUO heeft gelijk")
    assert holds(amina, "einde_plicht") is None


class TestTerm:
    TERMIJN = {"startdatum": "2026-10-02", "einddatum": "2029-10-02"}

    @pytest.fixture(autouse=True)
    def _pip(self, cast, amina):
        leg_feit_vast(cast.system, amina, "pip_dagtekening", datum=date(2026, 10, 1))

    def test_the_same_as_our_rule(self, amina):
        say(amina, "termijn", self.TERMIJN)
        assert rows(amina)["termijn_einde"].gelijk

    def test_another_than_our_rule(self, amina):
        say(amina, "termijn", self.TERMIJN | {"einddatum": "2030-01-02"})
        rij = rows(amina)["termijn_einde"]
        assert (rij.open, rij.bron) == (True, "berekend uit het PIP")
        assert (rij.bij_duo.datum, rij.bij_ons.datum) == (date(2030, 1, 1), date(2029, 10, 1))

    def test_an_extension_is_no_difference(self, amina):
        say(
            amina,
            "termijn",
            self.TERMIJN | {"einddatum": "2030-01-02", "verlengingsgrondomschrijving": "Ziekte"},
        )
        assert rows(amina)["termijn_einde"].gelijk


class TestPlan:
    PIP = {"gemeentecode": "0399", "pip": {"dagtekeningPip": "2026-03-01", "leerroute": "Z"}}

    def test_a_plan_of_another_municipality_is_named(self, amina):
        say(amina, "pip", self.PIP)
        rij = rows(amina)["leerroute"]
        assert (rij.bij_duo.waarde, rij.gemeentecode) == ("Z", "0399")

    def test_our_own_decision_gives_way_to_no_click(self, cast, amina):
        leg_feit_vast(cast.system, amina, "leerroute", waarde="B")
        say(amina, "pip", self.PIP | {"gemeentecode": "0361"})
        rij = rows(amina)["leerroute"]
        with pytest.raises(Geweigerd, match="nieuw besluit"):
            neem_over_van_duo(cast.actor(cast.nadia), amina, rij, "toch")
        assert holds(amina, "leerroute") == ("B", "gemeente")

    def test_the_same_route_in_a_plan_of_another_municipality_is_not_our_plan(self, amina, cast):
        leg_feit_vast(cast.system, amina, "leerroute", waarde="Z")
        say(amina, "pip", self.PIP)
        rij = rows(amina)["leerroute"]
        assert (rij.open, rij.ons_besluit, rij.gemeente) == (True, True, "Heiloo")


def test_taking_over_writes_the_fact_of_duo_and_keeps_the_old_one(cast, amina):
    say(amina, "doelgroep", GEZIN)
    neem_over_van_duo(cast.actor(cast.nadia), amina, rows(amina)["doelgroep"], "Brief van DUO gezien")
    assert holds(amina, "doelgroep") == ("gezinsmigrant", "duo")
    oud = Feit.objects.get(dossier=amina, soort="doelgroep", ingetrokken_op__isnull=False)
    assert (oud.waarde, oud.intrekreden) == ("asielstatushouder", "Brief van DUO gezien")
    assert rows(amina)["doelgroep"].gelijk


def test_keeping_ours_settles_just_this_difference(cast, amina):
    say(amina, "doelgroep", GEZIN)
    houd_ons_gegeven(cast.actor(cast.nadia), amina, rows(amina)["doelgroep"], "IND bevestigt asiel")
    rij = rows(amina)["doelgroep"]
    assert (rij.open, rij.keuze.reden, rij.keuze.door) == (False, "IND bevestigt asiel", cast.nadia)
    assert holds(amina, "doelgroep") == ("asielstatushouder", "gemeente")
    say(amina, "doelgroep", GEZIN | {"begindatum": "2026-11-01"})
    assert rows(amina)["doelgroep"].open


def test_duo_saying_again_what_a_colleague_decided_about_is_no_news(cast, amina):
    say(amina, "doelgroep", GEZIN)
    houd_ons_gegeven(cast.actor(cast.nadia), amina, rows(amina)["doelgroep"], "IND bevestigt asiel")
    los_signaal_op(cast.actor(cast.nadia), Signaal.objects.get(opgelost_op=None), "Besproken met de IND")

    say(amina, "doelgroep", GEZIN)
    assert not Signaal.objects.filter(opgelost_op=None).exists()

    say(amina, "doelgroep", GEZIN | {"begindatum": "2026-11-01"})
    assert Signaal.objects.filter(opgelost_op=None).count() == 1
    assert holds(amina, "doelgroep") == ("asielstatushouder", "gemeente")


def test_what_a_colleague_keeps_out_stays_out_when_duo_repeats_it(cast, amina):
    """Also where nothing of ours stands in the way, since she withdrew what DUO said."""
    end = {"indicatorInburgeringsplicht": False, "einddatum": "2026-11-01"}
    leg_feit_vast(cast.actor(cast.nadia), amina, "einde_plicht", datum=date(2026, 11, 5))
    say(amina, "plicht", end)
    houd_ons_gegeven(cast.actor(cast.nadia), amina, rows(amina)["einde_plicht"], "De brief noemt de vijfde")
    trek_feit_in(cast.actor(cast.nadia), amina, "einde_plicht", "Toch geen einde")

    say(amina, "plicht", end)

    assert holds(amina, "einde_plicht") is None


@pytest.mark.parametrize("kies", [neem_over_van_duo, houd_ons_gegeven])
def test_a_choice_needs_a_reason_and_a_right(cast, amina, kies):
    say(amina, "doelgroep", GEZIN)
    rij = rows(amina)["doelgroep"]
    with pytest.raises(Geweigerd, match="waarom"):
        kies(cast.actor(cast.nadia), amina, rij, "  ")
    for who in (cast.tom, cast.karim, cast.ria):
        with pytest.raises(Geweigerd):
            kies(cast.actor(who), amina, rij, "zomaar")
    assert not Verschilkeuze.objects.exists()


def test_asking_again_asks_everything_once(cast, amina):
    with pytest.raises(Geweigerd, match="aansluiting"):
        vraag_duo_opnieuw(cast.actor(cast.nadia), amina)
    sluit_aan(cast.alkmaar)
    for _ in range(2):
        assert vraag_duo_opnieuw(cast.actor(cast.nadia), amina) == 8
    assert Bericht.objects.filter(over=amina.pk).count() == 8


class TestPages:
    def test_the_page_shows_both_sides_and_what_duo_reported(self, cast, amina, als, at_most_queries):
        sluit_aan(cast.alkmaar)
        bericht(cast.alkmaar, "SS124", bsn=amina.persoon.bsn)
        bericht(cast.alkmaar, "ZZ1", bsn=amina.persoon.bsn)
        say(amina, "doelgroep", GEZIN)
        say(amina, "plicht", PLICHT)
        say(amina, "pip", TestPlan.PIP)
        say(amina, "examen", [{"examendatum": "2026-11-10", "onderdeel": "KNM", "resultaat": "Gezakt"}])
        say(amina, "lbt", {"examennummer": "1234", "resultaten": []})
        browser = als(cast.nadia)
        with at_most_queries(18):
            page = browser.get(f"/dossiers/{amina.pk}/duo/").content.decode()
        for text in (
            "gezinsmigrant en overige migrant",
            "Vergelijk en kies",
            "PIP van gemeente Heiloo",
            "De doelgroep is veranderd van asielstatushouder",
            "Een gebeurtenis die Meedoen niet kent.",
            "onbekende gebeurtenis",
            "Kennis van de Nederlandse Maatschappij · gezakt",
            "examennummer 1234",
            "Onderweg naar DUO",
            "Vraag DUO opnieuw",
        ):
            assert text in page, text

    def test_the_happenings_name_duo(self, cast, amina, als):
        bericht(cast.alkmaar, "SS102", bsn=amina.persoon.bsn)
        page = als(cast.nadia).get(f"/dossiers/{amina.pk}/").content.decode()
        assert "De inburgeringstermijn is begonnen." in page
        assert "DUO · SS102 · de termijn komt in het dossier" in page

    def test_one_chooses_on_the_page_of_the_difference(self, cast, amina, als):
        say(amina, "doelgroep", GEZIN)
        browser, address = als(cast.nadia), f"/dossiers/{amina.pk}/duo/doelgroep/"
        page = browser.get(address).content.decode()
        assert "Als DUO gelijk heeft" in page
        assert browser.post(address, {"keuze": "duo"}).status_code == 422
        answer = browser.post(address, {"keuze": "duo", "reden": "Klopt"})
        assert answer.url == f"/dossiers/{amina.pk}/duo/"
        assert holds(amina, "doelgroep") == ("gezinsmigrant", "duo")

    def test_what_duo_said_nothing_about_is_no_page(self, cast, amina, als):
        assert als(cast.nadia).get(f"/dossiers/{amina.pk}/duo/doelgroep/").status_code == 404
        assert als(cast.nadia).get(f"/dossiers/{amina.pk}/duo/onzin/").status_code == 404

    def test_asking_again_and_taking_up_by_a_button(self, cast, amina, als):
        sluit_aan(cast.alkmaar)
        bericht(cast.alkmaar, "SS139", bsn=amina.persoon.bsn)
        browser = als(cast.nadia)
        assert "Nieuw van DUO" in browser.get(f"/dossiers/{amina.pk}/").content.decode()
        browser.post(f"/dossiers/{amina.pk}/duo/oppakken/")
        amina.refresh_from_db()
        assert amina.nieuw_op is None
        assert browser.post(f"/dossiers/{amina.pk}/duo/vragen/").status_code == 302

    def test_who_may_only_read_gets_no_buttons(self, cast, amina, als):
        say(amina, "doelgroep", GEZIN)
        page = als(cast.karim).get(f"/dossiers/{amina.pk}/duo/").content.decode()
        assert "Vergelijk en kies" not in page
        assert als(cast.karim).post(f"/dossiers/{amina.pk}/duo/doelgroep/").status_code == 403
        assert als(cast.tom).get(f"/dossiers/{amina.pk}/duo/").status_code == 403

    def test_without_bsn_the_page_says_what_to_do(self, cast, als):
        bericht(cast.alkmaar, "SS139", v_nummer="0028123456")
        from meedoen.dossiers.models import Dossier

        page = als(cast.nadia).get(f"/dossiers/{Dossier.objects.get().pk}/duo/").content.decode()
        assert "Zonder BSN kunnen we DUO niets vragen." in page
