"""What happens at DUO by itself or because somebody lets it happen, and who is told."""

from __future__ import annotations

import time

import pytest
import requests

from oefen.events import GEBEURTENISSEN
from oefen.tests.conftest import ALKMAAR, ANDER, BSN, DUO, iemand, met_pip

TERMIJN = {"startdatum": "2026-09-02", "einddatum": "2029-09-02"}


def wacht(voorwaarde, seconden=5.0):
    """Wait until something is so. Return whether it became so."""
    eind = time.monotonic() + seconden
    while not voorwaarde() and time.monotonic() < eind:
        time.sleep(0.02)
    return voorwaarde()


def stuur(oefen, gebeurtenis, **rest):
    return oefen.bedien("POST", "notificaties", {"bsn": BSN, "gebeurtenis": gebeurtenis} | rest)


def test_a_notification_says_of_whom_and_what_and_holds_no_data(oefen, ontvanger):
    oefen.zet(v_nummer=2800000001)
    verstuurd = stuur(oefen, "SS139")

    assert wacht(lambda: ontvanger.binnen)
    koppen, inhoud = ontvanger.binnen[0]
    assert koppen["pad"] == "/keten/duo/v1/notificaties"
    assert (koppen["bron"], koppen["doel"], koppen["berichtId"]) == (DUO, ALKMAAR, verstuurd["bericht_id"])
    assert inhoud.pop("registratieDatumTijd").startswith("2026-11-22T10:0")
    assert inhoud == {"bsn": BSN, "vNummer": 2800000001, "gebeurtenisId": "SS139"}


def test_a_first_pip_fixes_the_term_and_is_notified(oefen, ontvanger):
    oefen.bedien("PUT", "gedrag", {"termijn_na_ms": 50})
    assert oefen.pip().status_code == 201

    assert wacht(lambda: ontvanger.gebeurtenissen() == ["SS102"])
    termijn = oefen.duo("GET", f"/personen/{BSN}/inburgeringstermijn").json()
    assert (termijn["startdatum"], termijn["einddatum"]) == ("2026-11-21", "2029-11-21")


def test_a_changed_pip_leaves_the_term_as_it_was(oefen, ontvanger):
    oefen.bedien("PUT", "gedrag", {"termijn_na_ms": 0})
    oefen.zet(pips=[met_pip()], termijn=TERMIJN)
    oefen.pip()

    time.sleep(0.2)
    assert ontvanger.binnen == []
    assert oefen.duo("GET", f"/personen/{BSN}/inburgeringstermijn").json() == TERMIJN


def test_what_is_not_taken_comes_again_with_the_same_number(oefen, ontvanger):
    ontvanger.antwoorden += [503, 500]
    stuur(oefen, "SS131")

    assert wacht(lambda: len(ontvanger.binnen) == 3)
    assert len({koppen["berichtId"] for koppen, _ in ontvanger.binnen}) == 1
    assert wacht(lambda: oefen.bedien("GET", "stand")["wachtend"] == 0)


def test_what_is_refused_as_wrong_does_not_come_again(oefen, ontvanger):
    ontvanger.antwoorden += [400]
    stuur(oefen, "SS131")
    stuur(oefen, "SS199")

    assert wacht(lambda: ontvanger.gebeurtenissen() == ["SS131", "SS199"])
    standen = [n["stand"] for n in oefen.bedien("GET", "notificaties")["notificaties"]]
    assert standen[0] == "geweigerd"


@pytest.mark.parametrize(("hoe", "nummers"), [("zelfde", 1), ("nieuw", 2)])
def test_notifications_can_come_twice(oefen, ontvanger, hoe, nummers):
    oefen.bedien("PUT", "gedrag", {"dubbel": True, "dubbel_id": hoe})
    stuur(oefen, "SS131")

    assert wacht(lambda: ontvanger.gebeurtenissen() == ["SS131", "SS131"])
    assert len({koppen["berichtId"] for koppen, _ in ontvanger.binnen}) == nummers


def test_notifications_can_come_in_the_wrong_order(oefen, ontvanger):
    oefen.bedien("PUT", "gedrag", {"volgorde_om": True})
    for nummer in ("SS137", "SS131"):
        stuur(oefen, nummer)

    assert wacht(lambda: ontvanger.gebeurtenissen() == ["SS131", "SS137"])


def test_notifications_of_an_earlier_run_are_still_sent(start, ontvanger, tmp_path):
    from oefen.tests.conftest import stel_in

    eerste = start(tmp_path / "duo.jsonl")
    stil = type(ontvanger)()
    stel_in(eerste, stil)
    eerste.zet()
    stuur(eerste, "SS139")
    eerste.server.server_close()

    tweede = start(tmp_path / "duo.jsonl")
    stel_in(tweede, ontvanger)

    assert wacht(lambda: ontvanger.gebeurtenissen() == ["SS139"])


def vraag(oefen, pad):
    antwoord = oefen.duo("GET", f"/personen/{BSN}/{pad}")
    return antwoord.json() if antwoord.status_code == 200 else antwoord.status_code


