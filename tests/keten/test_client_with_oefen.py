"""Our client and the practice DUO and BRP, written apart from each other, understand each other."""

import threading
import uuid
from datetime import date

import pytest

from meedoen.basis.outbox.deliverers import Afgewezen, Onbereikbaar
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.connection import Verbinding, nieuwe_sessie
from meedoen.keten.duo import codes
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.duo.schemas.aanbod import Aanbod
from meedoen.keten.duo.schemas.contactpersoon import Contactgegevens
from meedoen.keten.duo.schemas.pip import Pip
from meedoen.keten.duo.schemas.resultaten import ResultaatMap, ResultaatPvt
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.wet import concepts
from oefen.server import OefenServer
from oefen.tests.conftest import ALKMAAR, BSN, DUO, Oefen, Ontvanger, stel_in

TERMIJN = {"startdatum": "2026-09-01", "einddatum": "2029-09-01"}
PIP = Pip(dagtekening_pip=date(2026, 11, 20), leerroute=concepts.Leerroute.B1)


@pytest.fixture
def oefen():
    server = OefenServer(0, None, None)
    server.begin()
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    draad.start()
    zelf = Oefen(server)
    zelf.bedien("POST", "klok", {"nu": "2026-11-22T10:00:00+01:00"})
    stel_in(zelf, Ontvanger(adres="http://127.0.0.1:9"))
    zelf.zet()
    yield zelf
    zelf.sessie.close()
    server.shutdown()
    server.server_close()


@pytest.fixture
def duo(oefen):
    verbinding = Verbinding(oefen.server.adres + "/v1", {}, ALKMAAR, DUO)
    client = DuoClient(verbinding, sessie=nieuwe_sessie(verbinding))
    yield client
    client.sessie.close()


def nummer():
    return uuid.uuid4()


def test_every_question_gets_an_answer_that_we_read(oefen, duo):
    assert duo.plicht(BSN, nummer()).indicator_inburgeringsplicht
    assert duo.doelgroep(BSN, nummer()).indeling == codes.Doelgroep.ASIEL
    assert duo.termijn(BSN, nummer()) is None
    assert duo.pip(BSN, nummer()) is None
    assert duo.verlengingsgronden(nummer())
    assert duo.instellingen(nummer())
    for vraag in (
        *(duo.plicht_historie, duo.doelgroep_historie, duo.termijn_historie, duo.leerbaarheidstoets),
        *(duo.examenresultaten, duo.gratis_pogingen, duo.vrijstellingen, duo.ontheffingen),
        *(duo.uren, duo.resultaten),
    ):
        assert not vraag(BSN, nummer())


def test_a_pip_is_registered_once_however_often_it_is_delivered(oefen, duo):
    bericht_id = nummer()
    for _ in range(3):
        duo.meld_pip(BSN, PIP, bericht_id)
    assert [rij["soort"] for rij in oefen.ontvangen] == ["pip"]
    bekend = duo.pip(BSN, nummer())
    assert (bekend.gemeentecode, bekend.pip.leerroute) == ("0361", concepts.Leerroute.B1)


def test_a_pip_that_duo_refuses_says_why(duo):
    te_vroeg = Pip(dagtekening_pip=date(2020, 1, 1), leerroute=concepts.Leerroute.B1)
    with pytest.raises(Afgewezen) as weigering:
        duo.meld_pip(BSN, te_vroeg, nummer())
    assert weigering.value.fouten
    assert "HTTP" not in weigering.value.fouten[0]


def test_a_course_up_to_the_last_day_of_the_term_is_taken_and_a_day_more_is_not(oefen, duo):
    oefen.zet(termijn=TERMIJN)
    duo.meld_pip(BSN, PIP, nummer())
    school = next(een for een in duo.instellingen(nummer()) if een.indicatie_bow_keurmerk)

    def aanbod(laatste_dag):
        return Aanbod.met_laatste_dag(
            alfabetisering=concepts.Alfabetisering.NIET_NODIG,
            ingeschreven=date(2026, 11, 21),
            eerste_dag=date(2026, 12, 1),
            laatste_dag=laatste_dag,
        )

    laatste_dag = duo.termijn(BSN, nummer()).laatste_dag
    assert laatste_dag == date(2029, 8, 31)
    duo.meld_aanbod(BSN, school.instellingsnummer, aanbod(laatste_dag), nummer())
    with pytest.raises(Afgewezen):
        duo.meld_aanbod(BSN, school.instellingsnummer, aanbod(date(2029, 9, 2)), nummer())
    duo.verwijder_aanbod(BSN, school.instellingsnummer, nummer())


