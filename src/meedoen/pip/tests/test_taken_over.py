"""A PIP that came along from the former system: shown as such, and changed by an ordinary new decision."""

from datetime import timedelta

import pytest
from django.urls import reverse

from meedoen.basis.access.rechten import Refused
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.services import record_feit
from meedoen.pip import selectors, services
from meedoen.pip.evaluation import NotYet
from meedoen.pip.letter import compose_letter
from meedoen.pip.models import Beschikking
from meedoen.pip.taken_over import TakenOverPip, taken_over_pip
from meedoen.pip.tests.conftest import B1_ROUTE, days_ago, facts, today

FIXED = days_ago(40)
TO_Z = {
    "leerroute": "Z",
    "niveau": "A2",
    "intensiteit_uren": None,
    "motivering_afwijking": "Leren uit een boek lukt u niet.",
}


def take_over(stage, *, route: str = "B", known: bool = True) -> None:
    """Facts as an import writes them."""
    came_along = {"pip_dagtekening": "", "leerroute": route} | ({"pip_bekendgemaakt": ""} if known else {})
    for kind, value in came_along.items():
        if value or kind != "leerroute":
            record_feit(stage.nadia, stage.dossier, kind, datum=FIXED, waarde=value, bron="import")


def change(stage, kind: str = "anders", **fields) -> Beschikking:
    """A complete draft that changes the PIP that came along."""
    begun = services.change_taken_over(
        stage.nadia, stage.dossier, aanleiding=kind, reden="Wij bekeken het opnieuw."
    )
    return services.save(stage.nadia, begun, B1_ROUTE | {"leerroute": begun.leerroute} | fields)


def through(stage, draft: Beschikking) -> Beschikking:
    """The same, fixed and made known."""
    approved = services.approve(stage.karim, services.submit(stage.nadia, draft))
    fixed = services.fix(stage.nadia, approved, dagtekening=today(), verzending_op=today())
    return services.make_known(stage.nadia, fixed, today())


def plan_page(browser, stage) -> str:
    return browser.get(reverse("pip:pip", args=[stage.dossier.pk])).content.decode()


@pytest.fixture
def taken_over(stage):
    """Amina, whose PIP was fixed in the former system."""
    take_over(stage)
    return stage


def test_the_plan_page_says_where_it_was_fixed_with_its_date_and_leerroute(cast, taken_over, login):
    page = plan_page(login(cast.nadia), taken_over)

    assert "Vastgesteld in het vorige systeem" in page
    assert "B1-route" in page
    assert ("Wijzig PIP" in page, "Stel PIP op" in page) == (True, False)
    assert "Er is nog geen PIP" not in page


def test_a_date_that_was_corrected_by_hand_is_still_that_of_a_pip_that_came_along(taken_over):
    corrected = FIXED - timedelta(days=1)

    record_feit(taken_over.nadia, taken_over.dossier, "pip_dagtekening", datum=corrected, reden="tikfout")

    assert taken_over_pip(taken_over.dossier) == TakenOverPip(corrected, "B", FIXED)


def test_a_pip_that_was_made_here_or_came_with_a_move_did_not_come_from_the_former_system(stage):
    for kind, value in (("pip_dagtekening", ""), ("leerroute", "Z")):
        record_feit(stage.nadia, stage.dossier, kind, datum=FIXED, waarde=value, bron="duo")

    assert taken_over_pip(stage.dossier) is None
    assert services.draft(stage.nadia, stage.dossier).aanleiding == "verhuizing"


def test_no_first_pip_is_drawn_up_beside_it(taken_over):
    with pytest.raises(NotYet, match="al een PIP"):
        services.draft(taken_over.nadia, taken_over.dossier)


@pytest.mark.parametrize(("kind", "route"), [("anders", "B"), ("afschalen", "B"), ("schakelen", "")])
def test_a_change_begins_with_the_leerroute_unless_it_is_about_that(taken_over, kind, route):
    begun = services.change_taken_over(
        taken_over.nadia, taken_over.dossier, aanleiding=kind, reden="Het past niet meer."
    )

    assert (begun.aanleiding, begun.leerroute, begun.is_first) == (kind, route, False)
    assert "Nadia de Wit" in begun.begeleiding


def test_the_change_is_begun_in_a_browser(cast, taken_over, login):
    nadia = login(cast.nadia)

    answer = nadia.post(
        reverse("pip:wijzigen", args=[taken_over.dossier.pk]), {"aanleiding": "schakelen", "reden": "Z past."}
    )

    assert answer.url == reverse("pip:bewerken", args=[taken_over.dossier.pk])
    assert Beschikking.objects.get().aanleiding == "schakelen"
    page = plan_page(nadia, taken_over)
    assert "Er is een nieuw besluit in de maak" in page
    assert "geldt nu" in page[page.index("Vastgesteld in het vorige systeem op") :]


