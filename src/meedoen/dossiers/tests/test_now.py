"""What matters now: at most three things, the most urgent first, the next step always among them."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.basis.organisations.models import Account
from meedoen.dossiers.models import Contactmoment, Signaal
from meedoen.dossiers.now import AT_MOST, PointKind, waits_for, what_now
from meedoen.dossiers.phases import Stap, WachtOp
from meedoen.wet.termijn.explain import explain

TODAY = date(2026, 11, 22)
FACTS = {
    "doelgroep": "asielstatushouder",
    "asielvergunning": "ja",
    "kennisgeving_duo": date(2026, 9, 8),
    "inschrijving_brp": date(2026, 9, 3),
}


def terms(**facts):
    return [
        explain({**FACTS, **facts}, name, TODAY)
        for name in ("pip", "inburgeringstermijn", "schakelen", "plaatsing", "ontzorgen")
    ]


def signal(what="Schulden", *, until=None, urgent=False, solved=False):
    return Signaal(
        id=uuid4(),
        omschrijving=what,
        ernst="nu" if urgent else "let_op",
        uiterlijk=until,
        eigenaar=Account(naam="Bram"),
        opgelost_op=datetime(2026, 11, 1, tzinfo=UTC) if solved else None,
    )


def talk(days, outcome="gepland"):
    moment = datetime(2026, 11, 22, 10, tzinfo=UTC) + timedelta(days=days)
    return Contactmoment(id=uuid4(), onderwerp="intake", moment=moment, uitkomst=outcome)


def now(step=Stap.INTAKE_FURTHER, facts=None, talks=(), signals=(), owner="Nadia"):
    return what_now(
        today=TODAY,
        stap=step,
        eigenaar=owner,
        explanation=terms(**(facts or {})),
        gesprekken=talks,
        signalen=signals,
    )


def test_the_next_step_carries_the_last_day_of_the_term_it_works_towards():
    (step,) = now()

    assert (step.day, step.late, step.act) == (date(2026, 11, 17), True, "Verder met intake")
    assert step.wat == "PIP vaststellen"
    assert "5.3" in str(step.grondslag)
    assert step.eigenaar == "Nadia"


def test_a_step_without_a_term_has_no_day():
    (step,) = now(Stap.PROGRESS, {"pip_dagtekening": date(2026, 3, 1)})

    assert (step.day, step.late, step.soort) == (None, False, PointKind.STEP)


def test_a_finished_dossier_asks_nothing():
    assert now(Stap.NONE, {"pip_dagtekening": date(2026, 3, 1)}) == []


def test_open_signals_count_and_solved_ones_do_not():
    things = now(
        Stap.PROGRESS, {"pip_dagtekening": date(2026, 3, 1)}, signals=[signal(solved=True), signal("Zorg")]
    )

    assert [thing.wat for thing in things if thing.soort == PointKind.SIGNAAL] == ["Zorg"]
    assert things[-1].eigenaar == "Bram" or things[0].eigenaar == "Bram"


def test_an_urgent_signal_without_a_day_stands_as_today():
    first, *_ = now(Stap.PROGRESS, {"pip_dagtekening": date(2026, 3, 1)}, signals=[signal(urgent=True)])

    assert (first.soort, first.day) == (PointKind.SIGNAAL, TODAY)


def test_a_talk_that_was_asks_for_its_outcome_and_one_far_ahead_waits():
    things = now(
        Stap.PROGRESS,
        {"pip_dagtekening": date(2026, 3, 1)},
        talks=[talk(-2), talk(20), talk(-5, "gehouden")],
    )

    assert [(thing.act, thing.late) for thing in things if thing.soort == PointKind.GESPREK] == [
        ("Leg uitkomst vast", True)
    ]


def test_a_second_term_that_must_be_met_stands_beside_the_next_step():
    facts = {"pip_dagtekening": date(2026, 11, 1), "aangemeld_aanbieder": date(2026, 11, 5)}
    things = now(Stap.MAKE_PIP_KNOWN, facts)

    assert {(thing.soort, thing.op) for thing in things} == {
        (PointKind.STEP, "pip_bekendmaken"),
        (PointKind.TERMIJN, "plaatsing"),
    }


def test_a_period_shows_up_two_weeks_before_it_ends():
    soon = {"bijstand_vanaf": date(2026, 6, 1)}
    later = {"bijstand_vanaf": date(2026, 9, 1)}

    assert "ontzorgen" in {thing.op for thing in now(facts=soon)}
    assert "ontzorgen" not in {thing.op for thing in now(facts=later)}


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-60, 60), st.booleans()), max_size=8),
    st.lists(st.integers(-60, 60), max_size=5),
    st.sampled_from([step for step in Stap if step != Stap.NONE]),
)
def test_there_are_at_most_three_the_late_ones_first_and_the_step_is_never_pushed_out(signals, talks, step):
    things = now(
        step,
        signals=[signal(until=TODAY + timedelta(days=days), urgent=urgent) for days, urgent in signals],
        talks=[talk(days) for days in talks],
    )

    assert 1 <= len(things) <= AT_MOST
    assert [thing.soort for thing in things].count(PointKind.STEP) == 1
    assert [thing.late for thing in things] == sorted((thing.late for thing in things), reverse=True)


def test_who_is_waited_for_is_said_with_what_for_and_since_when():
    waiting = waits_for(WachtOp.AANBIEDER, {"aangemeld_aanbieder": date(2026, 11, 5)})

    assert (waiting.wie, waiting.since) == ("aanbieder", date(2026, 11, 5))
    assert waits_for("", {}) is None


def test_who_waits_for_a_change_of_the_pip_waits_since_that_was_submitted():
    days = {"pip_voorgelegd": date(2026, 2, 1), "wijziging_voorgelegd": date(2026, 11, 18)}

    assert waits_for(WachtOp.APPROVER, days).since == date(2026, 11, 18)
    assert waits_for(WachtOp.APPROVER, {"pip_voorgelegd": date(2026, 2, 1)}).since == date(2026, 2, 1)