def test_results_and_hours_come_back_as_they_were_reported(oefen, duo):
    oefen.zet(termijn=TERMIJN)
    duo.meld_pip(BSN, PIP, nummer())
    duo.meld_map(BSN, ResultaatMap(datum_eindgesprek_map=date(2026, 11, 20)), nummer())
    duo.meld_pvt(BSN, ResultaatPvt(datum_ondertekening_pvt=date(2026, 11, 21)), nummer())
    beide = duo.resultaten(BSN, nummer())
    assert beide.map.datum_eindgesprek_map == date(2026, 11, 20)
    assert beide.pvt.datum_ondertekening_pvt == date(2026, 11, 21)
    duo.meld_map(BSN, ResultaatMap(), nummer())
    assert duo.resultaat_map(BSN, nummer()) is None
    duo.meld_uren_intake(BSN, Uren(uren=12), nummer())
    duo.meld_uren_taalles(BSN, Uren(uren=340), nummer())
    (uren,) = duo.uren(BSN, nummer())
    assert (uren.intake.uren, uren.participatietaalles.uren) == (12, 340)


def test_a_contact_person_is_made_coupled_and_taken_away(oefen, duo):
    nadia = Contactgegevens(naam="Nadia el-Amrani", email="n@alkmaar.example", telefoonnummer="072 5488888")
    contact = duo.maak_contactpersoon(nadia, nummer())
    duo.koppel(contact, BSN, nummer())
    duo.wijzig_contactpersoon(contact, nadia, nummer())
    duo.ontkoppel(contact, BSN, nummer())
    duo.verwijder_contactpersoon(contact, nummer())
    duo.verwijder_contactpersoon(contact, nummer())


def test_whom_duo_does_not_know_is_none_and_cannot_be_reported_about(duo):
    assert duo.plicht("999990032", nummer()) is None
    with pytest.raises(Afgewezen):
        duo.meld_pip("999990032", PIP, nummer())


def test_duo_that_is_down_is_away(oefen, duo):
    oefen.bedien("PUT", "gedrag", {"plat": True})
    with pytest.raises(Onbereikbaar):
        duo.plicht(BSN, nummer())
    oefen.bedien("PUT", "gedrag", {"plat": False})
    assert duo.plicht(BSN, nummer())


def test_the_brp_tells_who_it_is(oefen):
    in_de_brp = {
        "burgerservicenummer": BSN,
        "naam": {"voornamen": "Rania", "geslachtsnaam": "Haddad"},
        "geslacht": {"code": "V", "omschrijving": "vrouw"},
        "geboorte": {"datum": {"type": "Datum", "datum": "1990-03-01", "langFormaat": "1 maart 1990"}},
        "gemeenteVanInschrijving": {"code": "0361", "omschrijving": "Alkmaar"},
        "verblijfplaats": {
            "type": "Adres",
            "verblijfadres": {"korteStraatnaam": "Voorbeeldstraat", "huisnummer": 3, "woonplaats": "Alkmaar"},
        },
    }
    oefen.bedien("PUT", "brp", {"personen": [in_de_brp]})
    verbinding = Verbinding(oefen.server.adres + "/brp", {}, ALKMAAR, ALKMAAR)
    brp = BrpClient(verbinding, sessie=nieuwe_sessie(verbinding))
    persoon = brp.persoon(BSN, nummer())
    assert (persoon.naam.geslachtsnaam, persoon.geboorte.datum.datum) == ("Haddad", date(1990, 3, 1))
    assert persoon.verblijfplaats.verblijfadres.regel == "Voorbeeldstraat 3"
    assert persoon.model_extra == {}, "what is not asked for does not come"
    assert brp.persoon("999990032", nummer()) is None
    brp.sessie.close()
