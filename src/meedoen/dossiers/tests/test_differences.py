"""DUO beside us: nothing is overwritten by itself, a difference says what it means, somebody chooses."""

from datetime import date

import pytest

from meedoen.basis.access.rechten import Refused
from meedoen.basis.outbox.models import Message
from meedoen.dossiers.models import DifferenceChoice, Feit, Signaal
from meedoen.dossiers.selectors.duo import comparisons
from meedoen.dossiers.services import record_feit, solve_signaal, withdraw_feit
from meedoen.dossiers.services.differences import ask_duo_again, keep_our_item, take_over_from_duo
from meedoen.dossiers.tests.news import answer, message
from meedoen.keten.duo.asking import latest_of_everything
from meedoen.keten.duo.tests.world import connect

GEZIN = {"indeling": "Gezinsmigrant en overige migrant", "begindatum": "2026-10-01"}
PLICHT = {
    "indicatorInburgeringsplicht": True,
    "begindatum": "2026-08-20",
    "datumKennisgevingInburgeringsplicht": "2026-09-08",
}


def rows(dossier):
    states = latest_of_everything(dossier.gemeente_id, dossier.persoon.bsn)
    return {row.soort.value: row for row in comparisons(dossier, states)}


def say(dossier, name, content):
    answer(dossier.gemeente, name, dossier.persoon.bsn, content)


def holds(dossier, soort):
    feit = Feit.objects.filter(dossier=dossier, soort=soort, withdrawn_at=None).first()
    return feit and (feit.waarde or feit.datum, feit.bron)


def test_what_both_say_is_the_same(amina):
    say(amina, "plicht", PLICHT)
    assert {kind: row.equal for kind, row in rows(amina).items()} == {
        "begin_plicht": True,
        "kennisgeving_duo": True,
    }


def test_another_group_says_what_it_means_for_money_and_terms(amina):
    say(amina, "doelgroep", GEZIN)
    row = rows(amina)["doelgroep"]
    assert row.open
    consequences = {str(one.wat): (str(one.at_duo), str(one.at_us)) for one in row.consequences}
    assert consequences["Maatschappelijke begeleiding"] == ("nee", "ja")
    assert consequences["Lening bij DUO"] == ("ja, het inkomen telt mee", "nee")


def test_another_group_ends_the_financial_unburdening(cast, amina):
    record_feit(cast.actor(cast.nadia), amina, "bijstand_vanaf", datum=date(2026, 10, 1))
    say(amina, "doelgroep", GEZIN)
    consequences = {str(one.wat): (one.at_duo, one.at_us) for one in rows(amina)["doelgroep"].consequences}
    assert consequences["Laatste dag: Financieel ontzorgen"] == ("geldt niet", date(2027, 3, 31))


def test_another_day_of_the_letter_moves_the_ten_weeks(amina):
    say(amina, "plicht", PLICHT | {"datumKennisgevingInburgeringsplicht": "2026-09-15"})
    (consequence,) = rows(amina)["kennisgeving_duo"].consequences
    assert (str(consequence.wat), consequence.at_duo, consequence.at_us) == (
        "Laatste dag: PIP vaststellen",
        date(2026, 11, 24),
        date(2026, 11, 17),
    )


def test_an_end_at_duo_only_stops_the_terms(amina):
    say(amina, "plicht", {"indicatorInburgeringsplicht": False, "einddatum": "2026-11-01"})
    # Nobody here said anything about an end, so DUO's was written as DUO's.
    assert rows(amina)["einde_plicht"].equal
    assert holds(amina, "einde_plicht") == (date(2026, 11, 1), "duo")


def test_an_end_here_that_duo_does_not_know_is_a_difference(cast, amina):
    record_feit(cast.actor(cast.nadia), amina, "einde_plicht", datum=date(2026, 11, 1))
    say(amina, "plicht", PLICHT)
    row = rows(amina)["einde_plicht"]
    assert [(one.wat, one.at_duo, one.at_us) for one in row.consequences] == [
        ("Termijnen", "lopen door", "zijn gestopt")
    ]
    take_over_from_duo(cast.actor(cast.nadia), amina, row, "DUO heeft gelijk")
    assert holds(amina, "einde_plicht") is None


