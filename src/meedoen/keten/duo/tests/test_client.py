"""The client of DUO over real HTTP, without DUO's own files."""

import logging
import uuid

import pytest
from pydantic import ValidationError

from meedoen.basis.outbox.deliverers import Afgewezen, Later, Onbereikbaar
from meedoen.keten import api_call, connection
from meedoen.keten.connection import Verbinding
from meedoen.keten.duo import codes
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.duo.schemas.contactpersoon import Contactgegevens
from meedoen.keten.duo.schemas.pip import Pip
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.keten.duo.tests.api_calls import AANROEPEN, BSN, COLLEGA, DAG, PIP
from meedoen.keten.tests.other_side import Antwoord

WIJ = "00000001001234567000"
DUO = "00000001003214345000"
ALLE = [pytest.param(sleutel, id=" ".join(sleutel)) for sleutel in AANROEPEN]
VRAGEN = [een for een in ALLE if een.values[0][0] == "GET"]
MELDINGEN = [een for een in ALLE if een.values[0][0] != "GET"]


@pytest.fixture
def duo(andere_kant):
    return DuoClient(Verbinding(andere_kant.adres + "/v1/", {}, WIJ, DUO))


def roep(duo, sleutel, bericht_id=None):
    return AANROEPEN[sleutel].roep(duo, bericht_id or uuid.uuid4())


@pytest.mark.parametrize("sleutel", ALLE)
def test_what_leaves_is_what_was_agreed(andere_kant, duo, sleutel):
    een, bericht_id = AANROEPEN[sleutel], uuid.uuid4()
    andere_kant.zegt(Antwoord(een.status, een.antwoord))
    gelezen = roep(duo, sleutel, bericht_id)
    vertrokken = andere_kant.laatste
    assert (vertrokken.methode, vertrokken.pad) == (sleutel[0], "/v1" + een.pad)
    assert {naam: vertrokken.kop[naam] for naam in ("bron", "doel", "berichtid")} == {
        "bron": WIJ,
        "doel": DUO,
        "berichtid": str(bericht_id),
    }
    assert vertrokken.kop["accept"] == "application/json"
    assert (vertrokken.json if vertrokken.inhoud else None) == een.lichaam
    assert een.kern(gelezen) == een.verwacht


@pytest.mark.parametrize("sleutel", VRAGEN)
def test_what_duo_does_not_know_is_none(andere_kant, duo, sleutel):
    andere_kant.zegt(Antwoord(404))
    assert roep(duo, sleutel) is None


@pytest.mark.parametrize("sleutel", MELDINGEN)
def test_a_report_about_what_duo_does_not_know_is_refused_but_taking_away_twice_is_not(
    andere_kant, duo, sleutel
):
    andere_kant.zegt(Antwoord(404))
    if sleutel[0] == "DELETE":
        roep(duo, sleutel)
    else:
        with pytest.raises(Afgewezen) as weigering:
            roep(duo, sleutel)
        assert weigering.value.fouten == ["DUO kent niet waar dit over gaat (HTTP 404)."]


@pytest.mark.parametrize("sleutel", ALLE)
def test_a_refusal_carries_what_duo_says_about_it(andere_kant, duo, sleutel):
    fouten = [{"fouttekst": "Dagtekening ligt voor de plicht."}, {"fouttekst": "Niveau A2 kan niet."}]
    andere_kant.zegt(Antwoord(403, fouten))
    with pytest.raises(Afgewezen) as weigering:
        roep(duo, sleutel)
    assert weigering.value.fouten == ["Dagtekening ligt voor de plicht.", "Niveau A2 kan niet."]


@pytest.mark.parametrize(
    ("status", "inhoud", "fouten"),
    [
        (403, None, ["DUO staat dit niet toe en zegt niet waarom (HTTP 403)."]),
        (403, [], ["DUO staat dit niet toe en zegt niet waarom (HTTP 403)."]),
        (403, [{}], ["DUO staat dit niet toe en zegt niet waarom (HTTP 403)."]),
        (403, b"<html>Verboden</html>", ["DUO staat dit niet toe en zegt niet waarom (HTTP 403)."]),
        (403, [{"fouttekst": "x" * 900}], ["x" * 200]),
        (403, [{"fouttekst": str(nummer)} for nummer in range(90)], [str(nummer) for nummer in range(20)]),
        (400, None, ["DUO kan dit bericht niet lezen (HTTP 400)."]),
        (400, [{"fouttekst": "Datum klopt niet."}], ["Datum klopt niet."]),
        (409, None, ["HTTP 409"]),
    ],
)
def test_a_refusal_says_something_short_whatever_duo_sends(andere_kant, duo, status, inhoud, fouten):
    andere_kant.zegt(Antwoord(status, inhoud))
    with pytest.raises(Afgewezen) as weigering:
        duo.meld_pip(BSN, PIP, uuid.uuid4())
    assert weigering.value.fouten == fouten


