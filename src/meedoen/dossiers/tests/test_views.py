"""The pages of a dossier, as the one who is signed in sees them."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers import services
from meedoen.dossiers.models import Contactmoment, Dossier, DossierDocument, Feit, Persoon, Signaal

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TABS = ("dossier", "gesprekken", "documenten", "netwerk", "logboek", "feiten")


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def url(name, *args):
    return reverse(f"dossiers:{name}", args=args)


def body(response):
    return response.content.decode()


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_opens_with_the_head_of_the_dossier_and_is_logged(cast, amina, login, tab):
    response = login(cast.nadia).get(url(tab, amina.pk))

    assert response.status_code == 200
    assert "Amina Yohannes" in body(response)
    assert body(response).count("<h1") == 1
    line = AuditEntry.objects.latest("id")
    assert (line.handeling, line.data_subjects, line.actor_id) == (
        "gelezen",
        [amina.persoon_id],
        cast.nadia.pk,
    )


def test_the_overview_says_what_is_late_why_and_where_it_stands(cast, amina, login):
    page = body(login(cast.nadia).get(url("dossier", amina.pk)))

    assert "di 17 nov 2026" in page
    assert "De brede intake is nog niet begonnen." in page
    assert "De termijn telt vanaf dinsdag 8 september 2026: de kennisgeving van DUO." in page
    assert "artikel=5.3" in page
    assert 'x1="' in page
    assert "," not in page.split('class="md-today" x1="')[1].split("%")[0]


def test_a_dossier_of_two_hundred_happenings_costs_at_most_twelve_queries(
    cast, amina, login, at_most_queries
):
    moment = timezone.now() - timedelta(days=1)
    Contactmoment.objects.bulk_create(
        Contactmoment(
            dossier=amina, gemeente=amina.gemeente, onderwerp="voortgang", moment=moment, uitkomst="held"
        )
        for _ in range(200)
    )
    Signaal.objects.bulk_create(
        Signaal(dossier=amina, gemeente=amina.gemeente, omschrijving="x", eigenaar=cast.bram)
        for _ in range(5)
    )
    browser = login(cast.nadia)
    browser.get(url("dossier", amina.pk))

    with at_most_queries(12):
        page = browser.get(url("dossier", amina.pk) + "?alles")

    assert body(page).count('class="md-event"') >= 200


@pytest.mark.parametrize("tab", [tab for tab in TABS if tab != "dossier"])
def test_the_other_tabs_are_bounded_too(cast, amina, login, at_most_queries, tab):
    browser = login(cast.nadia)
    browser.get(url(tab, amina.pk))

    with at_most_queries(12):
        browser.get(url(tab, amina.pk))


def test_the_list_finds_by_number_and_phase_and_pages_by_key(cast, amina, login, at_most_queries):
    Dossier.objects.bulk_create(
        Dossier(gemeente=cast.alkmaar, persoon=amina.persoon, nummer=f"0361-2025-{n:05d}")
        for n in range(1, 61)
    )
    browser = login(cast.nadia)
    with at_most_queries(8):
        first = browser.get(url("lijst"))
    second = browser.get(url("lijst"), {"na": first.context["page"].volgende})
    numbers = [d.nummer for page in (first, second) for d in page.context["page"].dossiers]

    assert (len(numbers), len(set(numbers)), numbers) == (61, 61, sorted(numbers, reverse=True))
    assert second.context["page"].volgende == ""
    assert len(first.content) < 60_000
    assert [d.nummer for d in browser.get(url("lijst"), {"nummer": "7"}).context["page"].dossiers] == [
        "0361-2025-00007"
    ]
    assert [d.pk for d in browser.get(url("lijst"), {"fase": "intake"}).context["page"].dossiers] == [
        amina.pk
    ]
    assert browser.get(url("lijst"), {"na": "kapot"}).status_code == 200


NEW = {
    "voornamen": "Yusuf",
    "achternaam": "Osman",
    "bsn": "999990020",
    "geslacht": "man",
    "taal_1": "so",
    "taal_2": "nl",
    "tolk_nodig": "on",
    "doelgroep": "asielstatushouder",
    "koppeling": "2026-11-16",
    "adres_soort": "azc",
    "plaats": "Heerhugowaard",
}


def register(cast, login, **changes):
    return login(cast.nadia).post(url("nieuw"), {"gemeente": cast.alkmaar.pk, **NEW, **changes})


def test_one_form_opens_a_dossier(cast, login):
    response = register(cast, login)

    dossier = Dossier.objects.select_related("persoon").get(persoon__achternaam="Osman")
    assert response.url == url("dossier", dossier.pk)
    assert (dossier.klantmanager, dossier.doelgroep, dossier.fase) == (
        cast.nadia,
        "asielstatushouder",
        "koppeling",
    )
    assert dossier.team.naam == "Inburgering"
    assert (dossier.persoon.contacttalen, dossier.persoon.tolk_nodig) == (["so", "nl"], True)
    assert dossier.persoon.geboortedatum is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"bsn": "999990021"}, "bsn"),
        ({"bsn": "12345"}, "bsn"),
        ({"v_nummer": "ABC"}, "v_nummer"),
        ({"koppeling": ""}, "koppeling"),
        ({"koppeling": "2099-01-01"}, "koppeling"),
        ({"koppeling": "16-11"}, "koppeling"),
        ({"geboortedatum": "2099-01-01"}, "geboortedatum"),
        ({"geboortedatum": "2026-11-17"}, "koppeling"),
        ({"doelgroep": "gezinsmigrant", "koppeling": ""}, "kennisgeving_duo"),
        ({"achternaam": ""}, "achternaam"),
    ],
)
def test_bad_input_is_pointed_at_and_good_input_stays(cast, login, changes, field):
    response = register(cast, login, **changes)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert 'value="Heerhugowaard"' in body(response)
    assert not Dossier.objects.exists()


def test_a_bsn_we_know_offers_the_dossier_that_is_there(cast, amina, login):
    response = register(cast, login, bsn="999990019", toch="on")

    assert response.status_code == 422
    assert url("dossier", amina.pk) in body(response)
    assert Dossier.objects.count() == 1


def test_the_same_name_and_birth_date_asks_first_and_then_goes_on(cast, amina, login):
    twin = {"bsn": "", "achternaam": "yohannes", "geboortedatum": "1992-05-04"}

    asked = register(cast, login, **twin)
    assert url("dossier", amina.pk) in body(asked)
    assert register(cast, login, **twin, toch="on").status_code == 302
    assert Dossier.objects.count() == 2


def test_a_shielded_dossier_stops_a_second_one_without_naming_anybody(cast, amina, login):
    Dossier.objects.filter(pk=amina.pk).update(shielded=True, klantmanager=cast.els)

    page = body(register(cast, login, bsn="999990019"))

    assert "Vraag de teamleider" in page
    assert "Amina" not in page
    assert str(amina.pk) not in page


def test_another_municipality_knows_nothing_of_the_person_when_it_looks_for_doubles(cast, amina, login):
    response = login(cast.tom).post(url("nieuw"), {**NEW, "gemeente": cast.heiloo.pk, "bsn": "999990019"})

    assert response.status_code == 302


def test_the_person_is_corrected_and_a_bsn_of_another_refused(cast, amina, login):
    other = Persoon.objects.create(gemeente=cast.alkmaar, achternaam="Ander", bsn="999990032")
    data = {
        "achternaam": "Yohannis",
        "geslacht": "vrouw",
        "taal_1": "nl",
        "verblijf-adres_soort": "woning",
        "verblijf-plaats": "Bergen",
    }
    browser = login(cast.nadia)

    refused = browser.post(url("persoon", amina.pk), {**data, "bsn": other.bsn})
    assert refused.status_code == 422
    assert "Amina Yohannes" in body(refused)
    assert browser.post(url("persoon", amina.pk), {**data, "bsn": "999990019"}).status_code == 302
    assert Dossier.objects.get(pk=amina.pk).plaats == "Bergen"
    assert Persoon.objects.get(pk=amina.persoon_id).contacttalen == ["nl"]


def test_a_fact_is_corrected_with_a_reason_and_the_old_one_shown(cast, amina, login):
    browser = login(cast.nadia)
    data = {"datum": "2026-09-15", "bron": "duo", "reden": "Tikfout"}

    assert browser.post(url("feit", amina.pk, "kennisgeving_duo"), {**data, "reden": ""}).status_code == 422
    assert browser.post(url("feit", amina.pk, "kennisgeving_duo"), data).status_code == 302
    page = body(browser.get(url("feiten", amina.pk)))
    assert "Tikfout" in page
    assert Dossier.objects.get(pk=amina.pk).eerste_dag.isoformat() == "2026-11-24"


def test_a_fact_is_withdrawn_with_a_reason(cast, amina, login):
    data = {"daad": "trek_in", "intrek-reden": "Nooit gebeurd"}

    assert login(cast.nadia).post(url("feit", amina.pk, "huisvesting"), data).status_code == 302
    assert not Feit.objects.filter(dossier=amina, soort="huisvesting", withdrawn_at=None).exists()


@pytest.mark.parametrize("kind", ["pip_dagtekening", "pip_goedgekeurd", "leerroute", "intake_afgerond"])
def test_what_follows_from_intake_or_pip_is_not_typed_by_hand(cast, amina, login, kind):
    response = login(cast.nadia).post(
        url("feit", amina.pk, kind), {"datum": "2026-11-01", "bron": "gemeente"}
    )

    assert response.status_code == 403
    assert not Feit.objects.filter(dossier=amina, soort=kind).exists()


def test_a_fact_from_a_file_may_be_corrected_though_it_belongs_to_the_pip(cast, amina, login):
    services.record_feit(
        cast.actor(cast.nadia), amina, "pip_dagtekening", datum=timezone.localdate(), bron=Feit.Source.IMPORT
    )

    assert login(cast.nadia).get(url("feit", amina.pk, "pip_dagtekening")).status_code == 200


def test_a_talk_is_planned_with_its_subject_filled_in_and_then_written_down(cast, amina, login):
    browser = login(cast.nadia)
    form = browser.get(url("contact_nieuw", amina.pk), {"onderwerp": "voortgang"}).context["form"]
    assert (form["onderwerp"].value(), form["met_tolk"].value()) == ("voortgang", True)

    data = {"onderwerp": "voortgang", "moment": "2026-11-02T10:00", "kanaal": "fysiek", "uitkomst": "gepland"}
    assert browser.post(url("contact_nieuw", amina.pk), data).status_code == 302
    talk = Contactmoment.objects.get(dossier=amina)
    report = {**data, "uitkomst": "niet_verschenen", "verslag": "Zij was ziek."}
    assert browser.post(url("contact", amina.pk, talk.pk), report).status_code == 302
    talk.refresh_from_db()
    assert (talk.uitkomst, talk.verslag, talk.by_id) == ("niet_verschenen", "Zij was ziek.", cast.nadia.pk)


def test_the_rhythm_of_talks_is_shown_only_when_the_municipality_set_one(cast, amina, login):
    assert "voortgangsgesprek." not in body(login(cast.nadia).get(url("gesprekken", amina.pk)))

    cast.alkmaar.instelling.voortgangsgesprek_weken = 12
    cast.alkmaar.instelling.save()
    assert "elke 12 weken" in body(login(cast.nadia).get(url("gesprekken", amina.pk)))


def test_a_signal_is_raised_for_a_colleague_of_this_municipality_and_solved(cast, amina, login):
    browser = login(cast.nadia)
    data = {"omschrijving": "Schulden", "ernst": "nu", "eigenaar": cast.bram.pk}

    assert browser.post(url("signaal_nieuw", amina.pk), {**data, "eigenaar": cast.tom.pk}).status_code == 422
    assert (
        browser.post(url("signaal_nieuw", amina.pk), {**data, "uiterlijk": "2020-01-01"}).status_code == 422
    )
    assert browser.post(url("signaal_nieuw", amina.pk), data).status_code == 302
    signal = Signaal.objects.get(dossier=amina)
    assert "1 open signaal" in body(browser.get(url("dossier", amina.pk)))
    assert (
        browser.post(url("signaal", amina.pk, signal.pk), {"oplossing": "Hulp gevonden"}).status_code == 302
    )
    assert "open signaal" not in body(browser.get(url("dossier", amina.pk)))


def upload(browser, amina, name="brief.pdf", content=PDF, **fields):
    data = {"bestand": SimpleUploadedFile(name, content), "soort": "bewijs", **fields}
    return browser.post(url("documenten", amina.pk), data)


def test_a_document_goes_in_and_comes_out_as_a_file_to_keep(
    cast, amina, login, django_capture_on_commit_callbacks
):
    browser = login(cast.nadia)
    with django_capture_on_commit_callbacks(execute=True):
        assert upload(browser, amina, "verslag; één.pdf").status_code == 302
    kept = DossierDocument.objects.get(dossier=amina)

    response = browser.get(url("document", amina.pk, kept.pk))

    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert "\n" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert AuditEntry.objects.latest("id").doel == "document openen"


def test_a_file_that_may_not_come_in_says_why(cast, amina, login):
    response = upload(login(cast.nadia), amina, "brief.pdf", b"<script>")

    assert response.status_code == 422
    assert "geen PDF" in body(response)
    assert upload(login(cast.nadia), amina, soort="beschikking").status_code == 422


def test_a_document_is_not_reached_by_way_of_another_dossier(cast, amina, login):
    kept = services.add_document(cast.actor(cast.nadia), amina, "brief.pdf", PDF)
    persoon = Persoon(gemeente=cast.alkmaar, achternaam="Ander")
    other = services.open_dossier(cast.actor(cast.nadia), persoon, {})

    assert login(cast.nadia).get(url("document", other.pk, kept.pk)).status_code == 403


def test_the_author_takes_a_document_back(cast, amina, login):
    kept = services.add_document(cast.actor(cast.nadia), amina, "brief.pdf", PDF)

    assert login(cast.bram).post(url("document_intrekken", amina.pk, kept.pk)).status_code == 403
    assert login(cast.nadia).post(url("document_intrekken", amina.pk, kept.pk)).status_code == 302
    assert login(cast.nadia).get(url("document", amina.pk, kept.pk)).status_code == 403


def test_enrolment_and_placement_are_written_down_and_explained(cast, amina, login):
    browser = login(cast.nadia)
    data = {"aanbieder": "Taalhuis Noord", "aangemeld": "2026-11-10", "geplaatst": "2026-11-01"}

    assert browser.post(reverse("traject:plaatsing", args=[amina.pk]), data).status_code == 422
    placed = {**data, "geplaatst": "2026-11-20"}
    assert browser.post(reverse("traject:plaatsing", args=[amina.pk]), placed).status_code == 302
    page = body(browser.get(reverse("traject:traject", args=[amina.pk])))
    assert "Taalhuis Noord" in page
    assert "De termijn is 20 dagen." in page


def test_the_team_leader_assigns_and_shields_and_the_klantmanager_does_not(cast, amina, login):
    shield = {"daad": "afschermen", "reden": "bedreiging"}
    assert login(cast.nadia).post(url("toewijzen", amina.pk), shield).status_code == 403

    leader = login(cast.els)
    assert (
        leader.post(
            url("toewijzen", amina.pk), {"daad": "toewijzen", "klantmanager": cast.bram.pk}
        ).status_code
        == 302
    )
    assert leader.post(url("toewijzen", amina.pk), shield).status_code == 302
    assert login(cast.nadia).get(url("dossier", amina.pk)).status_code == 403
    assert login(cast.bram).get(url("dossier", amina.pk)).status_code == 200
    assert "Bram Visser" in body(leader.get(url("logboek", amina.pk)))


def test_a_page_that_was_left_open_never_opens_what_a_colleague_shielded(cast, amina, login):
    leader, page = login(cast.els), url("toewijzen", amina.pk)
    left_open = body(leader.get(page))
    assert 'name="daad" value="afschermen"' in left_open
    leader.post(page, {"daad": "afschermen", "reden": "bedreiging"})

    leader.post(page, {"daad": "afschermen", "reden": "bedreiging"})

    assert Dossier.objects.get(pk=amina.pk).shielded
    leader.post(page, {"daad": "openen", "reden": "voorbij"})
    assert not Dossier.objects.get(pk=amina.pk).shielded


def test_why_a_dossier_was_shielded_is_read_by_the_team_leader_alone(cast, amina, login):
    leader, nadia = login(cast.els), login(cast.nadia)

    leader.post(url("toewijzen", amina.pk), {"daad": "afschermen", "reden": "Bedreigd door Ahmed"})

    assert "Bedreigd door Ahmed" in body(leader.get(url("toewijzen", amina.pk)))
    assert "Bedreigd" not in body(nadia.get(url("dossier", amina.pk)))
    assert "Bedreigd" not in body(nadia.get(url("logboek", amina.pk)))


def test_people_of_one_household_see_each_other(cast, amina, login):
    browser = login(cast.nadia)
    register(cast, login)
    other = Dossier.objects.get(persoon__achternaam="Osman")
    roles = {"rol": "partner", "rol_ander": "partner"}

    assert browser.post(url("huishouden", amina.pk), {"nummer": amina.nummer, **roles}).status_code == 422
    assert browser.post(url("huishouden", amina.pk), {"nummer": other.nummer, **roles}).status_code == 302
    assert "Yusuf Osman" in body(browser.get(url("netwerk", amina.pk)))


def test_a_reader_sees_no_button_that_she_may_not_use(cast, amina, login):
    page = body(login(cast.karim).get(url("dossier", amina.pk)))

    assert "Meld signaal" not in page
    assert "Werk bij" not in page


@pytest.mark.parametrize(
    ("typed", "sent"),
    [("00001", True), (" 0361-2026-00001 ", True), ("999990019", False), ("2812345678", False)],
)
def test_a_browser_sends_a_dossier_number_and_no_bsn_or_v_nummer_in_an_address(cast, login, typed, sent):
    pattern = re.search(r'name="nummer"[^>]* pattern="([^"]+)"', body(login(cast.nadia).get(url("lijst"))))

    assert pattern is not None
    assert bool(re.fullmatch(pattern[1], typed)) is sent


def test_a_number_with_a_character_that_no_database_takes_finds_nothing(cast, amina, login):
    response = login(cast.nadia).get(url("lijst"), {"nummer": "\0niets"})

    assert response.status_code == 200
    assert "Yohannes" not in body(response)