class TestTerm:
    TERMIJN = {"startdatum": "2026-10-02", "einddatum": "2029-10-02"}

    @pytest.fixture(autouse=True)
    def _pip(self, cast, amina):
        record_feit(cast.system, amina, "pip_dagtekening", datum=date(2026, 10, 1))

    def test_the_same_as_our_rule(self, amina):
        say(amina, "termijn", self.TERMIJN)
        assert rows(amina)["termijn_einde"].equal

    def test_another_than_our_rule(self, amina):
        say(amina, "termijn", self.TERMIJN | {"einddatum": "2030-01-02"})
        row = rows(amina)["termijn_einde"]
        assert (row.open, row.bron) == (True, "berekend uit het PIP")
        assert (row.at_duo.datum, row.at_us.datum) == (date(2030, 1, 1), date(2029, 10, 1))

    def test_an_extension_is_no_difference(self, amina):
        say(
            amina,
            "termijn",
            self.TERMIJN | {"einddatum": "2030-01-02", "verlengingsgrondomschrijving": "Ziekte"},
        )
        assert rows(amina)["termijn_einde"].equal


class TestPlan:
    PIP = {"gemeentecode": "0399", "pip": {"dagtekeningPip": "2026-03-01", "leerroute": "Z"}}

    def test_a_plan_of_another_municipality_is_named(self, amina):
        say(amina, "pip", self.PIP)
        row = rows(amina)["leerroute"]
        assert (row.at_duo.waarde, row.gemeentecode) == ("Z", "0399")

    def test_our_own_decision_gives_way_to_no_click(self, cast, amina):
        record_feit(cast.system, amina, "leerroute", waarde="B")
        say(amina, "pip", self.PIP | {"gemeentecode": "0361"})
        row = rows(amina)["leerroute"]
        with pytest.raises(Refused, match="nieuw besluit"):
            take_over_from_duo(cast.actor(cast.nadia), amina, row, "toch")
        assert holds(amina, "leerroute") == ("B", "gemeente")

    def test_the_same_route_in_a_plan_of_another_municipality_is_not_our_plan(self, amina, cast):
        record_feit(cast.system, amina, "leerroute", waarde="Z")
        say(amina, "pip", self.PIP)
        row = rows(amina)["leerroute"]
        assert (row.open, row.our_besluit, row.gemeente) == (True, True, "Heiloo")


def test_taking_over_writes_the_fact_of_duo_and_keeps_the_old_one(cast, amina):
    say(amina, "doelgroep", GEZIN)
    take_over_from_duo(cast.actor(cast.nadia), amina, rows(amina)["doelgroep"], "Brief van DUO gezien")
    assert holds(amina, "doelgroep") == ("gezinsmigrant", "duo")
    old = Feit.objects.get(dossier=amina, soort="doelgroep", withdrawn_at__isnull=False)
    assert (old.waarde, old.withdrawal_reason) == ("asielstatushouder", "Brief van DUO gezien")
    assert rows(amina)["doelgroep"].equal


def test_keeping_ours_settles_just_this_difference(cast, amina):
    say(amina, "doelgroep", GEZIN)
    keep_our_item(cast.actor(cast.nadia), amina, rows(amina)["doelgroep"], "IND bevestigt asiel")
    row = rows(amina)["doelgroep"]
    assert (row.open, row.keuze.reden, row.keuze.by) == (False, "IND bevestigt asiel", cast.nadia)
    assert holds(amina, "doelgroep") == ("asielstatushouder", "gemeente")
    say(amina, "doelgroep", GEZIN | {"begindatum": "2026-11-01"})
    assert rows(amina)["doelgroep"].open


def test_duo_saying_again_what_a_colleague_decided_about_is_no_news(cast, amina):
    say(amina, "doelgroep", GEZIN)
    keep_our_item(cast.actor(cast.nadia), amina, rows(amina)["doelgroep"], "IND bevestigt asiel")
    solve_signaal(cast.actor(cast.nadia), Signaal.objects.get(opgelost_op=None), "Besproken met de IND")

    say(amina, "doelgroep", GEZIN)
    assert not Signaal.objects.filter(opgelost_op=None).exists()

    say(amina, "doelgroep", GEZIN | {"begindatum": "2026-11-01"})
    assert Signaal.objects.filter(opgelost_op=None).count() == 1
    assert holds(amina, "doelgroep") == ("asielstatushouder", "gemeente")


def test_what_a_colleague_keeps_out_stays_out_when_duo_repeats_it(cast, amina):
    """Also where nothing of ours stands in the way, since she withdrew what DUO said."""
    end = {"indicatorInburgeringsplicht": False, "einddatum": "2026-11-01"}
    record_feit(cast.actor(cast.nadia), amina, "einde_plicht", datum=date(2026, 11, 5))
    say(amina, "plicht", end)
    keep_our_item(cast.actor(cast.nadia), amina, rows(amina)["einde_plicht"], "De brief noemt de vijfde")
    withdraw_feit(cast.actor(cast.nadia), amina, "einde_plicht", "Toch geen einde")

    say(amina, "plicht", end)

    assert holds(amina, "einde_plicht") is None


