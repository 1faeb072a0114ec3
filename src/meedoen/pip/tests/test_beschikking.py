"""Drawing up a decision: the first, one after a move, and one that changes what holds."""

from datetime import date

import pytest

from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.models import AuditEntry
from meedoen.dossiers.services import record_feit
from meedoen.pip import services
from meedoen.pip.evaluation import NotYet
from meedoen.pip.models import Beschikking
from meedoen.pip.tests.conftest import days_ago, facts, today


def test_a_first_decision_begins_with_words_and_without_any_number_of_the_law(cast, stage):
    cast.alkmaar.instelling.voortgangsgesprek_weken = 8
    cast.alkmaar.instelling.save()

    draft = services.draft(stage.nadia, stage.dossier)

    assert draft.is_first
    assert draft.status == Beschikking.Status.DRAFT
    assert "Nadia de Wit" in draft.begeleiding
    assert draft.voortgang == "Elke 8 weken hebt u een gesprek met uw contactpersoon."
    assert (draft.leerroute, draft.alfabetisering, draft.ontzorgen) == ("", "", "")
    assert (draft.pvt_uren, draft.map_uren, draft.intensiteit_uren) == (None, None, None)


@pytest.mark.parametrize("who", ["karim", "ria", "petra", "fg", "tom"])
def test_only_who_guides_people_here_may_draw_up_a_decision(cast, stage, who):
    with pytest.raises(Refused) as refusal:
        services.draft(cast.actor(getattr(cast, who)), stage.dossier)

    assert not isinstance(refusal.value, NotYet)
    assert not Beschikking.objects.exists()


def test_a_dossier_has_one_decision_in_the_making(stage):
    services.draft(stage.nadia, stage.dossier)

    with pytest.raises(NotYet, match="al een PIP"):
        services.draft(stage.nadia, stage.dossier)


def test_who_moved_here_with_a_pip_gets_a_new_one_with_the_old_leerroute(stage):
    record_feit(stage.nadia, stage.dossier, "pip_dagtekening", datum=days_ago(30))
    record_feit(stage.nadia, stage.dossier, "leerroute", datum=days_ago(30), waarde="Z")

    draft = services.draft(stage.nadia, stage.dossier)

    assert (draft.aanleiding, draft.leerroute) == ("verhuizing", "Z")


def test_only_what_changed_is_saved_and_logged(stage):
    draft = stage.draft()
    lines = AuditEntry.objects.count()

    services.save(stage.nadia, draft, {"pvt_uren": 14, "map_uren": 40})
    services.save(stage.nadia, draft, {"pvt_uren": 14})

    assert AuditEntry.objects.count() == lines + 1
    assert AuditEntry.objects.latest("pk").wijziging == {"pvt_uren": [12, 14]}


@pytest.mark.parametrize("moment", ["submitted", "approved", "fixed", "known"])
def test_what_was_submitted_cannot_be_typed_over(stage, moment):
    decision = getattr(stage, moment)()

    with pytest.raises(NotYet):
        services.save(stage.nadia, decision, {"leerroute": "Z"})

    assert Beschikking.objects.get(pk=decision.pk).leerroute == "B"


def test_a_draft_that_is_thrown_away_stays_in_the_logbook(stage):
    draft = stage.draft()

    services.delete_draft(stage.nadia, draft)

    assert not Beschikking.objects.exists()
    line = AuditEntry.objects.latest("pk")
    assert (line.handeling, line.wijziging["leerroute"]) == ("ingetrokken", ["B", None])


def test_a_submitted_decision_is_not_thrown_away(stage):
    with pytest.raises(NotYet, match="Haal het eerst terug"):
        services.delete_draft(stage.nadia, stage.submitted())


