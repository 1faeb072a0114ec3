"""The client of DUO over real HTTP, without DUO's own files."""

import logging
import uuid

import pytest
from pydantic import ValidationError

from meedoen.basis.outbox.deliverers import Postponed, Rejected, Unreachable
from meedoen.keten import api_call, connection
from meedoen.keten.connection import Connection
from meedoen.keten.duo import codes
from meedoen.keten.duo.client import DuoClient
from meedoen.keten.duo.schemas.contactpersoon import ContactDetails
from meedoen.keten.duo.schemas.pip import Pip
from meedoen.keten.duo.schemas.uren import Uren
from meedoen.keten.duo.tests.api_calls import BSN, CALLS, COLLEAGUE, DAY, PIP
from meedoen.keten.tests.other_side import Reply

WE = "00000001001234567000"
DUO = "00000001003214345000"
EVERY = [pytest.param(key, id=" ".join(key)) for key in CALLS]
QUESTIONS = [one for one in EVERY if one.values[0][0] == "GET"]
REPORTS = [one for one in EVERY if one.values[0][0] != "GET"]


@pytest.fixture
def duo(other_side):
    return DuoClient(Connection(other_side.adres + "/v1/", {}, WE, DUO))


def call(duo, sleutel, bericht_id=None):
    return CALLS[sleutel].call(duo, bericht_id or uuid.uuid4())


@pytest.mark.parametrize("key", EVERY)
def test_what_leaves_is_what_was_agreed(other_side, duo, key):
    one, message_id = CALLS[key], uuid.uuid4()
    other_side.says(Reply(one.status, one.antwoord))
    read = call(duo, key, message_id)
    departed = other_side.last
    assert (departed.method, departed.path) == (key[0], "/v1" + one.path)
    assert {name: departed.header[name] for name in ("bron", "doel", "berichtid")} == {
        "bron": WE,
        "doel": DUO,
        "berichtid": str(message_id),
    }
    assert departed.header["accept"] == "application/json"
    assert (departed.json if departed.inhoud else None) == one.body
    assert one.core(read) == one.expected


@pytest.mark.parametrize("key", QUESTIONS)
def test_what_duo_does_not_know_is_none(other_side, duo, key):
    other_side.says(Reply(404))
    assert call(duo, key) is None


@pytest.mark.parametrize("key", REPORTS)
def test_a_report_about_what_duo_does_not_know_is_refused_but_taking_away_twice_is_not(other_side, duo, key):
    other_side.says(Reply(404))
    if key[0] == "DELETE":
        call(duo, key)
    else:
        with pytest.raises(Rejected) as refusal:
            call(duo, key)
        assert refusal.value.errors == ["DUO kent niet waar dit over gaat (HTTP 404)."]


@pytest.mark.parametrize("key", EVERY)
def test_a_refusal_carries_what_duo_says_about_it(other_side, duo, key):
    errors = [{"fouttekst": "Dagtekening ligt voor de plicht."}, {"fouttekst": "Niveau A2 kan niet."}]
    other_side.says(Reply(403, errors))
    with pytest.raises(Rejected) as refusal:
        call(duo, key)
    assert refusal.value.errors == ["Dagtekening ligt voor de plicht.", "Niveau A2 kan niet."]


@pytest.mark.parametrize(
    ("status", "content", "errors"),
    [
        (403, None, ["DUO staat dit niet toe en zegt niet waarom (HTTP 403)."]),
        (403, [], ["DUO staat dit niet toe en zegt niet waarom (HTTP 403)."]),
        (403, [{}], ["DUO staat dit niet toe en zegt niet waarom (HTTP 403)."]),
        (403, b"<html>Verboden</html>", ["DUO staat dit niet toe en zegt niet waarom (HTTP 403)."]),
        (403, [{"fouttekst": "x" * 900}], ["x" * 200]),
        (403, [{"fouttekst": str(number)} for number in range(90)], [str(number) for number in range(20)]),
        (400, None, ["DUO kan dit bericht niet lezen (HTTP 400)."]),
        (400, [{"fouttekst": "Datum klopt niet."}], ["Datum klopt niet."]),
        (409, None, ["HTTP 409"]),
    ],
)
def test_a_refusal_says_something_short_whatever_duo_sends(other_side, duo, status, content, errors):
    other_side.says(Reply(status, content))
    with pytest.raises(Rejected) as refusal:
        duo.report_pip(BSN, PIP, uuid.uuid4())
    assert refusal.value.errors == errors


