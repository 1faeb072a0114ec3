"""Who may ask, what a request must look like, and that nothing is registered twice."""

from __future__ import annotations

from uuid import uuid4

import pytest
import requests

from oefen.tests.conftest import ANDER, BSN, HEILOO, iemand, met_pip

PLICHT = f"/personen/{BSN}/inburgeringsplicht"


def test_a_question_is_answered_with_what_duo_knows_and_the_version(oefen):
    antwoord = oefen.duo("GET", PLICHT)

    assert antwoord.status_code == 200
    assert antwoord.json() == {"indicatorInburgeringsplicht": True, "begindatum": "2026-07-01"}
    assert antwoord.headers["API-Version"] == "1.2.2"


@pytest.mark.parametrize(
    ("koppen", "status"),
    [
        ({"doel": "00000099000000009000"}, 400),
        ({"bron": "12"}, 400),
        ({"bron": "00000099000000001111"}, 403),
        ({"berichtId": "geen-uuid"}, 400),
        ({"berichtId": ""}, 400),
    ],
)
def test_a_request_needs_the_right_headers(oefen, koppen, status):
    assert oefen.duo("GET", PLICHT, **koppen).status_code == status


def test_where_a_specification_has_no_403_an_unknown_municipality_gets_what_it_has(oefen):
    vreemd = {"bron": "00000099000000001111"}

    assert oefen.duo("GET", "/instellingen", **vreemd).status_code == 400
    assert oefen.duo("GET", f"/personen/{BSN}/uren", **vreemd).status_code == 401


@pytest.mark.parametrize(
    ("pad", "status"),
    [
        ("/personen/12/inburgeringsplicht", 400),
        (f"/personen/{ANDER}/inburgeringsplicht", 404),
        (f"/personen/{BSN}/pip", 404),
        (f"/personen/{BSN}/PIP", 404),
        (f"/personen/{BSN}/lbt/examennummer", 404),
        (f"/personen/{BSN}/zroute", 405),
        ("/niets", 404),
    ],
)
def test_what_is_not_there_is_not_found(oefen, pad, status):
    assert oefen.duo("GET", pad).status_code == status


@pytest.mark.parametrize(
    ("velden", "mag"),
    [
        ({"gemeente": "0399"}, True),
        ({"gemeente": "0361"}, False),
        ({"gemeente": "0399", "coa": True}, True),
        ({"gemeente": "0361", "coa": True}, False),
        ({"pips": [met_pip(gemeente="0399")]}, True),
        ({"pips": [met_pip(gemeente="0399"), met_pip(dag="2026-11-10")]}, True),
        ({"pips": [met_pip(gemeente="0399"), met_pip(dag="2026-10-01")]}, False),
        (
            {"pips": [met_pip(gemeente="0399"), met_pip(gemeente="0373"), met_pip(dag="2026-11-10")]},
            False,
        ),
    ],
)
def test_a_municipality_asks_only_about_people_who_matter_to_it(oefen, velden, mag):
    oefen.zet(**velden)

    assert oefen.duo("GET", PLICHT, oin=HEILOO).status_code == (200 if mag else 403)


def test_somebody_who_is_not_under_the_law_of_2021_is_not_found(oefen):
    oefen.zet(wi2021=False)

    assert oefen.duo("GET", PLICHT).status_code == 404


def test_a_report_that_comes_again_is_answered_alike_and_registered_once(oefen):
    bericht = str(uuid4())
    eerste = oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=bericht)
    tweede = oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=bericht)

    assert (eerste.status_code, eerste.json()) == (tweede.status_code, tweede.json()) == (201, eerste.json())
    assert [(rij["soort"], rij["bericht_id"], rij["herhaald"]) for rij in oefen.ontvangen] == [
        ("contactpersoon", bericht, 1)
    ]


def test_a_known_number_with_another_content_is_a_mistake(oefen):
    bericht = str(uuid4())
    oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=bericht)

    assert (
        oefen.duo("POST", "/contactpersonen", CONTACT | {"naam": "B"}, berichtId=bericht).status_code == 400
    )


def test_a_refused_report_is_judged_again_when_it_comes_again(oefen):
    bericht, pip = str(uuid4()), {"dagtekeningPip": "2026-08-02", "leerroute": "B"}
    oefen.zet(gevestigd_op="2026-09-01")
    assert oefen.duo("POST", f"/personen/{BSN}/PIP", pip, berichtId=bericht).status_code == 403
    oefen.zet()

    assert oefen.duo("POST", f"/personen/{BSN}/PIP", pip, berichtId=bericht).status_code == 201