@pytest.mark.parametrize(
    ("kind", "kept", "to_choose_again"),
    [
        ("schakelen", ["begeleiding", "pvt_uren"], ["leerroute", "niveau", "intensiteit_uren", "map_uren"]),
        ("afschalen", ["leerroute", "intensiteit_uren"], ["niveau", "motivering"]),
        ("verhuizing", ["leerroute", "niveau", "pvt_uren"], ["begeleiding", "voortgang"]),
        ("anders", ["leerroute", "begeleiding", "motivering"], []),
    ],
)
def test_a_change_begins_with_what_it_is_not_about(stage, kind, kept, to_choose_again):
    former = stage.known(days_ago(1))

    change = services.change(stage.nadia, former, aanleiding=kind, reden="U wilt iets anders.")

    assert (change.version, change.replaces, change.aanleiding) == (2, former, kind)
    assert all(getattr(change, field) == getattr(former, field) for field in kept)
    assert all(getattr(change, field) in (None, "") for field in to_choose_again)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"aanleiding": "eerste", "reden": "x"}, "Kies waarom"),
        ({"aanleiding": "anders", "reden": "  "}, "Zeg waarom"),
    ],
)
def test_a_change_has_a_kind_and_a_reason(stage, arguments, sentence):
    with pytest.raises(NotYet, match=sentence):
        services.change(stage.nadia, stage.known(), **arguments)


def test_a_pip_changes_only_after_it_is_known_and_once_at_a_time(stage):
    fixed = stage.fixed()
    with pytest.raises(NotYet, match="nog niet bekendgemaakt"):
        services.change(stage.nadia, fixed, aanleiding="anders", reden="Nieuw adres")

    known = services.make_known(stage.nadia, fixed, today())
    services.change(stage.nadia, known, aanleiding="anders", reden="Nieuw adres")

    with pytest.raises(NotYet, match="al een nieuw besluit"):
        services.change(stage.nadia, known, aanleiding="anders", reden="Nog eens")


def test_a_changed_pip_never_begins_the_three_years_anew(stage):
    first = days_ago(20)
    change = services.change(
        stage.nadia, stage.known(first), aanleiding="schakelen", reden="U gaat studeren."
    )
    services.save(
        stage.nadia, change, {"leerroute": "O", "niveau": "B1", "motivering": "U kunt een opleiding aan."}
    )
    change = services.approve(stage.karim, services.submit(stage.nadia, change))
    change = services.fix(stage.nadia, change, dagtekening=today(), verzending_op=today())
    services.make_known(stage.nadia, change, today())

    now = facts(stage.dossier)

    assert now["pip_dagtekening"] == first
    assert (now["leerroute"], now["pip_bekendgemaakt"]) == ("O", today())
    assert stage.dossier.termijn_set.get(soort="inburgeringstermijn").laatste_dag == date(
        first.year + 3, first.month, min(first.day, 28) if first.month == 2 else first.day
    )


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("schakelen", {"leerroute": "B", "niveau": "B1", "map_uren": 40}, "leerroute blijft dezelfde"),
        ("afschalen", {"niveau": "B1"}, "niveau gaat niet naar A2"),
        ("anders", {}, "hetzelfde als het huidige"),
    ],
)
def test_a_change_is_the_change_it_says_it_is(stage, kind, typed, sentence):
    change = services.change(stage.nadia, stage.known(days_ago(1)), aanleiding=kind, reden="Zo is het beter.")
    change = services.save(stage.nadia, change, typed)

    with pytest.raises(NotYet, match=sentence):
        services.submit(stage.nadia, change)


def test_scaling_down_is_refused_with_its_article_until_600_hours_and_effort_are_shown(stage):
    change = services.change(
        stage.nadia, stage.known(days_ago(1)), aanleiding="afschalen", reden="B1 lukt niet."
    )
    change = services.save(stage.nadia, change, {"niveau": "A2", "motivering": "U deed uw best."})
    with pytest.raises(NotYet, match="600 uur") as refusal:
        services.submit(stage.nadia, change)
    assert str(refusal.value.artikel) == "art. 5.5 Besluit inburgering 2021"

    services.save(stage.nadia, change, {"gevolgde_cursusuren": 640, "inspanning_aantoonbaar": True})

    assert services.submit(stage.nadia, change).status == "voorgelegd"