@pytest.mark.parametrize("sleutel", ALLE)
@pytest.mark.parametrize("status", [301, 302, 307, 401, 429, 500, 502, 503, 504])
def test_when_duo_cannot_answer_everything_waits(andere_kant, duo, sleutel, status):
    andere_kant.zegt(Antwoord(status, kop={"Location": "http://127.0.0.1:9/elders"}))
    with pytest.raises(Onbereikbaar):
        roep(duo, sleutel)


def test_a_redirect_takes_no_bsn_elsewhere(andere_kant, duo):
    andere_kant.zegt(Antwoord(302, kop={"Location": "/v1/elders"}))
    with pytest.raises(Onbereikbaar):
        duo.plicht(BSN, uuid.uuid4())
    assert len(andere_kant.ontvangen) == 1


def test_duo_that_takes_too_long_is_away(andere_kant, duo, monkeypatch):
    monkeypatch.setattr(api_call, "WACHTTIJD", (0.2, 0.2))
    andere_kant.zegt(Antwoord(200, {"indicatorInburgeringsplicht": True}, na=0.6))
    with pytest.raises(Onbereikbaar, match="niet op tijd"):
        duo.plicht(BSN, uuid.uuid4())


def test_we_wait_five_seconds_for_a_connection_and_twenty_for_an_answer():
    assert connection.WACHTTIJD == (5.0, 20.0)


def test_duo_that_hangs_up_is_away(andere_kant, duo):
    andere_kant.zegt(Antwoord(hang_op=True))
    with pytest.raises(Onbereikbaar, match="geen verbinding"):
        duo.plicht(BSN, uuid.uuid4())


def test_an_address_where_nobody_listens_is_away():
    duo = DuoClient(Verbinding("http://127.0.0.1:9/v1", {}, WIJ, DUO))
    with pytest.raises(Onbereikbaar):
        duo.plicht(BSN, uuid.uuid4())


@pytest.mark.parametrize(
    "inhoud",
    [b"", b"{", b"<html>Onderhoud</html>", [], {}, {"indicatorInburgeringsplicht": "misschien"}, b"\xff\xfe"],
)
def test_an_answer_that_cannot_be_read_is_asked_again_later(andere_kant, duo, inhoud):
    andere_kant.zegt(Antwoord(200, inhoud))
    with pytest.raises(Later):
        duo.plicht(BSN, uuid.uuid4())


def test_an_answer_to_another_message_is_not_ours(andere_kant, duo):
    andere_kant.zegt(
        Antwoord(200, {"indicatorInburgeringsplicht": True}, kop={"berichtId": str(uuid.uuid4())})
    )
    with pytest.raises(Later):
        duo.plicht(BSN, uuid.uuid4())


def test_our_own_message_id_may_come_back_in_capitals(andere_kant, duo):
    bericht_id = uuid.uuid4()
    andere_kant.zegt(
        Antwoord(200, {"indicatorInburgeringsplicht": True}, kop={"BerichtID": str(bericht_id).upper()})
    )
    assert duo.plicht(BSN, bericht_id).indicator_inburgeringsplicht


def test_an_interface_may_live_at_an_address_of_its_own(andere_kant):
    eigen = {codes.Api.EXAMEN: andere_kant.adres + "/examens/v1"}
    duo = DuoClient(Verbinding("http://127.0.0.1:9/v1", eigen, WIJ, DUO))
    andere_kant.zegt(Antwoord(200, []))
    assert duo.examenresultaten(BSN, uuid.uuid4()) == []
    assert andere_kant.laatste.pad == f"/examens/v1/personen/{BSN}/examens/resultaten"


def test_two_calls_of_one_message_have_each_an_id_that_stays_the_same(andere_kant, duo):
    bericht_id = uuid.uuid4()
    uitslag = AANROEPEN["GET", "/personen/{bsn}/lbt/resultaten"].antwoord
    for _ in range(2):
        andere_kant.zegt(Antwoord(404), Antwoord(200, uitslag))
        toets = duo.leerbaarheidstoets(BSN, bericht_id)
    assert (toets.examennummer, len(toets.resultaten)) == (None, 1)
    eerste, tweede, weer_eerste, weer_tweede = (een.kop["berichtid"] for een in andere_kant.ontvangen)
    assert eerste == weer_eerste == str(bericht_id)
    assert tweede == weer_tweede != eerste


