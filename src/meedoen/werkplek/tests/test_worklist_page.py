"""Which dossiers stand in the worklist, in which order, and what a row says."""

import pytest

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.werkplek.filters import Filters
from meedoen.werkplek.selectors import worklist_page


def names(actor, **filters):
    return [row.wie for row in worklist_page(actor, Filters(**filters)).lines]


def test_the_first_deadline_comes_first_and_no_deadline_comes_last(cast, dossier):
    for name, days in (("Later A", 30), ("Geen B", None), ("Laat C", -5), ("Straks D", 3)):
        dossier(name, days)

    assert names(cast.actor(cast.nadia)) == ["C., Laat", "D., Straks", "A., Later", "B., Geen"]


def test_my_work_holds_only_what_is_mine_and_the_team_holds_all(cast, dossier):
    dossier("Van Nadia", 1)
    dossier("Van Bram", 2, klantmanager=cast.bram)

    assert names(cast.actor(cast.nadia)) == ["N., Van"]
    assert names(cast.actor(cast.nadia), wie="team") == ["N., Van", "B., Van"]


def test_what_is_finished_is_no_work(cast, dossier):
    dossier(fase="afgerond", stap="geen")

    assert names(cast.actor(cast.nadia)) == []


def test_a_dossier_of_another_municipality_is_nowhere(cast, dossier):
    dossier("Uit Heiloo", gemeente=cast.heiloo, klantmanager=cast.nadia)

    assert names(cast.actor(cast.nadia)) == names(cast.actor(cast.nadia), wie="team") == []


def test_a_shielded_dossier_is_seen_by_its_own_klantmanager_and_the_team_leader_only(cast, dossier):
    dossier("Veilig Thuis", shielded=True)

    seen = {
        who.naam: names(cast.actor(who), wie="team") for who in (cast.nadia, cast.els, cast.bram, cast.karim)
    }

    assert seen == {
        "Nadia de Wit": ["T., Veilig"],
        "Els Bakker": ["T., Veilig"],
        "Bram Visser": [],
        "Karim Haddad": [],
    }


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"fase": "pip"}, ["P., Piet"]),
        ({"groep": "gezinsmigrant"}, ["G., Gerda"]),
        ({"termijn": "plaatsing"}, ["P., Paula"]),
        ({"wanneer": "laat"}, ["L., Lies"]),
        ({"wanneer": "week"}, ["V., Vera", "W., Wim"]),
        ({"wacht": "duo"}, ["D., Dirk"]),
        ({"wacht": "ander"}, ["D., Dirk", "A., Anna"]),
        ({"wacht": "ander", "fase": "pip"}, []),
        ({"wie": "team", "van": "niemand"}, ["N., Niek"]),
    ],
)
def test_a_filter_leaves_exactly_what_was_asked(cast, dossier, filters, expected):
    dossier("Piet P", 20, fase="pip")
    dossier("Gerda G", 21, doelgroep="gezinsmigrant")
    dossier("Paula P", 22, eerste_termijn="plaatsing")
    dossier("Lies L", -1)
    dossier("Vera V", 0)
    dossier("Wim W", 7)
    dossier("Dirk D", 23, wacht_op="duo")
    dossier("Anna A", 24, wacht_op="aanbieder")
    niek = dossier("Niek N", 25)
    type(niek).objects.filter(pk=niek.pk).update(klantmanager=None)

    assert names(cast.actor(cast.nadia), **filters) == expected


def test_a_row_answers_what_for_whom_by_when_why_how_far_and_the_one_act(cast, dossier):
    made = dossier("Amina Yohannes", -5, tolk_nodig=True)

    [row] = worklist_page(cast.actor(cast.nadia), Filters()).lines

    assert (row.wat, row.why) == ("PIP vaststellen", "art. 5.3 Besluit*")
    assert (row.wie, row.about, row.taal) == ("Y., Amina", "asiel", "Tigrinya, tolk")
    assert (row.tone, row.distance) == ("laat", "5 dagen te laat")
    assert (row.far, row.act) == ("intake nog niet begonnen", "Start brede intake")
    assert row.url == f"/dossiers/{made.pk}/intake/"


def test_a_term_of_the_municipality_is_never_passed_off_as_law(cast, dossier):
    dossier(eerste_termijn="plaatsing", stap="plaatsing", fase="traject", wacht_op="aanbieder")

    [row] = worklist_page(cast.actor(cast.nadia), Filters()).lines

    assert (row.why, row.wacht) == ("termijn van de gemeente*", "wacht op aanbieder")


def test_one_line_of_the_logbook_names_everybody_who_was_shown(cast, dossier):
    shown = {dossier("Een A").persoon_id, dossier("Twee B").persoon_id}
    dossier("Drie C", klantmanager=cast.bram)

    worklist_page(cast.actor(cast.nadia), Filters())

    line = AuditEntry.objects.get(onderwerp="dossierlijst")
    assert (set(line.data_subjects), line.doel, line.handeling) == (shown, "mijn werk", "gelezen")


def test_an_empty_list_reads_nobody(cast):
    worklist_page(cast.actor(cast.nadia), Filters())

    assert not AuditEntry.objects.filter(onderwerp="dossierlijst").exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"fase": "bestaat niet"},
        {"wanneer": "'"},
        {"van": "x"},
        {"gemeente": "0361"},
        {"wie": "iedereen"},
        {"na": "x"},
    ],
)
def test_an_old_or_damaged_link_still_works(cast, dossier, login, asked):
    dossier()

    response = login(cast.nadia).get("/", asked)

    assert response.status_code == 200
    assert "Y., Amina" in response.content.decode()


def test_a_filter_survives_the_way_through_an_address(cast):
    from django.http import QueryDict

    filters = Filters(wie="team", fase="intake", wanneer="laat", gemeente=str(cast.alkmaar.pk))

    assert Filters.uit(QueryDict(filters.as_query()).dict(), cast.actor(cast.nadia)) == filters


def test_the_numbers_above_the_list_count_what_their_links_show(cast, dossier, login):
    for days, waits in ((-1, ""), (-9, "duo"), (0, ""), (7, "aanbieder"), (8, "")):
        dossier(days=days, wacht_op=waits)
    page = login(cast.nadia).get("/")

    counts = {count["soort"]: count["n"] for count in page.context["counts"]}

    assert counts == {"laat": 2, "week": 2, "wacht": 2}
    for count in page.context["counts"]:
        shown = login(cast.nadia).get(f"/?{count['query']}").context["page"].lines
        assert len(shown) == count["n"]
