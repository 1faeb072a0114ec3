"""Searching finds whom one may see, says what it shows to the logbook, and keeps the question nowhere."""

import pytest

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.werkplek.searching import AT_MOST, search


def found(actor, question):
    return [found.persoon.naam for _row, found in search(actor, question).lines]


@pytest.fixture
def people(dossier):
    dossier("Amina Yohannes", bsn="999990019", v_nummer="2812345678")
    dossier("Amina Kidane", klantmanager=None)
    dossier("José Ferrão")
    dossier("Hassan Al-Amin", fase="afgerond", stap="geen")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("yoh", ["Amina Yohannes"]),
        ("AMINA", ["Amina Kidane", "Amina Yohannes"]),
        ("ami yoh", ["Amina Yohannes"]),
        ("yoh ami", ["Amina Yohannes"]),
        ("jose ferrao", ["José Ferrão"]),
        ("al-amin", ["Hassan Al-Amin"]),
        ("hannes", []),
        ("amina ferr", []),
        ("999990019", ["Amina Yohannes"]),
        ("9999 90 019", ["Amina Yohannes"]),
        ("2812345678", ["Amina Yohannes"]),
        ("281234567", []),
        ("0361-2026-00001", ["Amina Yohannes"]),
        ("0361-2026-99999", []),
        ("%", []),
    ],
)
def test_a_name_a_bsn_a_v_number_or_a_dossier_number_finds_its_person(cast, people, question, names):
    assert found(cast.actor(cast.nadia), question) == names


@pytest.mark.parametrize("question", ["a", "amina y", "...", "%"])
def test_a_question_too_short_is_not_asked(cast, people, question):
    assert search(cast.actor(cast.nadia), question).short


def test_nobody_of_another_municipality_is_found(cast, dossier):
    dossier("Amina Heilo", gemeente=cast.heiloo, klantmanager=cast.tom, bsn="999990019")
    nadia = cast.actor(cast.nadia)

    assert found(nadia, "amina") == found(nadia, "999990019") == found(nadia, "0399-2026-00001") == []
    assert found(cast.actor(cast.tom), "amina") == ["Amina Heilo"]


def test_a_shielded_dossier_is_found_only_by_its_own_klantmanager_and_the_team_leader(cast, dossier):
    dossier("Veilig Thuis", shielded=True)

    finders = [
        who.naam for who in (cast.nadia, cast.els, cast.bram, cast.karim) if found(cast.actor(who), "veilig")
    ]

    assert finders == ["Nadia de Wit", "Els Bakker"]


def test_more_than_twenty_asks_for_a_narrower_question(cast, dossier, login):
    for n in range(AT_MOST + 1):
        dossier(f"Naam{n} Zelfde")

    page = login(cast.nadia).post("/zoeken/", {"zoek": "zelfde"})

    assert len(page.context["finding"].lines) == AT_MOST
    assert "Er zijn er meer" in page.content.decode()


def test_the_logbook_says_who_was_shown_and_nowhere_what_was_asked(cast, people, login):
    login(cast.nadia).post("/zoeken/", {"zoek": "ami yoh"})

    line = AuditEntry.objects.get(doel="dossier zoeken")
    assert len(line.data_subjects) == 1
    assert "yoh" not in str(line.__dict__).casefold()


def test_nothing_found_says_what_one_can_do(cast, login):
    page = login(cast.nadia).post("/zoeken/", {"zoek": "niemand"})

    assert "Niemand gevonden" in page.content.decode()


def test_a_question_in_an_address_is_not_answered(cast, people, login):
    page = login(cast.nadia).get("/zoeken/?zoek=amina")

    assert page.context["finding"] is None


@pytest.mark.parametrize("who", ["ria", "fg", "petra"])
def test_who_sees_no_dossiers_cannot_search_them(cast, people, login, who):
    assert login(getattr(cast, who)).post("/zoeken/", {"zoek": "amina"}).status_code == 403
