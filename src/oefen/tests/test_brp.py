"""The practice BRP gives what was asked for and no more."""

from __future__ import annotations

import pytest
import requests

from oefen.tests.conftest import BSN, OTHER, with_pip

DATE = {"type": "Datum", "datum": "1990-03-01", "langFormaat": "1 maart 1990"}
ENROLLED = {
    "burgerservicenummer": BSN,
    "naam": {"voornamen": "Rania", "geslachtsnaam": "Haddad", "voorletters": "R."},
    "geboorte": {"datum": DATE, "land": {"code": "7009", "omschrijving": "Syrië"}},
    "geslacht": {"code": "V", "omschrijving": "vrouw"},
    "gemeenteVanInschrijving": {"code": "0361", "omschrijving": "Alkmaar"},
    "verblijfplaats": {
        "type": "Adres",
        "datumVan": DATE,
        "verblijfadres": {"officieleStraatnaam": "Voorbeeldstraat", "huisnummer": 3, "postcode": "1800ZZ"},
    },
    "partners": [
        {"burgerservicenummer": OTHER, "naam": {"voornamen": "Omar"}},
        {"naam": {"voornamen": "Ali"}},
    ],
}


def ask(oefen, *fields, bsn=(BSN,), **rest):
    content = {
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": list(bsn),
        "fields": list(fields),
    } | rest
    return requests.post(f"{oefen.server.adres}/brp/personen", json=content, timeout=5)


@pytest.fixture
def brp(oefen):
    oefen.serve("PUT", "brp", {"personen": [ENROLLED]})
    return oefen


@pytest.mark.parametrize(
    ("fields", "persoon"),
    [
        (["burgerservicenummer"], {"burgerservicenummer": BSN}),
        (["naam.voornamen"], {"naam": {"voornamen": "Rania"}}),
        (["naam"], {"naam": ENROLLED["naam"]}),
        (["geboorte.datum"], {"geboorte": {"datum": DATE}}),
        (["geboorte.datum.langFormaat"], {"geboorte": {"datum": DATE}}),
        (["geslacht.code"], {"geslacht": ENROLLED["geslacht"]}),
        (
            ["verblijfplaats.verblijfadres.postcode", "verblijfplaats.verblijfadres.huisnummer"],
            {"verblijfplaats": {"type": "Adres", "verblijfadres": {"postcode": "1800ZZ", "huisnummer": 3}}},
        ),
        (
            ["verblijfplaatsBinnenland.verblijfadres.postcode"],
            {"verblijfplaats": {"type": "Adres", "verblijfadres": {"postcode": "1800ZZ"}}},
        ),
        (
            ["partners.naam.voornamen"],
            {"partners": [{"naam": {"voornamen": "Omar"}}, {"naam": {"voornamen": "Ali"}}]},
        ),
        (["partners.burgerservicenummer"], {"partners": [{"burgerservicenummer": OTHER}, {}]}),
        (["overlijden.datum"], {}),
    ],
)
def test_only_the_fields_that_are_asked_for_come_back(brp, fields, persoon):
    answer = ask(brp, *fields)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.json() == {"type": "RaadpleegMetBurgerservicenummer", "personen": [persoon]}


def test_who_is_not_there_is_left_out(brp):
    assert ask(brp, "naam", bsn=[OTHER]).json()["personen"] == []
    assert ask(brp, "naam", gemeenteVanInschrijving="0399").json()["personen"] == []
    assert len(ask(brp, "naam", bsn=[BSN, BSN], gemeenteVanInschrijving="0361").json()["personen"]) == 1


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        ({"type": "ZoekMetPostcodeEnHuisnummer"}, "type", "value"),
        ({"fields": ["naam.schoenmaat"]}, "fields.0", "fields"),
        ({"fields": []}, "fields", "minItems"),
        ({"fields": None}, "fields", "required"),
        ({"fields": "naam"}, "fields", "array"),
        ({"burgerservicenummer": [BSN] * 21}, "burgerservicenummer", "maxItems"),
        ({"burgerservicenummer": ["12"]}, "burgerservicenummer.0", "pattern"),
        ({"gemeenteVanInschrijving": "x"}, "gemeenteVanInschrijving", "pattern"),
        ({"doel": "inburgering"}, "doel", "unknownParam"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(brp, content, name, code):
    answer = ask(brp, "naam", **content)

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    error = answer.json()["invalidParams"][0]
    assert (error["name"], error["code"]) == (name, code)


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Content-Type": "text/plain"}, 415), ({"Accept": "text/html"}, 406), ({"Accept": "*/*"}, 400)],
)
def test_the_kind_of_question_and_answer_has_to_fit(brp, headers, status):
    headers = {"Content-Type": "application/json", "Accept": "application/json"} | headers

    answer = requests.post(f"{brp.server.adres}/brp/personen", "{", headers=headers, timeout=5)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("number", "field", "value"),
    [
        ("SS111", "overlijden.datum", "22 november 2026"),
        ("SS121", "gemeenteVanInschrijving", "Heiloo"),
    ],
)
def test_the_brp_knows_of_what_happened_at_duo(brp, number, field, value):
    brp.put(pips=[with_pip()])
    brp.serve("POST", "notificaties", {"bsn": BSN, "gebeurtenis": number, "gemeente": "0399"})

    assert value in ask(brp, field).text
