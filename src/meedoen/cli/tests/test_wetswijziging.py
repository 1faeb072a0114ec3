"""A change of the law is a change of one file: everything a user sees follows by itself, from its day on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from meedoen.cli.__main__ import main as cli
from meedoen.dossiers.services import recompute, record_feit
from meedoen.pip.evaluation import circumstances_of, evaluate, pip_feiten
from meedoen.pip.letter import compose_letter
from meedoen.pip.tests.conftest import Stage
from meedoen.werkplek import worklist_lines
from meedoen.wet.artikel import BESLUIT, Artikel
from meedoen.wet.duration import Duration, Unit
from meedoen.wet.pip import content
from meedoen.wet.reference_page import as_markdown
from meedoen.wet.termijn import rules as law

CHANGE = date(2026, 9, 8)
"""The day of Amina's kennisgeving: her ten weeks are the first under the new law."""
EVE = CHANGE - timedelta(days=1)


def versions(rule, **changes):
    """A rule until the change, and what it is from that day on."""
    return replace(rule, valid_until=EVE), replace(rule, valid_from=CHANGE, **changes)


@pytest.fixture
def new_law(monkeypatch):
    """Shorter terms for the municipality, longer ones for the newcomer, more hours of PVT."""
    changed = (
        *versions(law.PIP, duration=Duration(8, Unit.WEEK), grondslag=Artikel(BESLUIT, "5.9")),
        *versions(law.BEZWAAR_PIP, duration=Duration(8, Unit.WEEK)),
        *versions(law.INBURGERINGSTERMIJN, duration=Duration(4, Unit.YEAR)),
        *versions(law.SCHAKELEN, duration=Duration(2, Unit.YEAR)),
        law.ONTZORGEN,
        law.PLAATSING,
    )
    conditions = []
    for one in content.CONTENT:
        conditions += versions(one, numbers={"minst": 14}) if one.name == "pvt_minstens_uren" else [one]
    monkeypatch.setattr(law, "TERMIJN_RULES", changed)
    monkeypatch.setattr(content, "CONTENT", tuple(conditions))
    worklist_lines._words.cache_clear()
    yield
    worklist_lines._words.cache_clear()


@pytest.fixture
def stage(cast, amina, new_law):
    """Amina's dossier and PIP under the new law."""
    recompute([amina])
    return Stage(cast, amina)


def test_the_worklist_follows(stage, login, cast):
    page = login(cast.nadia).get("/").content.decode()
    assert "3 nov" in page
    assert "art. 5.9 Besluit" in page


def test_whoever_came_before_the_day_keeps_the_old_law(stage, login, cast, amina):
    record_feit(cast.actor(cast.nadia), amina, "kennisgeving_duo", datum=EVE)
    page = login(cast.nadia).get("/").content.decode()
    assert "16 nov" in page
    assert "art. 5.3 Besluit" in page


def test_the_page_explains_it(stage, login, cast, amina):
    page = login(cast.nadia).get(f"/dossiers/{amina.pk}/").content.decode()
    assert "De termijn is 8 weken. De laatste dag is dan dinsdag 3 november 2026." in page
    assert "acht weken" in page
    assert "tien weken" not in page


def test_the_api_answers_it(stage, client, cast, amina):
    headers = {"Authorization": f"Bearer {cast.token(cast.nadia, ['dossier.bekijken'])}"}
    found = client.get(f"/api/v1/dossiers/{amina.pk}/termijnen", headers=headers).json()
    (pip,) = (one for one in found if one["termijn"] == "pip")
    assert (pip["laatsteDag"], pip["grondslag"]) == ("2026-11-03", "art. 5.9 Besluit inburgering 2021")


def test_the_letter_says_it(stage):
    letter = compose_letter(stage.draft())
    words = " ".join([*letter.meaning, *letter.bezwaar])
    assert "U hebt vier jaar de tijd voor uw inburgering." in words
    assert "De acht weken beginnen op de dag nadat wij u deze brief geven" in words
    assert "acht weken" not in words.split("De acht weken")[1]


def test_the_conditions_of_a_pip_ask_it(stage, amina):
    draft = stage.draft(pvt_uren=12)
    refused = {
        one.rule.name: str(one.sentence)
        for one in evaluate(pip_feiten(draft, circumstances_of(amina), peildatum=date(2026, 11, 22))).refusals
    }
    assert "duurt minstens 14 uur" in refused["pvt_minstens_uren"]


def test_the_form_shows_the_new_number(stage, login, cast, amina):
    stage.draft()
    page = login(cast.nadia).get(f"/dossiers/{amina.pk}/pip/beschikking/").content.decode()
    assert "Minstens 14 uur." in page


def test_a_file_is_computed_by_it(new_law, tmp_path, capsys):
    head = (
        "dossier,doelgroep,asielvergunning,kennisgeving_duo,inschrijving_brp,informatie_derden,"
        "pip_bekendgemaakt,pip_dagtekening,leerroute,bijstand_vanaf,aangemeld_aanbieder,geplaatst"
    )
    (tmp_path / "feiten.csv").write_text(
        f"{head}\noud,,,{EVE},{EVE},,,,,,,\nnieuw,,,{CHANGE},{CHANGE},,,,,,,\n"
    )
    cli(["wet", "termijnen", str(tmp_path / "feiten.csv"), "--peildatum", "2026-11-22"])
    rows = [line.split(",") for line in capsys.readouterr().out.splitlines() if ",pip," in line]
    assert [(row[0], row[4], row[8]) for row in rows] == [
        ("oud", "2026-11-16", "art. 5.3 Besluit inburgering 2021"),
        ("nieuw", "2026-11-03", "art. 5.9 Besluit inburgering 2021"),
    ]


def test_the_page_for_lawyers_shows_both(new_law):
    page = as_markdown()
    assert "De gemeente stelt het PIP vast binnen tien weken." in page
    assert "De gemeente stelt het PIP vast binnen acht weken." in page
    assert "Geldig vanaf dinsdag 8 september 2026." in page
    assert "duurt minstens 14 uur. (geldig vanaf dinsdag 8 september 2026)" in page