@pytest.mark.parametrize("key", EVERY)
@pytest.mark.parametrize("status", [301, 302, 307, 401, 429, 500, 502, 503, 504])
def test_when_duo_cannot_answer_everything_waits(other_side, duo, key, status):
    other_side.says(Reply(status, header={"Location": "http://127.0.0.1:9/elders"}))
    with pytest.raises(Unreachable):
        call(duo, key)


def test_a_redirect_takes_no_bsn_elsewhere(other_side, duo):
    other_side.says(Reply(302, header={"Location": "/v1/elders"}))
    with pytest.raises(Unreachable):
        duo.plicht(BSN, uuid.uuid4())
    assert len(other_side.received) == 1


def test_duo_that_takes_too_long_is_away(other_side, duo, monkeypatch):
    monkeypatch.setattr(api_call, "WAITING_TIME", (0.2, 0.2))
    other_side.says(Reply(200, {"indicatorInburgeringsplicht": True}, na=0.6))
    with pytest.raises(Unreachable, match="niet op tijd"):
        duo.plicht(BSN, uuid.uuid4())


def test_we_wait_five_seconds_for_a_connection_and_twenty_for_an_answer():
    assert connection.WAITING_TIME == (5.0, 20.0)


def test_duo_that_hangs_up_is_away(other_side, duo):
    other_side.says(Reply(hang_up=True))
    with pytest.raises(Unreachable, match="geen verbinding"):
        duo.plicht(BSN, uuid.uuid4())


def test_an_address_where_nobody_listens_is_away():
    duo = DuoClient(Connection("http://127.0.0.1:9/v1", {}, WE, DUO))
    with pytest.raises(Unreachable):
        duo.plicht(BSN, uuid.uuid4())


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"<html>Onderhoud</html>", [], {}, {"indicatorInburgeringsplicht": "misschien"}, b"\xff\xfe"],
)
def test_an_answer_that_cannot_be_read_is_asked_again_later(other_side, duo, content):
    other_side.says(Reply(200, content))
    with pytest.raises(Postponed):
        duo.plicht(BSN, uuid.uuid4())


def test_an_answer_to_another_message_is_not_ours(other_side, duo):
    other_side.says(
        Reply(200, {"indicatorInburgeringsplicht": True}, header={"berichtId": str(uuid.uuid4())})
    )
    with pytest.raises(Postponed):
        duo.plicht(BSN, uuid.uuid4())


def test_our_own_message_id_may_come_back_in_capitals(other_side, duo):
    message_id = uuid.uuid4()
    other_side.says(
        Reply(200, {"indicatorInburgeringsplicht": True}, header={"BerichtID": str(message_id).upper()})
    )
    assert duo.plicht(BSN, message_id).indicator_inburgeringsplicht


def test_an_interface_may_live_at_an_address_of_its_own(other_side):
    own = {codes.Api.EXAMEN: other_side.adres + "/examens/v1"}
    duo = DuoClient(Connection("http://127.0.0.1:9/v1", own, WE, DUO))
    other_side.says(Reply(200, []))
    assert duo.examenresultaten(BSN, uuid.uuid4()) == []
    assert other_side.last.path == f"/examens/v1/personen/{BSN}/examens/resultaten"


def test_two_calls_of_one_message_have_each_an_id_that_stays_the_same(other_side, duo):
    message_id = uuid.uuid4()
    result = CALLS["GET", "/personen/{bsn}/lbt/resultaten"].antwoord
    for _ in range(2):
        other_side.says(Reply(404), Reply(200, result))
        evaluate = duo.leerbaarheidstoets(BSN, message_id)
    assert (evaluate.examennummer, len(evaluate.resultaten)) == (None, 1)
    first, second, first_again, second_again = (one.header["berichtid"] for one in other_side.received)
    assert first == first_again == str(message_id)
    assert second == second_again != first