NIEUW = {"plicht": None, "coa": True, "gevestigd_op": None}
MET_TERMIJN = {"pips": [met_pip()], "termijn": TERMIJN}
GEVOLGEN = [
    (NIEUW, "SS139", {}, "inburgeringsplicht", {"indicatorInburgeringsplicht": True}),
    ({}, "SS109", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Tijdelijke vrijstelling"}),
    ({}, "SS110", {}, "inburgeringsplicht", {"einddatum": "2026-11-22"}),
    ({}, "SS111", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Overlijden"}),
    ({}, "SS106", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Inburgeringsplicht voldaan"}),
    ({}, "SS107", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Volledige vrijstelling"}),
    ({}, "SS108", {}, "inburgeringsplicht", {"redenGeenInburgeringsplicht": "Volledige ontheffing"}),
    ({}, "SS124", {}, "doelgroep", {"indeling": "Gezinsmigrant en overige migrant"}),
    ({}, "SS137", {}, "lbt/examennummer", {"examennummer": f"OEF{BSN}"}),
    ({}, "SS131", {"haalbaar": "B1-route niet haalbaar"}, "lbt/resultaten", "B1-route niet haalbaar"),
    (MET_TERMIJN, "SS103", {"dagen": 10, "grond": "3A"}, "inburgeringstermijn", {"einddatum": "2029-09-12"}),
    ({}, "SS199", {"onderdeel": "LE", "uitslag": "Gezakt"}, "examens/resultaten", "Gezakt"),
    ({}, "SS114", {}, "vrijstellingen", "Afwijzing"),
    ({}, "SS117", {"onderdeel": "LU"}, "vrijstellingen", "GedeeltelijkeVrijstelling"),
    ({}, "SS119", {"onderdeel": "SP"}, "ontheffingen", "Toekenning"),
]


@pytest.mark.parametrize(("persoon", "nummer", "bijzonder", "pad", "verwacht"), GEVOLGEN)
def test_after_an_event_duo_answers_otherwise(oefen, persoon, nummer, bijzonder, pad, verwacht):
    oefen.zet(**persoon)

    stuur(oefen, nummer, bijzonderheden=bijzonder)

    antwoord = vraag(oefen, pad)
    if isinstance(verwacht, dict):
        assert verwacht.items() <= antwoord.items()
    else:
        assert verwacht in str(antwoord[0])


def test_somebody_who_moves_is_notified_to_the_new_municipality(oefen):
    oefen.zet(pips=[met_pip()])

    gestuurd = stuur(oefen, "SS121", gemeente="0399")

    assert gestuurd["gemeentecode"] == "0399"
    assert oefen.bedien("GET", f"personen?bsn={BSN}")["personen"][0]["gevestigd_op"] == "2026-11-22"


def test_the_history_keeps_what_duo_said_before(oefen):
    stuur(oefen, "SS109")
    stuur(oefen, "SS129")
    stuur(oefen, "SS124")

    assert [
        plicht["indicatorInburgeringsplicht"] for plicht in vraag(oefen, "inburgeringsplicht/historie")
    ] == [
        True,
        False,
    ]
    assert vraag(oefen, "doelgroep/historie") == [
        {"indeling": "Asielstatushouder", "begindatum": "2026-07-01", "einddatum": "2026-11-21"}
    ]


@pytest.mark.parametrize("nummer", ["SS120", "SS121", "SS130", "SS102", "SS103"])
def test_what_cannot_happen_to_somebody_does_not(oefen, nummer):
    antwoord = requests.post(
        f"{oefen.server.adres}/oefen/notificaties", json={"bsn": BSN, "gebeurtenis": nummer}, timeout=5
    )

    assert antwoord.status_code == 409
    assert antwoord.json()["fout"]


def test_a_number_nobody_knows_can_be_sent_and_changes_nothing(oefen, ontvanger):
    stuur(oefen, "SS998")

    assert wacht(lambda: ontvanger.gebeurtenissen() == ["SS998"])
    assert vraag(oefen, "inburgeringsplicht")["indicatorInburgeringsplicht"] is True


def test_without_a_name_it_happens_to_somebody_new(oefen):
    oefen.bedien("PUT", "personen", {"personen": [iemand(bsn=ANDER, nieuw=True)]})

    assert oefen.bedien("POST", "notificaties", {"gebeurtenis": "SS139"})["bsn"] == ANDER


def test_the_page_shows_people_and_lets_something_happen(oefen, ontvanger):
    adres = f"{oefen.server.adres}/oefen/"
    oefen.zet(naam="Oefen <Persoon>")

    blad = requests.get(f"{adres}?bsn={BSN}", timeout=5).text
    assert "Oefen-DUO: geen echte gegevens" in blad
    assert "Oefen &lt;Persoon&gt;" in blad
    assert all(nummer in blad for nummer in GEBEURTENISSEN)

    formulier = {"bsn": BSN, "gebeurtenis": "SS131", "datum": "", "haalbaar": "Onbekend"}
    antwoord = requests.post(f"{adres}stuur", data=formulier, timeout=5)
    assert "SS131 is gebeurd" in antwoord.text
    assert wacht(lambda: ontvanger.gebeurtenissen() == ["SS131"])

    antwoord = requests.post(f"{adres}stuur", data=formulier | {"gebeurtenis": "SS121"}, timeout=5)
    assert "zonder PIP" in antwoord.text
