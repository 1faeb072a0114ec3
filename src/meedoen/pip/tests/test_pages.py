"""The pages of the PIP: the whole way with a browser, who sees what, and how many queries it takes."""

import pytest
from django.urls import reverse

from meedoen.basis.audit_log.models import AuditEntry
from meedoen.pip import services
from meedoen.pip.models import Beschikking, Doel
from meedoen.pip.services import Why
from meedoen.pip.tests.conftest import B1_ROUTE, days_ago, today


def at(name, dossier, *more):
    return reverse(f"pip:{name}", args=[dossier.pk, *more])


@pytest.fixture
def full_plan(stage):
    """A plan with thirty agreements, so that a page that asks once a row shows."""
    why = Why("Besproken")
    goal = services.make_doel(stage.nadia, stage.dossier, why, soort="hoofd", tekst="Werken")
    for number in range(30):
        services.make_afspraak(
            stage.nadia, stage.dossier, why, partij="gemeente", tekst=f"Afspraak {number}", doel=goal
        )
    return goal


def test_from_nothing_to_a_pip_that_is_known_with_a_browser_and_no_script(cast, stage, login):
    nadia, karim = login(cast.nadia), login(cast.karim)
    here = at("pip", stage.dossier)
    assert "Stel PIP op" in nadia.get(here).content.decode()

    nadia.post(at("opstellen", stage.dossier))
    answer = nadia.post(at("bewerken", stage.dossier), {**B1_ROUTE, "map_uren": 40})
    assert answer.url == here
    nadia.post(at("voorleggen", stage.dossier))
    assert "Jouw oordeel" in karim.get(at("goedkeuren", stage.dossier)).content.decode()
    karim.post(at("goedkeuren", stage.dossier))
    nadia.post(
        at("vaststellen", stage.dossier),
        {"dagtekening": today(), "verzending_op": today(), "ondertekend_op": today()},
    )
    nadia.post(at("bekendmaken", stage.dossier), {"op": today()})

    page = nadia.get(here).content.decode()
    assert Beschikking.objects.get().status == Beschikking.Status.MADE_KNOWN
    assert "Het PIP geldt" in page
    assert "Wijzig PIP" in page


def test_a_refusal_brings_one_back_with_the_sentence_and_its_article(cast, stage, login):
    stage.draft(pvt_uren=8)

    answer = login(cast.nadia).post(at("voorleggen", stage.dossier), follow=True)

    page = answer.content.decode()
    assert "minstens 12 uur" in page
    assert "art. 3.1 Besluit inburgering 2021" in page
    assert "https://wetten.overheid.nl/jci1.3:c:BWBR0045555&amp;artikel=3.1" in page
    assert Beschikking.objects.get().submitted_at is None


def test_conditions_are_shown_met_and_unmet_with_how_sure_we_are(cast, stage, login):
    stage.draft(pvt_uren=8, map_uren=20)

    page = login(cast.nadia).get(at("pip", stage.dossier)).content.decode()

    assert page.index("Zo kan het niet") < page.index("Let op", page.index("Zo kan het niet"))
    assert "te bevestigen" in page
    assert "Voldaan" in page


def test_saving_while_typing_answers_with_the_conditions_and_when(cast, stage, login):
    draft = stage.draft(pvt_uren=8)
    nadia = login(cast.nadia)
    typed = {**B1_ROUTE, "pvt_uren": 12, "stand": draft.updated_at.isoformat()}

    answer = nadia.post(at("bewerken", stage.dossier), typed, headers={"X-Meedoen-Stil": "1"})

    said = answer.json()
    assert said["tekst"].startswith("Bewaard om")
    assert "Zo kan het niet" not in said["voorwaarden"]
    assert Beschikking.objects.get().pvt_uren == 12


def test_two_people_never_type_over_each_other(cast, stage, login):
    draft = stage.draft()
    read = draft.updated_at.isoformat()
    services.save(cast.actor(cast.bram), draft, {"pvt_uren": 20})

    answer = login(cast.nadia).post(
        at("bewerken", stage.dossier), {**B1_ROUTE, "stand": read}, headers={"X-Meedoen-Stil": "1"}
    )

    assert answer.status_code == 422
    assert "collega" in answer.json()["fouten"][0]
    assert Beschikking.objects.get().pvt_uren == 20


