"""The logbook as the data protection officer sees it."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.audit_log import selectors
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.basis.audit_log.seals import seal_lines
from meedoen.basis.audit_log.services import Action, log


@pytest.fixture
def read_by(cast, amina):
    """Let someone read Amina's dossier."""

    def read(who, goal="intake houden", **more):
        log(
            cast.actor(who),
            Action.READ,
            "dossier",
            gemeente_id=cast.alkmaar.pk,
            data_subjects=[amina.persoon_id],
            doel=goal,
            **more,
        )

    return read


def test_only_the_data_protection_officer_sees_the_logbook(cast, site):
    verdicts = {}
    for who in (cast.nadia, cast.els, cast.karim, cast.ria, cast.petra, cast.fg):
        verdicts[who.naam] = [site(who).get(page).status_code for page in ("/logboek/", "/logboek/zegels/")]

    assert verdicts.pop(cast.fg.naam) == [200, 200]
    assert set(map(tuple, verdicts.values())) == {(403, 403)}
    assert site(cast.nadia).get("/logboek/uitvoer/?dossier=1").status_code == 403


@pytest.mark.usefixtures("for_real")
@pytest.mark.parametrize("sealed", [False, True])
def test_a_dossier_number_finds_who_looked_at_that_person(cast, amina, read_by, site, sealed):
    read_by(cast.bram, "vervanging van een zieke collega")
    log(
        cast.actor(cast.els),
        Action.READ,
        "werklijst",
        gemeente_id=cast.alkmaar.pk,
        doel="werk verdelen",
    )
    if sealed:
        assert seal_lines(cast.alkmaar.pk)

    page = site(cast.fg).get("/logboek/", {"dossier": amina.nummer}).content.decode()

    assert "vervanging van een zieke collega" in page
    assert amina.nummer in page
    assert "werk verdelen" not in page
    assert "Yohannes" not in page


def test_an_unknown_number_says_so(cast, site):
    assert "Dit dossier is er niet" in site(cast.fg).get("/logboek/", {"dossier": "2020-1"}).content.decode()


def test_the_logbook_of_another_municipality_stays_shut(cast, amina, site):
    log(
        cast.actor(cast.tom),
        Action.READ,
        "dossier",
        gemeente_id=cast.heiloo.pk,
        doel="geheim van Heiloo",
    )

    page = site(cast.fg).get("/logboek/", {"gemeente": cast.heiloo.code}).content.decode()

    assert "Logboek Alkmaar" in page
    assert "geheim van Heiloo" not in page


def test_lines_can_be_found_by_colleague_and_period(cast, read_by):
    read_by(cast.bram)
    read_by(cast.nadia)
    today = timezone.localdate()
    watcher = cast.actor(cast.fg)

    def found(**question):
        lines = selectors.turn_page(watcher, selectors.AuditQuery(cast.alkmaar, **question)).lines
        return {
            line.actor_name for line in lines if line.onderwerp == "dossier" and line.handeling == "gelezen"
        }

    assert found(wie=cast.bram.pk) == {"Bram Visser"}
    assert found(van=today, tot=today) == {"Bram Visser", "Nadia de Wit"}
    assert found(van=today + timedelta(days=1)) == set()
    assert found(tot=today - timedelta(days=1)) == set()


def test_pages_follow_each_other_without_gap_or_repeat(cast, read_by):
    for number in range(2 * selectors.PER_PAGE + 7):
        read_by(cast.nadia, f"keer {number}")
    watcher, seen, before = cast.actor(cast.fg), [], None

    while True:
        page = selectors.turn_page(
            watcher, selectors.AuditQuery(cast.alkmaar, wie=cast.nadia.pk, voor=before)
        )
        seen += [line.pk for line in page.lines]
        if not (before := page.volgende):
            break

    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == AuditEntry.objects.filter(actor_id=cast.nadia.pk).count()


def test_looking_in_the_logbook_stands_in_the_logbook(cast, amina, site):
    site(cast.fg).get("/logboek/", {"dossier": amina.nummer})
    cast.see_all()

    line = AuditEntry.objects.filter(onderwerp="logboek").get()
    assert (line.actor_id, line.data_subjects) == (cast.fg.pk, [amina.persoon_id])


def test_a_page_of_the_logbook_is_light_and_takes_few_queries(
    cast, read_by, site, django_assert_max_num_queries
):
    for number in range(selectors.PER_PAGE + 1):
        read_by(cast.nadia, f"een doel met wat meer woorden, nummer {number}")
    fg = site(cast.fg)
    fg.get("/logboek/")

    with django_assert_max_num_queries(12):
        page = fg.get("/logboek/")

    assert len(page.content) < 60_000


def test_the_export_holds_who_when_and_why_but_no_values(cast, amina, read_by, site):
    read_by(cast.bram, "=HYPERLINK(1)", wijziging={"telefoon": ["0612345678", None]})

    answer = site(cast.fg).get("/logboek/uitvoer/", {"dossier": amina.nummer, "vorm": "json"})
    lines = json.loads(answer.content)

    assert answer["Content-Disposition"].startswith("attachment")
    assert lines[-1]["wie"] == "Bram Visser"
    assert lines[-1]["velden"] == ["telefoon"]
    assert "0612345678" not in answer.content.decode()


def test_a_spreadsheet_takes_nothing_in_the_export_for_a_formula(cast, amina, read_by, site):
    read_by(cast.bram, "=HYPERLINK(1)")

    answer = site(cast.fg).get("/logboek/uitvoer/", {"dossier": amina.nummer})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))

    assert rows[-1]["waarom"] == "'=HYPERLINK(1)"
    assert rows[-1]["wie"] == "Bram Visser"


def test_the_export_of_an_unknown_dossier_is_refused(cast, site):
    answer = site(cast.fg).get("/logboek/uitvoer/", {"dossier": "2020-1"})

    assert answer.status_code == 403
    assert "geen dossier met dit nummer" in answer.content.decode()


@pytest.mark.usefixtures("for_real")
def test_the_page_of_seals_tells_how_far_and_whether_they_hold(cast, read_by, site):
    read_by(cast.bram)
    assert "Er is nog geen zegel" in site(cast.fg).get("/logboek/zegels/").content.decode()
    cast.see_all()
    seal = seal_lines(cast.alkmaar.pk)

    page = site(cast.fg).post("/logboek/zegels/").content.decode()

    assert "Alle zegels kloppen" in page
    assert seal.waarde in page


@pytest.mark.parametrize(("typed", "sent"), [("0361-2026-00001", True), ("999990019", False)])
def test_a_browser_sends_a_dossier_number_and_no_bsn_in_an_address(cast, site, typed, sent):
    page = site(cast.fg).get("/logboek/").content.decode()
    pattern = re.search(r'name="dossier"[^>]* pattern="([^"]+)"', page)

    assert pattern is not None
    assert bool(re.fullmatch(pattern[1], typed)) is sent


def test_an_export_for_a_number_that_no_database_takes_is_refused(cast, site):
    assert site(cast.fg).get("/logboek/uitvoer/", {"dossier": "\0"}).status_code == 403