def test_no_number_and_no_results_of_a_test_is_no_test(other_side, duo):
    other_side.says(Reply(404), Reply(200, []))
    assert duo.leerbaarheidstoets(BSN, uuid.uuid4()) is None


@pytest.mark.parametrize("ask", ["leerbaarheidstoets", "resultaten"])
def test_when_duo_knows_neither_half_it_knows_nothing(other_side, duo, ask):
    other_side.says(Reply(404))
    assert getattr(duo, ask)(BSN, uuid.uuid4()) is None


def test_map_and_pvt_are_one_answer(other_side, duo):
    other_side.says(Reply(404), Reply(200, {"datumOndertekeningPvt": "2026-05-18"}))
    both = duo.resultaten(BSN, uuid.uuid4())
    assert (both.map, both.pvt.datum_ondertekening_pvt) == (None, DAY)


def test_a_new_contact_person_without_a_number_is_asked_again(other_side, duo):
    other_side.says(Reply(201, {"contactpersoongegevens": COLLEAGUE.as_message()}))
    with pytest.raises(Postponed):
        duo.make_contactpersoon(COLLEAGUE, uuid.uuid4())


@pytest.mark.parametrize(
    ("status", "content", "hang_up"),
    [(200, b"{", False), (403, None, False), (503, None, False), (200, None, True)],
)
def test_nobody_stands_in_a_log_or_an_error(other_side, duo, caplog, status, content, hang_up):
    caplog.set_level(logging.DEBUG)
    other_side.says(Reply(status, content, hang_up=hang_up))
    with pytest.raises((Rejected, Postponed, Unreachable)) as error:
        duo.plicht(BSN, uuid.uuid4())
    keten = [error.value, error.value.__cause__]
    assert keten[1] is None
    assert error.value.__suppress_context__ or error.value.__context__ is None
    assert BSN not in f"{error.value} {error.value.args} {caplog.text}"
    assert "DUO plicht" in caplog.text


@pytest.mark.parametrize(
    "bsn", ["", "12345678", "1234567890", "12345678a", "../../kwaad", "１２３４５６７８９"]
)
def test_what_is_no_bsn_goes_into_no_address(other_side, duo, bsn):
    with pytest.raises(ValueError, match="bsn") as error:
        duo.plicht(bsn, uuid.uuid4())
    assert not bsn or bsn not in str(error.value)
    assert other_side.received == []


def test_a_number_of_a_school_cannot_leave_its_place_in_the_address(other_side, duo):
    duo.delete_aanbod(BSN, "/../../abc", uuid.uuid4())
    assert other_side.last.path == f"/v1/personen/{BSN}/Inburgeringsaanbod/%2F..%2F..%2Fabc"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Pip(dagtekening_pip=DAY, leerroute="X"),
        lambda: Pip(dagtekening_pip=DAY, leerroute="B", geschatte_intensiteit_b1_route=0),
        lambda: Pip(dagtekening_pip=DAY, leerroute="B", unknown=1),
        lambda: Pip(leerroute="B"),
        lambda: Uren(uren=-1),
        lambda: Uren(uren=10_000),
        lambda: ContactDetails(naam="Bram 2", email="b@x.nl", telefoonnummer="0725488888"),
        lambda: ContactDetails(naam="Bram", email="b@x", telefoonnummer="bel maar"),
        lambda: ContactDetails(naam="Bram", email="b@x", telefoonnummer=""),
    ],
)
def test_what_duo_would_not_take_cannot_be_made_and_is_not_repeated(make):
    with pytest.raises(ValidationError) as error:
        make()
    assert "input_value" not in str(error.value)


@pytest.mark.parametrize("name", ["Noor d'Hondt", "Anna van der Veen-Öz", "J. Şimşek", "Zoe\u0308"])
def test_names_with_accents_and_dashes_are_names(name):
    assert len(ContactDetails(naam=name, email="n@x.nl", telefoonnummer="+31 72 5488888").naam) <= len(name)
