"""The client of the BRP over real HTTP, without its own file."""

import logging
import uuid
from contextlib import suppress
from datetime import date

import pytest

from meedoen.basis.outbox.deliverers import Afgewezen, Later, Onbereikbaar
from meedoen.environment import ConfigurationError
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.brp.fields import REDENEN, VELDEN
from meedoen.keten.brp.tests.example import ANTWOORD, BSN, OVERLEDEN, met
from meedoen.keten.connection import Verbinding
from meedoen.keten.tests.other_side import Antwoord

WIJ = "00000001001234567000"


@pytest.fixture
def brp(andere_kant):
    andere_kant.zegt(Antwoord(200, ANTWOORD))
    return BrpClient(Verbinding(andere_kant.adres + "/brp/", {}, WIJ, WIJ))


def test_one_person_is_asked_by_bsn_and_the_address_names_nobody(andere_kant, brp):
    bericht_id = uuid.uuid4()
    brp.persoon(BSN, bericht_id)
    vertrokken = andere_kant.laatste
    assert (vertrokken.methode, vertrokken.pad) == ("POST", "/brp/personen")
    assert vertrokken.kop["content-type"] == "application/json; charset=utf-8"
    assert vertrokken.kop["x-correlation-id"] == str(bericht_id)
    assert vertrokken.json == {
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": [BSN],
        "fields": list(VELDEN),
    }


def test_every_field_is_asked_for_a_reason():
    assert all(reden.strip() for reden in REDENEN.values())
    assert len(VELDEN) == 17


@pytest.mark.parametrize(
    "geen", ["aNummer", "geslacht", "nationaliteiten", "ouders", "verblijfstitel", "partners.naam"]
)
def test_what_is_not_needed_is_not_asked(geen):
    assert not any(veld.startswith(geen) for veld in VELDEN)


def test_the_answer_is_read(brp):
    persoon = brp.persoon(BSN, uuid.uuid4())
    assert (persoon.naam.voornamen, persoon.naam.geslachtsnaam) == ("Selam Hiwet", "Tesfay")
    assert persoon.geboorte.datum.datum == date(1996, 4, 11)
    assert persoon.gemeente_van_inschrijving.code == "0361"
    assert persoon.verblijfplaats.verblijfadres.regel == "Voorbeeldstraat 12a-2"
    assert persoon.geheimhouding_persoonsgegevens
    assert [kind.burgerservicenummer for kind in persoon.kinderen] == ["900000036", ""]
    assert not persoon.is_overleden


@pytest.mark.parametrize(
    ("anders", "dag"),
    [
        ({"overlijden": OVERLEDEN}, date(2026, 11, 2)),
        ({"overlijden": {"datum": {"type": "JaarDatum", "jaar": 2026, "langFormaat": "2026"}}}, None),
        ({"overlijden": {}}, None),
        ({"opschortingBijhouding": {"reden": {"code": "O"}, **OVERLEDEN}}, date(2026, 11, 2)),
    ],
)
def test_a_death_is_known_with_or_without_its_day(andere_kant, brp, anders, dag):
    andere_kant.zegt(Antwoord(200, met(**anders)))
    persoon = brp.persoon(BSN, uuid.uuid4())
    assert (persoon.is_overleden, persoon.overleden_op) == (True, dag)


def test_who_left_the_country_did_not_die(andere_kant, brp):
    andere_kant.zegt(Antwoord(200, met(opschortingBijhouding={"reden": {"code": "E"}, **OVERLEDEN})))
    persoon = brp.persoon(BSN, uuid.uuid4())
    assert (persoon.is_overleden, persoon.overleden_op) == (False, None)


def test_a_birth_date_without_a_day_is_no_guess(andere_kant, brp):
    deel = {"type": "JaarMaandDatum", "jaar": 1996, "maand": 4, "langFormaat": "april 1996"}
    andere_kant.zegt(Antwoord(200, met(geboorte={"datum": deel})))
    datum = brp.persoon(BSN, uuid.uuid4()).geboorte.datum
    assert (datum.datum, datum.jaar, datum.maand) == (None, 1996, 4)


def test_whom_the_brp_does_not_know_is_none(andere_kant, brp):
    andere_kant.zegt(Antwoord(200, {"type": "RaadpleegMetBurgerservicenummer", "personen": []}))
    assert brp.persoon(BSN, uuid.uuid4()) is None


@pytest.mark.parametrize(
    "inhoud",
    [met(burgerservicenummer="900000024"), {"personen": ANTWOORD["personen"] * 2}, b"{", b"<html>", []],
)
def test_an_answer_about_somebody_else_or_nobody_can_read_is_asked_again(andere_kant, brp, inhoud):
    andere_kant.zegt(Antwoord(200, inhoud))
    with pytest.raises(Later):
        brp.persoon(BSN, uuid.uuid4())


@pytest.mark.parametrize("status", [302, 401, 404, 429, 500, 503])
def test_when_the_brp_cannot_answer_everything_waits(andere_kant, brp, status):
    andere_kant.zegt(Antwoord(status))
    with pytest.raises(Onbereikbaar):
        brp.persoon(BSN, uuid.uuid4())


@pytest.mark.parametrize(
    ("status", "inhoud", "fouten"),
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
def test_a_refusal_repeats_its_title_only(andere_kant, brp, status, inhoud, fouten):
    andere_kant.zegt(Antwoord(status, inhoud))
    with pytest.raises(Afgewezen) as weigering:
        brp.persoon(BSN, uuid.uuid4())
    assert weigering.value.fouten == fouten


def test_the_purpose_goes_along_as_the_gateway_wants_it(andere_kant, brp, monkeypatch):
    monkeypatch.setenv("MEEDOEN_BRP_KOPPEN", "x-doelbinding: Inburgering; x-origin-oin: {oin};")
    brp.persoon(BSN, uuid.uuid4())
    kop = andere_kant.laatste.kop
    assert (kop["x-doelbinding"], kop["x-origin-oin"]) == ("Inburgering", WIJ)


def test_a_purpose_written_wrongly_is_said_at_once(brp, monkeypatch):
    monkeypatch.setenv("MEEDOEN_BRP_KOPPEN", "doelbinding Inburgering")
    with pytest.raises(ConfigurationError):
        brp.persoon(BSN, uuid.uuid4())


@pytest.mark.parametrize("status", [200, 403, 503])
def test_nobody_stands_in_a_log(andere_kant, brp, caplog, status):
    caplog.set_level(logging.DEBUG)
    andere_kant.zegt(Antwoord(status, ANTWOORD))
    with suppress(Afgewezen, Onbereikbaar):
        brp.persoon(BSN, uuid.uuid4())
    assert "BRP personen" in caplog.text
    assert BSN not in caplog.text
    assert "Tesfay" not in caplog.text


def test_what_is_no_bsn_is_not_asked(andere_kant, brp):
    with pytest.raises(ValueError, match="BSN") as fout:
        brp.persoon("12345", uuid.uuid4())
    assert "12345" not in str(fout.value)
    assert andere_kant.ontvangen == []
