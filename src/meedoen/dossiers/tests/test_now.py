"""What matters now: at most three things, the most urgent first, the next step always among them."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from meedoen.basis.organisations.models import Gebruiker
from meedoen.dossiers.models import Contactmoment, Signaal
from meedoen.dossiers.now import HOOGSTENS, Soort, wacht_op, wat_nu
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
        eigenaar=Gebruiker(naam="Bram"),
        opgelost_op=datetime(2026, 11, 1, tzinfo=UTC) if solved else None,
    )


def talk(days, outcome="gepland"):
    moment = datetime(2026, 11, 22, 10, tzinfo=UTC) + timedelta(days=days)
    return Contactmoment(id=uuid4(), onderwerp="intake", moment=moment, uitkomst=outcome)


def now(step=Stap.INTAKE_VERDER, facts=None, talks=(), signals=(), owner="Nadia"):
    return wat_nu(
        vandaag=TODAY,
        stap=step,
        eigenaar=owner,
        uitleg=terms(**(facts or {})),
        gesprekken=talks,
        signalen=signals,
    )


def test_the_next_step_carries_the_last_day_of_the_term_it_works_towards():
    (step,) = now()

    assert (step.dag, step.te_laat, step.daad) == (date(2026, 11, 17), True, "Verder met intake")
    assert step.wat == "PIP vaststellen"
    assert "5.3" in str(step.grondslag)
    assert step.eigenaar == "Nadia"


def test_a_step_without_a_term_has_no_day():
    (step,) = now(Stap.VOORTGANG, {"pip_dagtekening": date(2026, 3, 1)})

    assert (step.dag, step.te_laat, step.soort) == (None, False, Soort.STAP)


def test_a_finished_dossier_asks_nothing():
    assert now(Stap.GEEN, {"pip_dagtekening": date(2026, 3, 1)}) == []


def test_open_signals_count_and_solved_ones_do_not():
    things = now(
        Stap.VOORTGANG, {"pip_dagtekening": date(2026, 3, 1)}, signals=[signal(solved=True), signal("Zorg")]
    )

    assert [thing.wat for thing in things if thing.soort == Soort.SIGNAAL] == ["Zorg"]
    assert things[-1].eigenaar == "Bram" or things[0].eigenaar == "Bram"


def test_an_urgent_signal_without_a_day_stands_as_today():
    first, *_ = now(Stap.VOORTGANG, {"pip_dagtekening": date(2026, 3, 1)}, signals=[signal(urgent=True)])

    assert (first.soort, first.dag) == (Soort.SIGNAAL, TODAY)


def test_a_talk_that_was_asks_for_its_outcome_and_one_far_ahead_waits():
    things = now(
        Stap.VOORTGANG,
        {"pip_dagtekening": date(2026, 3, 1)},
        talks=[talk(-2), talk(20), talk(-5, "gehouden")],
    )

    assert [(thing.daad, thing.te_laat) for thing in things if thing.soort == Soort.GESPREK] == [
        ("Leg uitkomst vast", True)
    ]


def test_a_second_term_that_must_be_met_stands_beside_the_next_step():
    facts = {"pip_dagtekening": date(2026, 11, 1), "aangemeld_aanbieder": date(2026, 11, 5)}
    things = now(Stap.PIP_BEKENDMAKEN, facts)

    assert {(thing.soort, thing.op) for thing in things} == {
        (Soort.STAP, "pip_bekendmaken"),
        (Soort.TERMIJN, "plaatsing"),
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
    st.sampled_from([stap for stap in Stap if stap != Stap.GEEN]),
)
def test_there_are_at_most_three_the_late_ones_first_and_the_step_is_never_pushed_out(signals, talks, step):
    things = now(
        step,
        signals=[signal(until=TODAY + timedelta(days=days), urgent=urgent) for days, urgent in signals],
        talks=[talk(days) for days in talks],
    )

    assert 1 <= len(things) <= HOOGSTENS
    assert [thing.soort for thing in things].count(Soort.STAP) == 1
    assert [thing.te_laat for thing in things] == sorted((thing.te_laat for thing in things), reverse=True)


def test_who_is_waited_for_is_said_with_what_for_and_since_when():
    waiting = wacht_op(WachtOp.AANBIEDER, {"aangemeld_aanbieder": date(2026, 11, 5)})

    assert (waiting.wie, waiting.sinds) == ("aanbieder", date(2026, 11, 5))
    assert wacht_op("", {}) is None


def test_who_waits_for_a_change_of_the_pip_waits_since_that_was_submitted():
    days = {"pip_voorgelegd": date(2026, 2, 1), "wijziging_voorgelegd": date(2026, 11, 18)}

    assert wacht_op(WachtOp.GOEDKEURDER, days).sinds == date(2026, 11, 18)
    assert wacht_op(WachtOp.GOEDKEURDER, {"pip_voorgelegd": date(2026, 2, 1)}).sinds == date(2026, 2, 1)