def test_no_number_and_no_results_of_a_test_is_no_test(andere_kant, duo):
    andere_kant.zegt(Antwoord(404), Antwoord(200, []))
    assert duo.leerbaarheidstoets(BSN, uuid.uuid4()) is None


@pytest.mark.parametrize("vraag", ["leerbaarheidstoets", "resultaten"])
def test_when_duo_knows_neither_half_it_knows_nothing(andere_kant, duo, vraag):
    andere_kant.zegt(Antwoord(404))
    assert getattr(duo, vraag)(BSN, uuid.uuid4()) is None


def test_map_and_pvt_are_one_answer(andere_kant, duo):
    andere_kant.zegt(Antwoord(404), Antwoord(200, {"datumOndertekeningPvt": "2026-05-18"}))
    beide = duo.resultaten(BSN, uuid.uuid4())
    assert (beide.map, beide.pvt.datum_ondertekening_pvt) == (None, DAG)


def test_a_new_contact_person_without_a_number_is_asked_again(andere_kant, duo):
    andere_kant.zegt(Antwoord(201, {"contactpersoongegevens": COLLEGA.als_bericht()}))
    with pytest.raises(Later):
        duo.maak_contactpersoon(COLLEGA, uuid.uuid4())


@pytest.mark.parametrize(
    ("status", "inhoud", "hang_op"),
    [(200, b"{", False), (403, None, False), (503, None, False), (200, None, True)],
)
def test_nobody_stands_in_a_log_or_an_error(andere_kant, duo, caplog, status, inhoud, hang_op):
    caplog.set_level(logging.DEBUG)
    andere_kant.zegt(Antwoord(status, inhoud, hang_op=hang_op))
    with pytest.raises((Afgewezen, Later, Onbereikbaar)) as fout:
        duo.plicht(BSN, uuid.uuid4())
    keten = [fout.value, fout.value.__cause__]
    assert keten[1] is None
    assert fout.value.__suppress_context__ or fout.value.__context__ is None
    assert BSN not in f"{fout.value} {fout.value.args} {caplog.text}"
    assert "DUO plicht" in caplog.text


@pytest.mark.parametrize(
    "bsn", ["", "12345678", "1234567890", "12345678a", "../../kwaad", "１２３４５６７８９"]
)
def test_what_is_no_bsn_goes_into_no_address(andere_kant, duo, bsn):
    with pytest.raises(ValueError, match="bsn") as fout:
        duo.plicht(bsn, uuid.uuid4())
    assert not bsn or bsn not in str(fout.value)
    assert andere_kant.ontvangen == []


def test_a_number_of_a_school_cannot_leave_its_place_in_the_address(andere_kant, duo):
    duo.verwijder_aanbod(BSN, "/../../abc", uuid.uuid4())
    assert andere_kant.laatste.pad == f"/v1/personen/{BSN}/Inburgeringsaanbod/%2F..%2F..%2Fabc"


@pytest.mark.parametrize(
    "maak",
    [
        lambda: Pip(dagtekening_pip=DAG, leerroute="X"),
        lambda: Pip(dagtekening_pip=DAG, leerroute="B", geschatte_intensiteit_b1_route=0),
        lambda: Pip(dagtekening_pip=DAG, leerroute="B", onbekend=1),
        lambda: Pip(leerroute="B"),
        lambda: Uren(uren=-1),
        lambda: Uren(uren=10_000),
        lambda: Contactgegevens(naam="Bram 2", email="b@x.nl", telefoonnummer="0725488888"),
        lambda: Contactgegevens(naam="Bram", email="b@x", telefoonnummer="bel maar"),
        lambda: Contactgegevens(naam="Bram", email="b@x", telefoonnummer=""),
    ],
)
def test_what_duo_would_not_take_cannot_be_made_and_is_not_repeated(maak):
    with pytest.raises(ValidationError) as fout:
        maak()
    assert "input_value" not in str(fout.value)


@pytest.mark.parametrize("naam", ["Noor d'Hondt", "Anna van der Veen-Öz", "J. Şimşek", "Zoe\u0308"])
def test_names_with_accents_and_dashes_are_names(naam):
    assert len(Contactgegevens(naam=naam, email="n@x.nl", telefoonnummer="+31 72 5488888").naam) <= len(naam)