@pytest.mark.parametrize("choose", [take_over_from_duo, keep_our_item])
def test_a_choice_needs_a_reason_and_a_right(cast, amina, choose):
    say(amina, "doelgroep", GEZIN)
    row = rows(amina)["doelgroep"]
    with pytest.raises(Refused, match="waarom"):
        choose(cast.actor(cast.nadia), amina, row, "  ")
    for who in (cast.tom, cast.karim, cast.ria):
        with pytest.raises(Refused):
            choose(cast.actor(who), amina, row, "zomaar")
    assert not DifferenceChoice.objects.exists()


def test_asking_again_asks_everything_once(cast, amina):
    with pytest.raises(Refused, match="aansluiting"):
        ask_duo_again(cast.actor(cast.nadia), amina)
    connect(cast.alkmaar)
    for _ in range(2):
        assert ask_duo_again(cast.actor(cast.nadia), amina) == 8
    assert Message.objects.filter(about=amina.pk).count() == 8


class TestPages:
    def test_the_page_shows_both_sides_and_what_duo_reported(self, cast, amina, login, at_most_queries):
        connect(cast.alkmaar)
        message(cast.alkmaar, "SS124", bsn=amina.persoon.bsn)
        message(cast.alkmaar, "ZZ1", bsn=amina.persoon.bsn)
        say(amina, "doelgroep", GEZIN)
        say(amina, "plicht", PLICHT)
        say(amina, "pip", TestPlan.PIP)
        say(amina, "examen", [{"examendatum": "2026-11-10", "onderdeel": "KNM", "resultaat": "Gezakt"}])
        say(amina, "lbt", {"examennummer": "1234", "resultaten": []})
        browser = login(cast.nadia)
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

    def test_the_happenings_name_duo(self, cast, amina, login):
        message(cast.alkmaar, "SS102", bsn=amina.persoon.bsn)
        page = login(cast.nadia).get(f"/dossiers/{amina.pk}/").content.decode()
        assert "De inburgeringstermijn is begonnen." in page
        assert "DUO · SS102 · de termijn komt in het dossier" in page

    def test_one_chooses_on_the_page_of_the_difference(self, cast, amina, login):
        say(amina, "doelgroep", GEZIN)
        browser, address = login(cast.nadia), f"/dossiers/{amina.pk}/duo/doelgroep/"
        page = browser.get(address).content.decode()
        assert "Als DUO gelijk heeft" in page
        assert browser.post(address, {"keuze": "duo"}).status_code == 422
        answer = browser.post(address, {"keuze": "duo", "reden": "Klopt"})
        assert answer.url == f"/dossiers/{amina.pk}/duo/"
        assert holds(amina, "doelgroep") == ("gezinsmigrant", "duo")

    def test_what_duo_said_nothing_about_is_no_page(self, cast, amina, login):
        assert login(cast.nadia).get(f"/dossiers/{amina.pk}/duo/doelgroep/").status_code == 404
        assert login(cast.nadia).get(f"/dossiers/{amina.pk}/duo/onzin/").status_code == 404

    def test_asking_again_and_taking_up_by_a_button(self, cast, amina, login):
        connect(cast.alkmaar)
        message(cast.alkmaar, "SS139", bsn=amina.persoon.bsn)
        browser = login(cast.nadia)
        assert "Nieuw van DUO" in browser.get(f"/dossiers/{amina.pk}/").content.decode()
        browser.post(f"/dossiers/{amina.pk}/duo/oppakken/")
        amina.refresh_from_db()
        assert amina.new_on is None
        assert browser.post(f"/dossiers/{amina.pk}/duo/vragen/").status_code == 302

    def test_who_may_only_read_gets_no_buttons(self, cast, amina, login):
        say(amina, "doelgroep", GEZIN)
        page = login(cast.karim).get(f"/dossiers/{amina.pk}/duo/").content.decode()
        assert "Vergelijk en kies" not in page
        assert login(cast.karim).post(f"/dossiers/{amina.pk}/duo/doelgroep/").status_code == 403
        assert login(cast.tom).get(f"/dossiers/{amina.pk}/duo/").status_code == 403

    def test_without_bsn_the_page_says_what_to_do(self, cast, login):
        message(cast.alkmaar, "SS139", v_nummer="0028123456")
        from meedoen.dossiers.models import Dossier

        page = login(cast.nadia).get(f"/dossiers/{Dossier.objects.get().pk}/duo/").content.decode()
        assert "Zonder BSN kunnen we DUO niets vragen." in page
