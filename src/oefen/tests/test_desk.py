"""Who may ask, what a request must look like, and that nothing is registered twice."""

from __future__ import annotations

from uuid import uuid4

import pytest
import requests

from oefen.tests.conftest import BSN, HEILOO, OTHER, someone, with_pip

PLICHT = f"/personen/{BSN}/inburgeringsplicht"


def test_a_question_is_answered_with_what_duo_knows_and_the_version(oefen):
    answer = oefen.duo("GET", PLICHT)

    assert answer.status_code == 200
    assert answer.json() == {"indicatorInburgeringsplicht": True, "begindatum": "2026-07-01"}
    assert answer.headers["API-Version"] == "1.2.2"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"doel": "00000099000000009000"}, 400),
        ({"bron": "12"}, 400),
        ({"bron": "00000099000000001111"}, 403),
        ({"berichtId": "geen-uuid"}, 400),
        ({"berichtId": ""}, 400),
    ],
)
def test_a_request_needs_the_right_headers(oefen, headers, status):
    assert oefen.duo("GET", PLICHT, **headers).status_code == status


def test_where_a_specification_has_no_403_an_unknown_municipality_gets_what_it_has(oefen):
    foreign = {"bron": "00000099000000001111"}

    assert oefen.duo("GET", "/instellingen", **foreign).status_code == 400
    assert oefen.duo("GET", f"/personen/{BSN}/uren", **foreign).status_code == 401


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/personen/12/inburgeringsplicht", 400),
        (f"/personen/{OTHER}/inburgeringsplicht", 404),
        (f"/personen/{BSN}/pip", 404),
        (f"/personen/{BSN}/PIP", 404),
        (f"/personen/{BSN}/lbt/examennummer", 404),
        (f"/personen/{BSN}/zroute", 405),
        ("/niets", 404),
    ],
)
def test_what_is_not_there_is_not_found(oefen, path, status):
    assert oefen.duo("GET", path).status_code == status


@pytest.mark.parametrize(
    ("fields", "may"),
    [
        ({"gemeente": "0399"}, True),
        ({"gemeente": "0361"}, False),
        ({"gemeente": "0399", "coa": True}, True),
        ({"gemeente": "0361", "coa": True}, False),
        ({"pips": [with_pip(gemeente="0399")]}, True),
        ({"pips": [with_pip(gemeente="0399"), with_pip(day="2026-11-10")]}, True),
        ({"pips": [with_pip(gemeente="0399"), with_pip(day="2026-10-01")]}, False),
        (
            {"pips": [with_pip(gemeente="0399"), with_pip(gemeente="0373"), with_pip(day="2026-11-10")]},
            False,
        ),
    ],
)
def test_a_municipality_asks_only_about_people_who_matter_to_it(oefen, fields, may):
    oefen.put(**fields)

    assert oefen.duo("GET", PLICHT, oin=HEILOO).status_code == (200 if may else 403)


def test_somebody_who_is_not_under_the_law_of_2021_is_not_found(oefen):
    oefen.put(wi2021=False)

    assert oefen.duo("GET", PLICHT).status_code == 404


def test_a_report_that_comes_again_is_answered_alike_and_registered_once(oefen):
    message = str(uuid4())
    first = oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=message)
    second = oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=message)

    assert (first.status_code, first.json()) == (second.status_code, second.json()) == (201, first.json())
    assert [(row["soort"], row["bericht_id"], row["herhaald"]) for row in oefen.received] == [
        ("contactpersoon", message, 1)
    ]


def test_a_known_number_with_another_content_is_a_mistake(oefen):
    message = str(uuid4())
    oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=message)

    assert (
        oefen.duo("POST", "/contactpersonen", CONTACT | {"naam": "B"}, berichtId=message).status_code == 400
    )


def test_a_refused_report_is_judged_again_when_it_comes_again(oefen):
    message, pip = str(uuid4()), {"dagtekeningPip": "2026-08-02", "leerroute": "B"}
    oefen.put(gevestigd_op="2026-09-01")
    assert oefen.duo("POST", f"/personen/{BSN}/PIP", pip, berichtId=message).status_code == 403
    oefen.put()

    assert oefen.duo("POST", f"/personen/{BSN}/PIP", pip, berichtId=message).status_code == 201


