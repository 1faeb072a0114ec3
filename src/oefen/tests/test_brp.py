"""The practice BRP gives what was asked for and no more."""

from __future__ import annotations

import pytest
import requests

from oefen.tests.conftest import ANDER, BSN, met_pip

DATUM = {"type": "Datum", "datum": "1990-03-01", "langFormaat": "1 maart 1990"}
INGESCHREVEN = {
    "burgerservicenummer": BSN,
    "naam": {"voornamen": "Rania", "geslachtsnaam": "Haddad", "voorletters": "R."},
    "geboorte": {"datum": DATUM, "land": {"code": "7009", "omschrijving": "Syrië"}},
    "geslacht": {"code": "V", "omschrijving": "vrouw"},
    "gemeenteVanInschrijving": {"code": "0361", "omschrijving": "Alkmaar"},
    "verblijfplaats": {
        "type": "Adres",
        "datumVan": DATUM,
        "verblijfadres": {"officieleStraatnaam": "Voorbeeldstraat", "huisnummer": 3, "postcode": "1800ZZ"},
    },
    "partners": [
        {"burgerservicenummer": ANDER, "naam": {"voornamen": "Omar"}},
        {"naam": {"voornamen": "Ali"}},
    ],
}


def vraag(oefen, *velden, bsn=(BSN,), **rest):
    inhoud = {
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": list(bsn),
        "fields": list(velden),
    } | rest
    return requests.post(f"{oefen.server.adres}/brp/personen", json=inhoud, timeout=5)


@pytest.fixture
def brp(oefen):
    oefen.bedien("PUT", "brp", {"personen": [INGESCHREVEN]})
    return oefen


@pytest.mark.parametrize(
    ("velden", "persoon"),
    [
        (["burgerservicenummer"], {"burgerservicenummer": BSN}),
        (["naam.voornamen"], {"naam": {"voornamen": "Rania"}}),
        (["naam"], {"naam": INGESCHREVEN["naam"]}),
        (["geboorte.datum"], {"geboorte": {"datum": DATUM}}),
        (["geboorte.datum.langFormaat"], {"geboorte": {"datum": DATUM}}),
        (["geslacht.code"], {"geslacht": INGESCHREVEN["geslacht"]}),
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
        (["partners.burgerservicenummer"], {"partners": [{"burgerservicenummer": ANDER}, {}]}),
        (["overlijden.datum"], {}),
    ],
)
def test_only_the_fields_that_are_asked_for_come_back(brp, velden, persoon):
    antwoord = vraag(brp, *velden)

    assert antwoord.status_code == 200
    assert antwoord.headers["Content-Type"].startswith("application/json")
    assert antwoord.json() == {"type": "RaadpleegMetBurgerservicenummer", "personen": [persoon]}


def test_who_is_not_there_is_left_out(brp):
    assert vraag(brp, "naam", bsn=[ANDER]).json()["personen"] == []
    assert vraag(brp, "naam", gemeenteVanInschrijving="0399").json()["personen"] == []
    assert len(vraag(brp, "naam", bsn=[BSN, BSN], gemeenteVanInschrijving="0361").json()["personen"]) == 1


@pytest.mark.parametrize(
    ("inhoud", "naam", "code"),
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
def test_a_wrong_question_is_told_what_is_wrong(brp, inhoud, naam, code):
    antwoord = vraag(brp, "naam", **inhoud)

    assert antwoord.status_code == 400
    assert antwoord.headers["Content-Type"] == "application/problem+json"
    fout = antwoord.json()["invalidParams"][0]
    assert (fout["name"], fout["code"]) == (naam, code)


@pytest.mark.parametrize(
    ("koppen", "status"),
    [({"Content-Type": "text/plain"}, 415), ({"Accept": "text/html"}, 406), ({"Accept": "*/*"}, 400)],
)
def test_the_kind_of_question_and_answer_has_to_fit(brp, koppen, status):
    koppen = {"Content-Type": "application/json", "Accept": "application/json"} | koppen

    antwoord = requests.post(f"{brp.server.adres}/brp/personen", "{", headers=koppen, timeout=5)

    assert antwoord.status_code == status


@pytest.mark.parametrize(
    ("nummer", "veld", "waarde"),
    [
        ("SS111", "overlijden.datum", "22 november 2026"),
        ("SS121", "gemeenteVanInschrijving", "Heiloo"),
    ],
)
def test_the_brp_knows_of_what_happened_at_duo(brp, nummer, veld, waarde):
    brp.zet(pips=[met_pip()])
    brp.bedien("POST", "notificaties", {"bsn": BSN, "gebeurtenis": nummer, "gemeente": "0399"})

    assert waarde in vraag(brp, veld).text