@pytest.mark.parametrize(
    "inhoud",
    [
        {"leerroute": "B"},
        {"dagtekeningPip": "2026-11-20", "leerroute": "X"},
        {"dagtekeningPip": "20-11-2026", "leerroute": "B"},
        {"dagtekeningPip": "2026-11-20", "leerroute": "B", "onbekend": 1},
        {"dagtekening_pip": "2026-11-20", "leerroute": "B"},
        {"dagtekeningPip": "2026-11-20", "leerroute": "B", "niveau": None},
        {"dagtekeningPip": "2026-11-20", "leerroute": "B", "geschatteIntensiteitB1Route": "600"},
        [],
        None,
    ],
)
def test_a_body_that_is_not_as_specified_is_refused(oefen, inhoud):
    assert oefen.duo("POST", f"/personen/{BSN}/PIP", inhoud).status_code == 400
    assert oefen.ontvangen == []


def test_the_ledger_keeps_the_order_and_can_be_read_on(oefen):
    oefen.pip()
    for aantal in (10, 20):
        oefen.duo("PUT", f"/personen/{BSN}/uren/participatietaalles", {"uren": aantal})

    assert [(rij["nummer"], rij["soort"]) for rij in oefen.ontvangen] == [
        (1, "pip"),
        (2, "uren_taalles"),
        (3, "uren_taalles"),
    ]
    verder = oefen.bedien("GET", "ontvangen?na=2")
    assert (verder["aantal"], [rij["inhoud"] for rij in verder["ontvangen"]]) == (3, [{"uren": 20}])


def test_down_it_answers_503_and_its_control_goes_on(oefen):
    oefen.bedien("PUT", "gedrag", {"plat": True})

    assert oefen.duo("GET", PLICHT).status_code == 503
    oefen.bedien("PUT", "gedrag", {})
    assert oefen.duo("GET", PLICHT).status_code == 200


def test_down_it_can_also_break_connections(oefen):
    oefen.bedien("PUT", "gedrag", {"plat": True, "plat_hoe": "verbinding"})

    with pytest.raises(requests.ConnectionError):
        oefen.duo("GET", PLICHT)


def test_down_for_a_day_ends_when_its_clock_says_so(oefen):
    oefen.bedien("PUT", "gedrag", {"plat_tot": "2026-11-23T10:00:00+01:00"})
    assert oefen.duo("GET", PLICHT).status_code == 503

    oefen.bedien("POST", "klok", {"vooruit": 24 * 3600})

    assert oefen.duo("GET", PLICHT).status_code == 200


def test_an_answer_that_got_lost_was_registered_all_the_same(oefen):
    bericht = str(uuid4())
    oefen.bedien("PUT", "gedrag", {"antwoord_kwijt": 1})
    with pytest.raises(requests.ConnectionError):
        oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=bericht)
    oefen.bedien("PUT", "gedrag", {})

    assert oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=bericht).status_code == 201
    assert len(oefen.ontvangen) == 1


def test_it_can_refuse_and_fail_on_purpose(oefen):
    oefen.bedien("PUT", "gedrag", {"weiger": 1})
    antwoord = oefen.duo("POST", "/contactpersonen", CONTACT)
    assert antwoord.status_code == 403
    assert "Oefening" in antwoord.json()[0]["fouttekst"]

    oefen.bedien("PUT", "gedrag", {"storing": 1})
    assert oefen.duo("GET", PLICHT).status_code == 500
    assert oefen.ontvangen == []


def test_what_was_registered_is_still_known_after_a_restart(start, ontvanger, tmp_path):
    from oefen.tests.conftest import stel_in

    bestand, bericht = tmp_path / "duo.jsonl", str(uuid4())
    eerste = start(bestand)
    stel_in(eerste, ontvanger)
    eerste.bedien("PUT", "personen", {"personen": [iemand(termijn=TERMIJN)]})
    eerste.duo("POST", "/contactpersonen", CONTACT, berichtId=bericht)
    eerste.duo("POST", f"/contactpersonen/1/personen/{BSN}")
    with bestand.open("a") as half:
        half.write('{"personen": [{"bsn"')

    tweede = start(bestand)

    assert [rij["soort"] for rij in tweede.ontvangen] == ["contactpersoon", "koppeling"]
    assert tweede.bedien("GET", f"personen?bsn={BSN}")["personen"][0]["contactpersoon"] == 1
    assert tweede.duo("POST", "/contactpersonen", CONTACT, berichtId=bericht).json()["id"] == 1
    assert len(tweede.ontvangen) == 2


CONTACT = {"naam": "A. de Wit", "email": "a@meedoen.test", "telefoonnummer": "072 0000000"}
TERMIJN = {"startdatum": "2026-09-02", "einddatum": "2029-09-02"}