@pytest.mark.parametrize(
    "content",
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
def test_a_body_that_is_not_as_specified_is_refused(oefen, content):
    assert oefen.duo("POST", f"/personen/{BSN}/PIP", content).status_code == 400
    assert oefen.received == []


def test_the_ledger_keeps_the_order_and_can_be_read_on(oefen):
    oefen.pip()
    for count in (10, 20):
        oefen.duo("PUT", f"/personen/{BSN}/uren/participatietaalles", {"uren": count})

    assert [(row["nummer"], row["soort"]) for row in oefen.received] == [
        (1, "pip"),
        (2, "uren_taalles"),
        (3, "uren_taalles"),
    ]
    further = oefen.serve("GET", "ontvangen?na=2")
    assert (further["aantal"], [row["inhoud"] for row in further["ontvangen"]]) == (3, [{"uren": 20}])


def test_down_it_answers_503_and_its_control_goes_on(oefen):
    oefen.serve("PUT", "gedrag", {"plat": True})

    assert oefen.duo("GET", PLICHT).status_code == 503
    oefen.serve("PUT", "gedrag", {})
    assert oefen.duo("GET", PLICHT).status_code == 200


def test_down_it_can_also_break_connections(oefen):
    oefen.serve("PUT", "gedrag", {"plat": True, "plat_hoe": "verbinding"})

    with pytest.raises(requests.ConnectionError):
        oefen.duo("GET", PLICHT)


def test_down_for_a_day_ends_when_its_clock_says_so(oefen):
    oefen.serve("PUT", "gedrag", {"plat_tot": "2026-11-23T10:00:00+01:00"})
    assert oefen.duo("GET", PLICHT).status_code == 503

    oefen.serve("POST", "klok", {"vooruit": 24 * 3600})

    assert oefen.duo("GET", PLICHT).status_code == 200


def test_an_answer_that_got_lost_was_registered_all_the_same(oefen):
    message = str(uuid4())
    oefen.serve("PUT", "gedrag", {"antwoord_kwijt": 1})
    with pytest.raises(requests.ConnectionError):
        oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=message)
    oefen.serve("PUT", "gedrag", {})

    assert oefen.duo("POST", "/contactpersonen", CONTACT, berichtId=message).status_code == 201
    assert len(oefen.received) == 1


def test_it_can_refuse_and_fail_on_purpose(oefen):
    oefen.serve("PUT", "gedrag", {"weiger": 1})
    answer = oefen.duo("POST", "/contactpersonen", CONTACT)
    assert answer.status_code == 403
    assert "Oefening" in answer.json()[0]["fouttekst"]

    oefen.serve("PUT", "gedrag", {"storing": 1})
    assert oefen.duo("GET", PLICHT).status_code == 500
    assert oefen.received == []


def test_what_was_registered_is_still_known_after_a_restart(start, recipient, tmp_path):
    from oefen.tests.conftest import set_scope

    file, message = tmp_path / "duo.jsonl", str(uuid4())
    first = start(file)
    set_scope(first, recipient)
    first.serve("PUT", "personen", {"personen": [someone(termijn=TERMIJN)]})
    first.duo("POST", "/contactpersonen", CONTACT, berichtId=message)
    first.duo("POST", f"/contactpersonen/1/personen/{BSN}")
    with file.open("a") as half:
        half.write('{"personen": [{"bsn"')

    second = start(file)

    assert [row["soort"] for row in second.received] == ["contactpersoon", "koppeling"]
    assert second.serve("GET", f"personen?bsn={BSN}")["personen"][0]["contactpersoon"] == 1
    assert second.duo("POST", "/contactpersonen", CONTACT, berichtId=message).json()["id"] == 1
    assert len(second.received) == 2


CONTACT = {"naam": "A. de Wit", "email": "a@meedoen.test", "telefoonnummer": "072 0000000"}
TERMIJN = {"startdatum": "2026-09-02", "einddatum": "2029-09-02"}
