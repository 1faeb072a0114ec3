"""Our client and the practice DUO and BRP, written apart from each other, understand each other."""

import threading
import uuid
from datetime import date

import pytest

from meedoen.basis.outbox.deliverers import Rejected, Unreachable
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.connection import Connection, new_session
from meedoen.keten.duo import codes
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.duo.schemas.aanbod import Aanbod
from meedoen.keten.duo.schemas.contactpersoon import ContactDetails
from meedoen.keten.duo.schemas.pip import Pip
from meedoen.keten.duo.schemas.resultaten import ResultaatMap, ResultaatPvt
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.wet import concepts
from oefen.server import OefenServer
from oefen.tests.conftest import ALKMAAR, BSN, DUO, Oefen, Recipient, set_scope

TERMIJN = {"startdatum": "2026-09-01", "einddatum": "2029-09-01"}
PIP = Pip(dagtekening_pip=date(2026, 11, 20), leerroute=concepts.Leerroute.B1)


@pytest.fixture
def oefen():
    server = OefenServer(0, None, None)
    server.begin()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    self_ = Oefen(server)
    self_.serve("POST", "klok", {"nu": "2026-11-22T10:00:00+01:00"})
    set_scope(self_, Recipient(adres="http://127.0.0.1:9"))
    self_.put()
    yield self_
    self_.session.close()
    server.shutdown()
    server.server_close()


@pytest.fixture
def duo(oefen):
    connection = Connection(oefen.server.adres + "/v1", {}, ALKMAAR, DUO)
    client = DuoClient(connection, session=new_session(connection))
    yield client
    client.session.close()


def number():
    return uuid.uuid4()


def test_every_question_gets_an_answer_that_we_read(oefen, duo):
    assert duo.plicht(BSN, number()).indicator_inburgeringsplicht
    assert duo.doelgroep(BSN, number()).indeling == codes.Doelgroep.ASIEL
    assert duo.termijn(BSN, number()) is None
    assert duo.pip(BSN, number()) is None
    assert duo.verlengingsgronden(number())
    assert duo.instellingen(number())
    for ask in (
        *(duo.plicht_historie, duo.doelgroep_historie, duo.termijn_historie, duo.leerbaarheidstoets),
        *(duo.examenresultaten, duo.gratis_pogingen, duo.vrijstellingen, duo.ontheffingen),
        *(duo.uren, duo.resultaten),
    ):
        assert not ask(BSN, number())


def test_a_pip_is_registered_once_however_often_it_is_delivered(oefen, duo):
    message_id = number()
    for _ in range(3):
        duo.report_pip(BSN, PIP, message_id)
    assert [row["soort"] for row in oefen.received] == ["pip"]
    known = duo.pip(BSN, number())
    assert (known.gemeentecode, known.pip.leerroute) == ("0361", concepts.Leerroute.B1)


def test_a_pip_that_duo_refuses_says_why(duo):
    too_early = Pip(dagtekening_pip=date(2020, 1, 1), leerroute=concepts.Leerroute.B1)
    with pytest.raises(Rejected) as refusal:
        duo.report_pip(BSN, too_early, number())
    assert refusal.value.errors
    assert "HTTP" not in refusal.value.errors[0]


def test_a_course_up_to_the_last_day_of_the_term_is_taken_and_a_day_more_is_not(oefen, duo):
    oefen.put(termijn=TERMIJN)
    duo.report_pip(BSN, PIP, number())
    school = next(one for one in duo.instellingen(number()) if one.indicatie_bow_keurmerk)

    def aanbod(laatste_dag):
        return Aanbod.with_last_day(
            alfabetisering=concepts.Alfabetisering.NIET_NODIG,
            enrolled=date(2026, 11, 21),
            eerste_dag=date(2026, 12, 1),
            laatste_dag=laatste_dag,
        )

    last_day = duo.termijn(BSN, number()).laatste_dag
    assert last_day == date(2029, 8, 31)
    duo.report_aanbod(BSN, school.instellingsnummer, aanbod(last_day), number())
    with pytest.raises(Rejected):
        duo.report_aanbod(BSN, school.instellingsnummer, aanbod(date(2029, 9, 2)), number())
    duo.delete_aanbod(BSN, school.instellingsnummer, number())


def test_results_and_hours_come_back_as_they_were_reported(oefen, duo):
    oefen.put(termijn=TERMIJN)
    duo.report_pip(BSN, PIP, number())
    duo.report_map(BSN, ResultaatMap(datum_eindgesprek_map=date(2026, 11, 20)), number())
    duo.report_pvt(BSN, ResultaatPvt(datum_ondertekening_pvt=date(2026, 11, 21)), number())
    both = duo.resultaten(BSN, number())
    assert both.map.datum_eindgesprek_map == date(2026, 11, 20)
    assert both.pvt.datum_ondertekening_pvt == date(2026, 11, 21)
    duo.report_map(BSN, ResultaatMap(), number())
    assert duo.resultaat_map(BSN, number()) is None
    duo.report_uren_intake(BSN, Uren(uren=12), number())
    duo.report_uren_taalles(BSN, Uren(uren=340), number())
    (uren,) = duo.uren(BSN, number())
    assert (uren.intake.uren, uren.participatietaalles.uren) == (12, 340)


def test_a_contact_person_is_made_coupled_and_taken_away(oefen, duo):
    nadia = ContactDetails(naam="Nadia el-Amrani", email="n@alkmaar.example", telefoonnummer="072 5488888")
    contact = duo.make_contactpersoon(nadia, number())
    duo.link(contact, BSN, number())
    duo.change_contactpersoon(contact, nadia, number())
    duo.decouple(contact, BSN, number())
    duo.delete_contactpersoon(contact, number())
    duo.delete_contactpersoon(contact, number())


def test_whom_duo_does_not_know_is_none_and_cannot_be_reported_about(duo):
    assert duo.plicht("999990032", number()) is None
    with pytest.raises(Rejected):
        duo.report_pip("999990032", PIP, number())


def test_duo_that_is_down_is_away(oefen, duo):
    oefen.serve("PUT", "gedrag", {"plat": True})
    with pytest.raises(Unreachable):
        duo.plicht(BSN, number())
    oefen.serve("PUT", "gedrag", {"plat": False})
    assert duo.plicht(BSN, number())


def test_the_brp_tells_who_it_is(oefen):
    in_the_brp = {
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
    oefen.serve("PUT", "brp", {"personen": [in_the_brp]})
    connection = Connection(oefen.server.adres + "/brp", {}, ALKMAAR, ALKMAAR)
    brp = BrpClient(connection, session=new_session(connection))
    persoon = brp.persoon(BSN, number())
    assert (persoon.naam.geslachtsnaam, persoon.geboorte.datum.datum) == ("Haddad", date(1990, 3, 1))
    assert persoon.verblijfplaats.verblijfadres.line == "Voorbeeldstraat 3"
    assert persoon.model_extra == {}, "what is not asked for does not come"
    assert brp.persoon("999990032", number()) is None
    brp.session.close()
