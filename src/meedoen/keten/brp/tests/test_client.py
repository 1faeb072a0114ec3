"""The client of the BRP over real HTTP, without its own file."""

import logging
import uuid
from contextlib import suppress
from datetime import date

import pytest

from meedoen.basis.outbox.deliverers import Postponed, Rejected, Unreachable
from meedoen.environment import ConfigurationError
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.brp.fields import FIELDS, REASONS
from meedoen.keten.brp.tests.example import ANSWER, BSN, DECEASED, with_
from meedoen.keten.connection import Connection
from meedoen.keten.tests.other_side import Reply

WE = "00000001001234567000"


@pytest.fixture
def brp(other_side):
    other_side.says(Reply(200, ANSWER))
    return BrpClient(Connection(other_side.adres + "/brp/", {}, WE, WE))


def test_one_person_is_asked_by_bsn_and_the_address_names_nobody(other_side, brp):
    message_id = uuid.uuid4()
    brp.persoon(BSN, message_id)
    departed = other_side.last
    assert (departed.method, departed.path) == ("POST", "/brp/personen")
    assert departed.header["content-type"] == "application/json; charset=utf-8"
    assert departed.header["x-correlation-id"] == str(message_id)
    assert departed.json == {
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": [BSN],
        "fields": list(FIELDS),
    }


def test_every_field_is_asked_for_a_reason():
    assert all(reason.strip() for reason in REASONS.values())
    assert len(FIELDS) == 17


@pytest.mark.parametrize(
    "no", ["aNummer", "geslacht", "nationaliteiten", "ouders", "verblijfstitel", "partners.naam"]
)
def test_what_is_not_needed_is_not_asked(no):
    assert not any(field.startswith(no) for field in FIELDS)


def test_the_answer_is_read(brp):
    persoon = brp.persoon(BSN, uuid.uuid4())
    assert (persoon.naam.voornamen, persoon.naam.geslachtsnaam) == ("Selam Hiwet", "Tesfay")
    assert persoon.geboorte.datum.datum == date(1996, 4, 11)
    assert persoon.gemeente_van_inschrijving.code == "0361"
    assert persoon.verblijfplaats.verblijfadres.line == "Voorbeeldstraat 12a-2"
    assert persoon.geheimhouding_persoonsgegevens
    assert [kind.burgerservicenummer for kind in persoon.kinderen] == ["900000036", ""]
    assert not persoon.is_deceased


@pytest.mark.parametrize(
    ("otherwise", "day"),
    [
        ({"overlijden": DECEASED}, date(2026, 11, 2)),
        ({"overlijden": {"datum": {"type": "JaarDatum", "jaar": 2026, "langFormaat": "2026"}}}, None),
        ({"overlijden": {}}, None),
        ({"opschortingBijhouding": {"reden": {"code": "O"}, **DECEASED}}, date(2026, 11, 2)),
    ],
)
def test_a_death_is_known_with_or_without_its_day(other_side, brp, otherwise, day):
    other_side.says(Reply(200, with_(**otherwise)))
    persoon = brp.persoon(BSN, uuid.uuid4())
    assert (persoon.is_deceased, persoon.died_on) == (True, day)


def test_who_left_the_country_did_not_die(other_side, brp):
    other_side.says(Reply(200, with_(opschortingBijhouding={"reden": {"code": "E"}, **DECEASED})))
    persoon = brp.persoon(BSN, uuid.uuid4())
    assert (persoon.is_deceased, persoon.died_on) == (False, None)


def test_a_birth_date_without_a_day_is_no_guess(other_side, brp):
    part = {"type": "JaarMaandDatum", "jaar": 1996, "maand": 4, "langFormaat": "april 1996"}
    other_side.says(Reply(200, with_(geboorte={"datum": part})))
    date_ = brp.persoon(BSN, uuid.uuid4()).geboorte.datum
    assert (date_.datum, date_.jaar, date_.maand) == (None, 1996, 4)


def test_whom_the_brp_does_not_know_is_none(other_side, brp):
    other_side.says(Reply(200, {"type": "RaadpleegMetBurgerservicenummer", "personen": []}))
    assert brp.persoon(BSN, uuid.uuid4()) is None


@pytest.mark.parametrize(
    "content",
    [with_(burgerservicenummer="900000024"), {"personen": ANSWER["personen"] * 2}, b"{", b"<html>", []],
)
def test_an_answer_about_somebody_else_or_nobody_can_read_is_asked_again(other_side, brp, content):
    other_side.says(Reply(200, content))
    with pytest.raises(Postponed):
        brp.persoon(BSN, uuid.uuid4())


@pytest.mark.parametrize("status", [302, 401, 404, 429, 500, 503])
def test_when_the_brp_cannot_answer_everything_waits(other_side, brp, status):
    other_side.says(Reply(status))
    with pytest.raises(Unreachable):
        brp.persoon(BSN, uuid.uuid4())


@pytest.mark.parametrize(
    ("status", "content", "errors"),
    [
        (
            403,
            {"title": "U bent niet geautoriseerd.", "detail": f"voor {BSN}"},
            ["U bent niet geautoriseerd."],
        ),
        (400, {"invalidParams": []}, ["HTTP 400"]),
        (415, b"<html>", ["HTTP 415"]),
        (400, {"title": "x" * 900}, ["x" * 200]),
    ],
)
def test_a_refusal_repeats_its_title_only(other_side, brp, status, content, errors):
    other_side.says(Reply(status, content))
    with pytest.raises(Rejected) as refusal:
        brp.persoon(BSN, uuid.uuid4())
    assert refusal.value.errors == errors


def test_the_purpose_goes_along_as_the_gateway_wants_it(other_side, brp, monkeypatch):
    monkeypatch.setenv("MEEDOEN_BRP_KOPPEN", "x-doelbinding: Inburgering; x-origin-oin: {oin};")
    brp.persoon(BSN, uuid.uuid4())
    header = other_side.last.header
    assert (header["x-doelbinding"], header["x-origin-oin"]) == ("Inburgering", WE)


def test_a_purpose_written_wrongly_is_said_at_once(brp, monkeypatch):
    monkeypatch.setenv("MEEDOEN_BRP_KOPPEN", "doelbinding Inburgering")
    with pytest.raises(ConfigurationError):
        brp.persoon(BSN, uuid.uuid4())


@pytest.mark.parametrize("status", [200, 403, 503])
def test_nobody_stands_in_a_log(other_side, brp, caplog, status):
    caplog.set_level(logging.DEBUG)
    other_side.says(Reply(status, ANSWER))
    with suppress(Rejected, Unreachable):
        brp.persoon(BSN, uuid.uuid4())
    assert "BRP personen" in caplog.text
    assert BSN not in caplog.text
    assert "Tesfay" not in caplog.text


def test_what_is_no_bsn_is_not_asked(other_side, brp):
    with pytest.raises(ValueError, match="BSN") as error:
        brp.persoon("12345", uuid.uuid4())
    assert "12345" not in str(error.value)
    assert other_side.received == []