@pytest.mark.parametrize(
    ("kind", "reason", "sentence"),
    [("eerste", "x", "Kies waarom"), ("anders", " ", "Zeg waarom")],
)
def test_a_change_has_a_kind_and_a_reason(taken_over, kind, reason, sentence):
    with pytest.raises(NotYet, match=sentence):
        services.change_taken_over(taken_over.nadia, taken_over.dossier, aanleiding=kind, reden=reason)


def test_only_a_pip_that_came_along_is_changed_like_this_and_once_at_a_time(stage):
    with pytest.raises(NotYet, match="vorige systeem"):
        change(stage)

    take_over(stage)
    change(stage)

    with pytest.raises(NotYet, match="al een PIP"):
        change(stage)


def test_who_may_not_draw_up_a_pip_may_not_change_it_either(cast, taken_over):
    for who in (cast.karim, cast.tom, cast.fg):
        with pytest.raises(Refused) as refusal:
            services.change_taken_over(cast.actor(who), taken_over.dossier, aanleiding="anders", reden="x")
        assert not isinstance(refusal.value, NotYet)


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("schakelen", {"leerroute": "B"}, "leerroute blijft dezelfde"),
        ("afschalen", {"niveau": "B1"}, "niveau gaat niet naar A2"),
        ("afschalen", {"niveau": "A2"}, "600 uur"),
    ],
)
def test_the_rules_of_a_change_hold(taken_over, kind, fields, sentence):
    with pytest.raises(NotYet, match=sentence):
        services.submit(taken_over.nadia, change(taken_over, kind, **fields))


def test_it_is_not_dated_before_the_pip_that_came_along(taken_over):
    approved = services.approve(taken_over.karim, services.submit(taken_over.nadia, change(taken_over)))
    too_early = FIXED - timedelta(days=1)

    with pytest.raises(NotYet, match="niet vóór die van het eerste PIP"):
        services.fix(taken_over.nadia, approved, dagtekening=too_early, verzending_op=today())


def test_another_leerroute_needs_to_know_the_one_that_holds(stage):
    take_over(stage, route="")

    with pytest.raises(NotYet, match="niet bekend"):
        services.submit(stage.nadia, change(stage, "schakelen", leerroute="B"))


def test_it_never_begins_the_three_years_anew_and_what_holds_now_is_the_new_one(cast, taken_over, login):
    known = through(taken_over, change(taken_over, "schakelen", **TO_Z))

    now = facts(taken_over.dossier)
    assert (now["pip_dagtekening"], now["leerroute"], known.previous_leerroute) == (FIXED, "Z", "B")
    assert Dossier.objects.get(pk=taken_over.dossier.pk).stap not in ("pip_wijzigen", "pip_bekendmaken")
    page = plan_page(login(cast.nadia), taken_over)
    assert "B1-route" in page[page.index("Vastgesteld in het vorige systeem op") :]


def test_the_letter_tells_of_the_change_and_of_nothing_we_do_not_know(taken_over):
    draft = change(taken_over, "schakelen", **TO_Z)

    letter = compose_letter(draft)

    assert letter.onderwerp == "Uw plan voor inburgering (PIP) verandert"
    assert str(FIXED.year) in letter.introduction[0]
    assert [(row.label, row.tekst) for row in letter.changed] == [
        ("Leerroute", "Was: B1-route. Wordt: zelfredzaamheidsroute (Z-route).")
    ]


def test_the_same_leerroute_is_no_change_in_the_letter(taken_over):
    assert not compose_letter(change(taken_over)).changed


def test_a_letter_made_anew_after_fixing_still_says_what_the_leerroute_was(taken_over):
    draft = change(taken_over, "schakelen", **TO_Z)
    approved = services.approve(taken_over.karim, services.submit(taken_over.nadia, draft))
    fixed = services.fix(taken_over.nadia, approved, dagtekening=days_ago(1), verzending_op=days_ago(1))

    known = services.make_known(taken_over.nadia, fixed, today())

    assert "Was: B1-route" in selectors.letter_of(known).changed[0].tekst


def test_the_approver_reads_what_holds_now_and_the_whole_new_decision(cast, taken_over, login):
    services.submit(taken_over.nadia, change(taken_over))

    page = login(cast.karim).get(reverse("pip:goedkeuren", args=[taken_over.dossier.pk])).content.decode()

    assert "Het huidige PIP is vastgesteld in het vorige systeem" in page
    table = page[page.index("<table") : page.index("</table>")]
    assert ("B1-route" in table, "Was" in table) == (True, False)


@pytest.mark.parametrize("kind", ["pip_bekendgemaakt", "leerroute"])
def test_what_did_not_come_along_is_filled_in_by_hand_until_a_decision_was_made_here(
    cast, stage, login, kind
):
    take_over(stage, route="", known=False)
    nadia, form = login(cast.nadia), reverse("dossiers:feit", args=[stage.dossier.pk, kind])
    filled = {"datum": FIXED, "waarde": "B", "bron": "gemeente"}

    assert form in plan_page(nadia, stage)
    assert nadia.post(form, filled).status_code == 302
    assert facts(stage.dossier)[kind] in (FIXED, "B")

    through(stage, change(stage, leerroute="B"))
    assert nadia.get(form).status_code == 403
