"""What happens at DUO by itself or because somebody lets it happen, and who is told."""

from __future__ import annotations

import time

import pytest
import requests

from oefen.events import EVENTS
from oefen.tests.conftest import ALKMAAR, BSN, DUO, OTHER, someone, with_pip

TERMIJN = {"startdatum": "2026-09-02", "einddatum": "2029-09-02"}


def wait(condition, seconds=5.0):
    """Wait until something is so. Return whether it became so."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def send(oefen, gebeurtenis, **rest):
    return oefen.serve("POST", "notificaties", {"bsn": BSN, "gebeurtenis": gebeurtenis} | rest)


def test_a_notification_says_of_whom_and_what_and_holds_no_data(oefen, recipient):
    oefen.put(v_nummer=2800000001)
    sent = send(oefen, "SS139")

    assert wait(lambda: recipient.within)
    headers, content = recipient.within[0]
    assert headers["pad"] == "/keten/duo/v1/notificaties"
    assert (headers["bron"], headers["doel"], headers["berichtId"]) == (DUO, ALKMAAR, sent["bericht_id"])
    assert content.pop("registratieDatumTijd").startswith("2026-11-22T10:0")
    assert content == {"bsn": BSN, "vNummer": 2800000001, "gebeurtenisId": "SS139"}


def test_a_first_pip_fixes_the_term_and_is_notified(oefen, recipient):
    oefen.serve("PUT", "gedrag", {"termijn_na_ms": 50})
    assert oefen.pip().status_code == 201

    assert wait(lambda: recipient.events() == ["SS102"])
    termijn = oefen.duo("GET", f"/personen/{BSN}/inburgeringstermijn").json()
    assert (termijn["startdatum"], termijn["einddatum"]) == ("2026-11-21", "2029-11-21")


def test_a_changed_pip_leaves_the_term_as_it_was(oefen, recipient):
    oefen.serve("PUT", "gedrag", {"termijn_na_ms": 0})
    oefen.put(pips=[with_pip()], termijn=TERMIJN)
    oefen.pip()

    time.sleep(0.2)
    assert recipient.within == []
    assert oefen.duo("GET", f"/personen/{BSN}/inburgeringstermijn").json() == TERMIJN


def test_what_is_not_taken_comes_again_with_the_same_number(oefen, recipient):
    recipient.answers += [503, 500]
    send(oefen, "SS131")

    assert wait(lambda: len(recipient.within) == 3)
    assert len({headers["berichtId"] for headers, _ in recipient.within}) == 1
    assert wait(lambda: oefen.serve("GET", "stand")["wachtend"] == 0)


def test_what_is_refused_as_wrong_does_not_come_again(oefen, recipient):
    recipient.answers += [400]
    send(oefen, "SS131")
    send(oefen, "SS199")

    assert wait(lambda: recipient.events() == ["SS131", "SS199"])
    states = [n["stand"] for n in oefen.serve("GET", "notificaties")["notificaties"]]
    assert states[0] == "geweigerd"


@pytest.mark.parametrize(("how", "numbers"), [("zelfde", 1), ("nieuw", 2)])
def test_notifications_can_come_twice(oefen, recipient, how, numbers):
    oefen.serve("PUT", "gedrag", {"dubbel": True, "dubbel_id": how})
    send(oefen, "SS131")

    assert wait(lambda: recipient.events() == ["SS131", "SS131"])
    assert len({headers["berichtId"] for headers, _ in recipient.within}) == numbers


def test_notifications_can_come_in_the_wrong_order(oefen, recipient):
    oefen.serve("PUT", "gedrag", {"volgorde_om": True})
    for number in ("SS137", "SS131"):
        send(oefen, number)

    assert wait(lambda: recipient.events() == ["SS131", "SS137"])


def test_notifications_of_an_earlier_run_are_still_sent(start, recipient, tmp_path):
    from oefen.tests.conftest import set_scope

    first = start(tmp_path / "duo.jsonl")
    quiet = type(recipient)()
    set_scope(first, quiet)
    first.put()
    send(first, "SS139")
    first.server.server_close()

    second = start(tmp_path / "duo.jsonl")
    set_scope(second, recipient)

    assert wait(lambda: recipient.events() == ["SS139"])


def ask(oefen, path):
    answer = oefen.duo("GET", f"/personen/{BSN}/{path}")
    return answer.json() if answer.status_code == 200 else answer.status_code


NEW = {"plicht": None, "coa": True, "gevestigd_op": None}
WITH_TERMIJN = {"pips": [with_pip()], "termijn": TERMIJN}
CONSEQUENCES = [
    (NEW, "SS139", {}, "inburgeringsplicht", {"indicatorInburgeringsplicht": True}),
    ({}, "SS109", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Tijdelijke vrijstelling"}),
    ({}, "SS110", {}, "inburgeringsplicht", {"einddatum": "2026-11-22"}),
    ({}, "SS111", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Overlijden"}),
    ({}, "SS106", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Inburgeringsplicht voldaan"}),
    ({}, "SS107", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Volledige vrijstelling"}),
    ({}, "SS108", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Volledige ontheffing"}),
    ({}, "SS124", {}, "doelgroep", {"indeling": "Gezinsmigrant en overige migrant"}),
    ({}, "SS137", {}, "lbt/examennummer", {"examennummer": f"OEF{BSN}"}),
    ({}, "SS131", {"haalbaar": "B1-route niet haalbaar"}, "lbt/resultaten", "B1-route niet haalbaar"),
    (WITH_TERMIJN, "SS103", {"dagen": 10, "grond": "3A"}, "inburgeringstermijn", {"einddatum": "2029-09-12"}),
    ({}, "SS199", {"onderdeel": "LE", "uitslag": "Gezakt"}, "examens/resultaten", "Gezakt"),
    ({}, "SS114", {}, "vrijstellingen", "Afwijzing"),
    ({}, "SS117", {"onderdeel": "LU"}, "vrijstellingen", "GedeeltelijkeVrijstelling"),
    ({}, "SS119", {"onderdeel": "SP"}, "ontheffingen", "Toekenning"),
]


@pytest.mark.parametrize(("persoon", "number", "special", "path", "expected"), CONSEQUENCES)
def test_after_an_event_duo_answers_otherwise(oefen, persoon, number, special, path, expected):
    oefen.put(**persoon)

    send(oefen, number, bijzonderheden=special)

    answer = ask(oefen, path)
    if isinstance(expected, dict):
        assert expected.items() <= answer.items()
    else:
        assert expected in str(answer[0])


def test_somebody_who_moves_is_notified_to_the_new_municipality(oefen):
    oefen.put(pips=[with_pip()])

    sent = send(oefen, "SS121", gemeente="0399")

    assert sent["gemeentecode"] == "0399"
    assert oefen.serve("GET", f"personen?bsn={BSN}")["personen"][0]["gevestigd_op"] == "2026-11-22"


def test_the_history_keeps_what_duo_said_before(oefen):
    send(oefen, "SS109")
    send(oefen, "SS129")
    send(oefen, "SS124")

    assert [
        plicht["indicatorInburgeringsplicht"] for plicht in ask(oefen, "inburgeringsplicht/historie")
    ] == [
        True,
        False,
    ]
    assert ask(oefen, "doelgroep/historie") == [
        {"indeling": "Asielstatushouder", "begindatum": "2026-07-01", "einddatum": "2026-11-21"}
    ]


@pytest.mark.parametrize("number", ["SS120", "SS121", "SS130", "SS102", "SS103"])
def test_what_cannot_happen_to_somebody_does_not(oefen, number):
    answer = requests.post(
        f"{oefen.server.adres}/oefen/notificaties", json={"bsn": BSN, "gebeurtenis": number}, timeout=5
    )

    assert answer.status_code == 409
    assert answer.json()["fout"]


def test_a_number_nobody_knows_can_be_sent_and_changes_nothing(oefen, recipient):
    send(oefen, "SS998")

    assert wait(lambda: recipient.events() == ["SS998"])
    assert ask(oefen, "inburgeringsplicht")["indicatorInburgeringsplicht"] is True


def test_without_a_name_it_happens_to_somebody_new(oefen):
    oefen.serve("PUT", "personen", {"personen": [someone(bsn=OTHER, nieuw=True)]})

    assert oefen.serve("POST", "notificaties", {"gebeurtenis": "SS139"})["bsn"] == OTHER


def test_the_page_shows_people_and_lets_something_happen(oefen, recipient):
    address = f"{oefen.server.adres}/oefen/"
    oefen.put(naam="Oefen <Persoon>")

    page = requests.get(f"{address}?bsn={BSN}", timeout=5).text
    assert "Oefen-DUO: geen echte gegevens" in page
    assert "Oefen &lt;Persoon&gt;" in page
    assert all(number in page for number in EVENTS)

    form = {"bsn": BSN, "gebeurtenis": "SS131", "datum": "", "haalbaar": "Onbekend"}
    answer = requests.post(f"{address}stuur", data=form, timeout=5)
    assert "SS131 is gebeurd" in answer.text
    assert wait(lambda: recipient.events() == ["SS131"])

    answer = requests.post(f"{address}stuur", data=form | {"gebeurtenis": "SS121"}, timeout=5)
    assert "zonder PIP" in answer.text