def test_the_approver_reads_what_changed_since_the_former_version(cast, stage, login):
    change = services.change(
        stage.nadia, stage.known(days_ago(1)), aanleiding="anders", reden="Meer uren nodig."
    )
    services.submit(stage.nadia, services.save(stage.nadia, change, {"intensiteit_uren": 1200}))

    page = login(cast.karim).get(at("goedkeuren", stage.dossier)).content.decode()

    assert "Veranderd sinds versie 1" in page
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert ("900" in table, "1200" in table, "PVT" in table) == (True, True, False)


def test_the_letter_that_was_made_is_read_as_text_and_seen_in_the_page(
    cast, stage, login, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        fixed = stage.fixed()
    nadia = login(cast.nadia)

    text = nadia.get(at("brief", stage.dossier, fixed.version)).content.decode()
    seen = nadia.get(at("voorbeeld", stage.dossier))

    assert 'lang="ti"' in text
    assert "Uw datums" in text
    assert seen["Content-Type"] == "application/pdf"
    assert len(seen.content) == fixed.letter.document.size
    assert (seen["X-Frame-Options"], seen["Cache-Control"]) == ("SAMEORIGIN", "private, no-store")


def test_a_concept_letter_is_made_as_it_stands_and_its_download_is_logged(cast, stage, login):
    draft, nadia = stage.draft(), login(cast.nadia)

    answer = nadia.get(at("download", stage.dossier, draft.version))

    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Amina" not in answer["Content-Disposition"]
    assert AuditEntry.objects.filter(
        doel="brief PIP downloaden", data_subjects=[stage.dossier.persoon_id]
    ).exists()


def test_a_plan_is_kept_with_a_browser(cast, stage, login):
    nadia = login(cast.nadia)

    nadia.post(
        at("plan_nieuw", stage.dossier, "doel"),
        {"soort": "hoofd", "tekst": "Werken in de zorg", "reden": "Besproken", "gesprek": ""},
    )
    goal = Doel.objects.get()
    nadia.post(
        at("plan_aanpassen", stage.dossier, "doel", goal.pk),
        {"tekst": "Verpleegkunde", "reden": "Amina wil studeren", "gesprek": ""},
    )
    nadia.post(at("plan_afronden", stage.dossier, "doel", goal.pk), {"op": today(), "reden": "Diploma"})

    history = nadia.get(at("geschiedenis", stage.dossier)).content.decode()
    assert "Amina wil studeren" in history
    assert "bereikt op" in history


def test_a_form_that_is_not_accepted_says_what_is_missing(cast, stage, login):
    answer = login(cast.nadia).post(at("plan_nieuw", stage.dossier, "afspraak"), {"tekst": "", "reden": ""})

    assert answer.status_code == 422
    assert "Er kloppen nog" in answer.content.decode()


def test_a_quality_officer_reads_and_approves_and_writes_nothing(cast, stage, login):
    stage.submitted()
    karim = login(cast.karim)

    page = karim.get(at("pip", stage.dossier)).content.decode()

    assert "Beoordeel PIP" in page
    for act in ("Verder met beschikking", "Voeg afspraak toe", "Haal terug"):
        assert act not in page
    assert karim.post(at("bewerken", stage.dossier), B1_ROUTE).status_code == 403


@pytest.mark.parametrize("who", ["tom", "ria", "petra", "fg"])
@pytest.mark.parametrize("page", ["pip", "bewerken", "goedkeuren", "geschiedenis", "voorbeeld"])
def test_nobody_else_sees_a_pip(cast, stage, login, who, page):
    stage.submitted()

    answer = login(getattr(cast, who)).get(at(page, stage.dossier))

    assert answer.status_code == 403
    assert "Amina" not in answer.content.decode()


def test_the_list_of_what_waits_is_for_approvers_and_logged(cast, stage, login):
    stage.submitted()

    assert "Amina" in login(cast.karim).get(reverse("pip:ter_goedkeuring")).content.decode()
    assert login(cast.nadia).get(reverse("pip:ter_goedkeuring")).status_code == 403
    assert AuditEntry.objects.filter(onderwerp="lijst", doel="PIP goedkeuren").exists()


@pytest.mark.parametrize(
    ("page", "moment", "who", "most"),
    [
        ("pip", "draft", "nadia", 21),
        ("pip", "known", "nadia", 20),
        ("bewerken", "draft", "nadia", 26),
        ("goedkeuren", "submitted", "karim", 28),
        ("geschiedenis", "draft", "nadia", 17),
    ],
)
def test_a_page_takes_as_many_queries_however_long_the_plan(
    cast, stage, login, full_plan, django_assert_max_num_queries, page, moment, who, most
):
    getattr(stage, moment)()
    browser = login(getattr(cast, who))

    with django_assert_max_num_queries(most) as asked:
        answer = browser.get(at(page, stage.dossier))

    assert answer.status_code == 200, asked


def test_an_act_that_is_refused_shows_its_form_again_with_the_reason(cast, stage, login):
    stage.fixed(days_ago(2))

    page = login(cast.nadia).post(at("bekendmaken", stage.dossier), {"op": days_ago(3)}).content.decode()

    assert "Bekendmaken kan niet voor de dagtekening" in page
    assert 'name="op"' in page


def test_an_act_on_a_pip_that_is_not_there_says_what_to_do_first(cast, stage, login):
    answer = login(cast.nadia).get(at("vaststellen", stage.dossier))

    assert answer.status_code == 403
    assert "Stel het eerst op" in answer.content.decode()


def test_a_draft_is_thrown_away_after_a_question(cast, stage, login):
    stage.draft()
    nadia, here = login(cast.nadia), at("verwijderen", stage.dossier)

    assert nadia.get(here).status_code == 200
    assert Beschikking.objects.exists(), "asking is not doing"

    nadia.post(here)
    assert not Beschikking.objects.exists()


def test_what_was_submitted_is_taken_back_with_a_reason(cast, stage, login):
    stage.submitted()
    nadia, here = login(cast.nadia), at("terughalen", stage.dossier)

    assert nadia.post(here, {"reden": ""}).status_code == 422
    assert Beschikking.objects.get().status == Beschikking.Status.SUBMITTED

    nadia.post(here, {"reden": "De uren kloppen niet"})
    assert Beschikking.objects.get().status == Beschikking.Status.DRAFT


def test_who_judges_gives_it_back_with_a_reason_beside_what_she_read(cast, stage, login):
    stage.submitted()
    karim, here = login(cast.karim), at("teruggeven", stage.dossier)

    refused = karim.post(here, {"reden": ""})
    assert refused.status_code == 422
    assert "Jouw oordeel" in refused.content.decode()

    karim.post(here, {"reden": "Waarom geen onderwijsroute?"})
    given = Beschikking.objects.get()
    assert (given.status, given.returned_reason) == (
        Beschikking.Status.DRAFT,
        "Waarom geen onderwijsroute?",
    )


def test_who_has_nothing_to_judge_is_sent_back_to_the_pip(cast, stage, login):
    stage.draft()

    answer = login(cast.karim).get(at("goedkeuren", stage.dossier), follow=True)

    assert answer.redirect_chain[0][0] == at("pip", stage.dossier)
    assert "ligt niet bij jou ter goedkeuring" in answer.content.decode()


def test_an_agreement_is_changed_and_dropped_with_a_browser(cast, stage, login):
    nadia = login(cast.nadia)
    agreed = services.make_afspraak(
        stage.nadia, stage.dossier, Why("Besproken"), partij="gemeente", tekst="Wij bellen"
    )
    change, drop = (
        at(name, stage.dossier, "afspraak", agreed.pk) for name in ("plan_aanpassen", "plan_vervallen")
    )

    assert nadia.post(drop, {"reden": ""}).status_code == 422
    nadia.post(change, {"partij": "gemeente", "tekst": "Wij schrijven", "reden": "Zij belt niet graag"})
    agreed.refresh_from_db()
    assert (agreed.tekst, agreed.is_open) == ("Wij schrijven", True)

    nadia.post(drop, {"reden": "Niet meer nodig"})
    assert "Niet meer nodig" in nadia.get(at("geschiedenis", stage.dossier)).content.decode()
    agreed.refresh_from_db()
    assert not agreed.is_open


def test_a_part_of_a_plan_is_a_goal_or_an_agreement_and_nothing_else(cast, stage, login):
    assert login(cast.nadia).get(at("plan_nieuw", stage.dossier, "wens")).status_code == 404
