"""DUO's preconditions for each report, one row each. The practice clock stands on 22 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from oefen.rules import two_months_later
from oefen.tests.conftest import BSN, HEILOO, PIP, with_pip

TERMIJN = {"startdatum": "2026-09-02", "einddatum": "2029-09-02"}
NEARLY_OVER = {"startdatum": "2024-01-11", "einddatum": "2027-01-11"}
AROUND = {"startdatum": "2023-11-02", "einddatum": "2026-11-02"}
GEZIN = {"indeling": "Gezinsmigrant en overige migrant"}
BOW, TST, NONE = "0000000101", "0000000102", "0000000103"
AANBOD = {"indicatorAlfabetiseringsonderwijs": "NVT"}


def errors(antwoord) -> str:
    """Return the texts of a refusal, or the status when it is none."""
    if antwoord.status_code != 403:
        return str(antwoord.status_code)
    return " ".join(error["fouttekst"] for error in antwoord.json())


PIPS = [
    ({}, {}, "201"),
    ({}, {"dagtekeningPip": "2026-08-01"}, "201"),
    ({}, {"dagtekeningPip": "2026-07-31"}, "vestiging"),
    ({"gevestigd_op": None}, {"dagtekeningPip": "2026-07-31"}, "201"),
    ({"gevestigd_op": None}, {"dagtekeningPip": "2026-07-01"}, "201"),
    ({"gevestigd_op": None}, {"dagtekeningPip": "2026-06-30"}, "begin van de inburgeringsplicht"),
    ({"pips": [with_pip()]}, {"dagtekeningPip": "2026-09-01"}, "201"),
    ({"pips": [with_pip()]}, {"dagtekeningPip": "2026-08-31"}, "eerste of het actuele"),
    (
        {"pips": [with_pip(), with_pip(day="2026-10-01")]},
        {"dagtekeningPip": "2026-09-30"},
        "eerste of het actuele",
    ),
    ({}, {"leerroute": "O", "niveau": "A2"}, "onderwijsroute"),
    ({}, {"leerroute": "Z", "niveau": "B1"}, "Z-route"),
    ({}, {"leerroute": "Z", "niveau": "A2"}, "201"),
    ({}, {"leerroute": "B", "niveau": "A2"}, "eerste PIP"),
    ({"pips": [with_pip(gemeente="0399")]}, {"leerroute": "B", "niveau": "A2"}, "201"),
    ({}, {"geschatteIntensiteitB1Route": 600}, "201"),
    ({}, {"leerroute": "Z", "geschatteIntensiteitB1Route": 600}, "intensiteit"),
    ({"doelgroep": GEZIN}, {"geschatteIntensiteitB1Route": 600}, "intensiteit"),
    ({"gemeente": "0399"}, {}, "valt niet onder"),
]


@pytest.mark.parametrize(("persoon", "pip", "outcome"), PIPS)
def test_a_pip_is_registered_when_its_preconditions_hold(oefen, persoon, pip, outcome):
    oefen.put(**persoon)

    assert outcome in errors(oefen.pip(**pip))
    assert len(oefen.received) == (outcome == "201")


@pytest.mark.parametrize(("route", "niveau"), [("B", "B1"), ("O", "B1"), ("Z", None)])
def test_duo_fills_in_the_level_that_was_left_out(oefen, route, niveau):
    oefen.pip(leerroute=route)

    assert oefen.duo("GET", f"/personen/{BSN}/PIP").json() == {
        "gemeentecode": "0361",
        "pip": PIP | {"leerroute": route} | ({"niveau": niveau} if niveau else {}),
    }


def test_all_that_is_wrong_with_a_pip_is_said_at_once(oefen):
    answer = oefen.pip(dagtekeningPip="2026-06-01", leerroute="O", niveau="A2")

    assert len(answer.json()) == 3


@pytest.mark.parametrize(
    ("persoon", "outcome"),
    [
        ({}, "404"),
        ({"pips": [with_pip()]}, "200"),
        ({"pips": [with_pip()], "termijn": TERMIJN}, "termijn"),
        ({"pips": [with_pip(gemeente="0399")]}, "andere gemeente"),
        (
            {"pips": [with_pip()], "aanbod": {BOW: {"gemeentecode": "0361", "aanbod": AANBOD}}},
            "200",
        ),
        (
            {
                "pips": [with_pip()],
                "cursusuren": 6,
                "aanbod": {BOW: {"gemeentecode": "0361", "aanbod": AANBOD}},
            },
            "cursusuren",
        ),
    ],
)
def test_a_pip_is_removed_only_before_the_term_and_the_lessons(oefen, persoon, outcome):
    oefen.put(**persoon)

    assert outcome in errors(oefen.duo("DELETE", f"/personen/{BSN}/PIP"))


def test_a_removed_pip_leaves_the_one_before_it(oefen):
    oefen.put(pips=[with_pip(gemeente="0399"), with_pip(day="2026-11-20")])
    oefen.duo("DELETE", f"/personen/{BSN}/PIP")

    assert oefen.duo("GET", f"/personen/{BSN}/PIP").json()["gemeentecode"] == "0399"


@pytest.mark.parametrize(
    ("persoon", "school", "aanbod", "outcome"),
    [
        ({}, BOW, {}, "201"),
        ({"doelgroep": GEZIN}, BOW, {}, "asielmigranten"),
        ({"pips": []}, BOW, {}, "geen PIP"),
        ({}, NONE, {}, "keurmerk"),
        ({}, TST, {}, "keurmerk"),
        ({}, "9999999999", {}, "keurmerk"),
        ({"pips": [with_pip("O")]}, TST, {}, "201"),
        ({}, "12", {}, "400"),
        ({}, BOW, {"datumInburgeringsaanbod": "2026-08-31"}, "voor de dagtekening"),
        ({}, BOW, {"datumInburgeringsaanbod": "2026-09-01"}, "201"),
        (
            {},
            BOW,
            {"datumInburgeringsaanbod": "2026-10-02", "verwachteStartdatumOpleiding": "2026-10-01"},
            "start voor de datum",
        ),
        (
            {},
            BOW,
            {"verwachteStartdatumOpleiding": "2026-10-01", "verwachteEinddatumOpleiding": "2026-09-30"},
            "eindigt voordat",
        ),
        ({}, BOW, {"verwachteStartdatumOpleiding": "2026-09-01"}, "buiten de inburgeringstermijn"),
        ({}, BOW, {"verwachteEinddatumOpleiding": "2029-09-02"}, "201"),
        ({}, BOW, {"verwachteEinddatumOpleiding": "2029-09-03"}, "buiten de inburgeringstermijn"),
        ({}, BOW, {"verwachteStartdatumOpleiding": "2029-09-02"}, "buiten de inburgeringstermijn"),
    ],
)
def test_an_offer_is_registered_when_its_preconditions_hold(oefen, persoon, school, aanbod, outcome):
    oefen.put(**{"pips": [with_pip()], "termijn": TERMIJN, **persoon})

    answer = oefen.duo("POST", f"/personen/{BSN}/Inburgeringsaanbod/{school}", AANBOD | aanbod)

    assert outcome in errors(answer)


def test_an_offer_can_be_taken_back_once(oefen):
    oefen.put(pips=[with_pip()], termijn=TERMIJN)
    path = f"/personen/{BSN}/Inburgeringsaanbod/{BOW}"
    oefen.duo("POST", path, AANBOD)

    assert [oefen.duo("DELETE", path).status_code for _ in range(2)] == [204, 404]


Z = [with_pip("Z")]
MET = {"indicatorInburgeringsplicht": False, "redenGeenInburgeringsplicht": "Inburgeringsplicht voldaan"}
RESULTATEN = [
    ({}, {"datum": "2026-11-20"}, "200"),
    ({}, {"datum": "2026-11-22"}, "200"),
    ({}, {"datum": "2026-11-23"}, "toekomst"),
    ({}, {"datum": "2026-09-02"}, "200"),
    ({}, {"datum": "2026-09-01"}, "begin van de inburgeringstermijn"),
    ({"eerder": "0399"}, {"datum": "2026-11-20"}, "andere gemeente geleverd"),
    ({"eerder": "0361"}, {"datum": "2026-11-20"}, "200"),
    ({"eerder": "0361"}, {}, "200"),
    ({"pips": []}, {"datum": "2026-11-20"}, "geen actueel PIP"),
    ({"pips": [with_pip(gemeente="0399")]}, {"datum": "2026-11-20"}, "geen actueel PIP"),
    ({"pips": Z, "plicht": MET}, {"datum": "2026-11-20"}, "via de Z-route"),
    ({"pips": Z, "zroute": "2026-11-19"}, {"datum": "2026-11-20"}, "na de afronding van de Z-route"),
    ({"pips": Z, "zroute": "2026-11-20"}, {"datum": "2026-11-20"}, "200"),
    ({"pips": Z, "zroute": "2026-11-20"}, {}, "kan niet weg"),
    ({"termijn": AROUND}, {"datum": "2026-11-01"}, "200"),
    ({"termijn": AROUND}, {"datum": "2026-11-02"}, "geef aan of dat verwijtbaar is"),
    ({"termijn": AROUND}, {}, "geef aan of dat verwijtbaar is"),
    ({"termijn": AROUND}, {"verwijtbaar": "Ja"}, "200"),
    ({"termijn": AROUND}, {"datum": "2026-11-02", "verwijtbaar": "Ja"}, "200"),
    ({"termijn": AROUND}, {"datum": "2026-11-02", "verwijtbaar": "Nee"}, "200"),
    ({"termijn": AROUND}, {"datum": "2026-11-01", "verwijtbaar": "Ja"}, "binnen de termijn"),
    ({}, {"verwijtbaar": "Ja"}, "alleen Ja"),
    ({}, {"verwijtbaar": "Nee"}, "alleen Nee"),
    ({"termijn": NEARLY_OVER}, {"verwijtbaar": "Nee"}, "200"),
    ({"termijn": NEARLY_OVER}, {"verwijtbaar": "Ja"}, "alleen Ja"),
]


@pytest.mark.parametrize(
    ("kind", "field"), [("map", "datumEindgesprekMap"), ("pvt", "datumOndertekeningPvt")]
)
@pytest.mark.parametrize(("persoon", "resultaat", "outcome"), RESULTATEN)
def test_map_and_pvt_have_the_same_preconditions(oefen, kind, field, persoon, resultaat, outcome):
    fields = {"pips": [with_pip()], "termijn": TERMIJN, **persoon}
    if earlier := fields.pop("eerder", None):
        fields[kind] = {"gemeentecode": earlier, "datum": "2026-11-01"}
    oefen.put(**fields)
    content = {field if name == "datum" else name: value for name, value in resultaat.items()}

    assert outcome in errors(oefen.duo("PUT", f"/personen/{BSN}/{kind}", content))


def test_a_date_that_is_left_out_is_taken_back(oefen):
    oefen.put(pips=[with_pip()], termijn=TERMIJN)
    oefen.duo("PUT", f"/personen/{BSN}/map", {"datumEindgesprekMap": "2026-11-20"})
    assert oefen.duo("GET", f"/personen/{BSN}/map").json() == {"datumEindgesprekMap": "2026-11-20"}

    oefen.duo("PUT", f"/personen/{BSN}/map", {})

    assert oefen.duo("GET", f"/personen/{BSN}/map").status_code == 404


@pytest.mark.parametrize(
    ("persoon", "date_", "outcome"),
    [
        ({"pips": Z}, "2026-11-22", "200"),
        ({"pips": Z}, "2026-11-23", "toekomst"),
        ({"pips": [with_pip()]}, "2026-11-22", "niet de Z-route"),
        ({"pips": []}, "2026-11-22", "geen actueel PIP"),
    ],
)
def test_the_z_route_ends_for_who_follows_it(oefen, persoon, date_, outcome):
    oefen.put(**persoon)

    answer = oefen.duo("PUT", f"/personen/{BSN}/zroute", {"datumAfrondingZroute": date_})

    assert outcome in errors(answer)


def test_hours_are_totals_per_municipality_known_until_today(oefen):
    for uren in (10, 12):
        oefen.duo("PUT", f"/personen/{BSN}/uren/participatietaalles", {"uren": uren})
    oefen.duo("PUT", f"/personen/{BSN}/uren/bredeintake/taallesknm", {"uren": 4})
    oefen.duo("PUT", f"/personen/{BSN}/uren/participatieactiviteiten", {"uren": 0})

    assert oefen.duo("GET", f"/personen/{BSN}/uren").json() == [
        {
            "gemeentecode": "0361",
            "bekendTot": "2026-11-22",
            "TaallesEnKnmBredeIntake": {"uren": 4},
            "ParticipatieactiviteitenBredeIntake": {"uren": 0},
            "ParticipatieAlsTaalles": {"uren": 12},
        }
    ]


@pytest.mark.parametrize(("uren", "status"), [(-1, 400), (10_000, 400), (1.5, 400), (9999, 200)])
def test_hours_have_bounds(oefen, uren, status):
    answer = oefen.duo("PUT", f"/personen/{BSN}/uren/participatietaalles", {"uren": uren})

    assert answer.status_code == status


def test_participation_hours_are_for_asylum_holders(oefen):
    oefen.put(doelgroep=GEZIN)
    path = f"/personen/{BSN}/uren/participatieactiviteiten"

    assert oefen.duo("PUT", path, {"uren": 1}).status_code == 403


CONTACT = {"naam": "Zoë van 't Hof-Öz", "email": "z@meedoen.test", "telefoonnummer": "072-0000000"}


@pytest.mark.parametrize(
    "otherwise",
    [
        {"naam": "Team 3"},
        {"naam": "x" * 101},
        {"email": "a@b"},
        {"telefoonnummer": "nul"},
        {"telefoonnummer": "12"},
    ],
)
def test_a_contact_person_is_written_as_specified(oefen, otherwise):
    assert oefen.duo("POST", "/contactpersonen", CONTACT | otherwise).status_code == 400


def test_a_second_coupling_replaces_the_first_and_a_removed_contact_person_loses_all(oefen):
    one, two = (oefen.duo("POST", "/contactpersonen", CONTACT).json()["id"] for _ in range(2))
    for number in (one, two):
        assert oefen.duo("POST", f"/contactpersonen/{number}/personen/{BSN}").status_code == 201

    assert oefen.duo("DELETE", f"/contactpersonen/{one}/personen/{BSN}").status_code == 404
    assert oefen.duo("DELETE", f"/contactpersonen/{two}").status_code == 200
    assert "contactpersoon" not in oefen.serve("GET", f"personen?bsn={BSN}")["personen"][0]
    assert oefen.duo("PUT", f"/contactpersonen/{two}", CONTACT).status_code == 404


def test_a_contact_person_of_another_municipality_stays_out_of_reach(oefen):
    number = oefen.duo("POST", "/contactpersonen", CONTACT, oin=HEILOO).json()["id"]

    assert oefen.duo("PUT", f"/contactpersonen/{number}", CONTACT).status_code == 403
    assert oefen.duo("DELETE", f"/contactpersonen/{number}").status_code == 403
    assert oefen.duo("POST", f"/contactpersonen/{number}/personen/{BSN}").status_code == 403


@pytest.mark.parametrize(("number", "status"), [("0", 400), ("100000", 400), ("x", 400), ("99", 404)])
def test_a_number_of_a_contact_person_has_bounds(oefen, number, status):
    assert oefen.duo("DELETE", f"/contactpersonen/{number}").status_code == status


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 22), date(2027, 1, 22)),
        (date(2026, 12, 31), date(2027, 2, 28)),
        (date(2026, 10, 31), date(2026, 12, 31)),
        (date(2027, 12, 31), date(2028, 2, 29)),
    ],
)
def test_two_months_on_is_the_same_day_or_the_last_there_is(day, later):
    assert two_months_later(day) == later
