"""DUO is away for a day, while colleagues go on working, workers are killed and the database falls.

Then every fact reached DUO exactly once, in the right order per person. Nothing is played: a PostgreSQL
server, HTTP, and processes that end by SIGKILL. Only the clock of the outbox is quick (`harness.HOUR`).
"""

from __future__ import annotations

import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from feiten import EACH, PERSONS, all_facts
from harness import HOUR, Stage

pytestmark = pytest.mark.alleen

SEED = 20261122
FIRST = 50
"""Messages that are sent before DUO goes down."""
WORKDAY = 26
"""Hours over which the facts are placed."""
PATIENCE = 120
"""Seconds without anything being sent after which we conclude that something is lost."""
UNDER_WAY = "SELECT count(*) FROM outbox_message WHERE status NOT IN ('verzonden', 'vervallen')"
SENT = "SELECT count(*) FROM outbox_message WHERE status = 'verzonden'"
REPORTS = "SELECT id, soort, inhoud FROM outbox_message WHERE soort NOT LIKE 'vraag:%' ORDER BY volgnummer"


def script(stage: Stage) -> Iterable[tuple[float, str, Callable[[], None]]]:
    """What happens: after how many hours without DUO, in words, and the deed."""
    yield 0, "DUO valt weg: geen verbinding", stage.duo_is_killed
    yield 3, "werker 0 wordt beëindigd", lambda: stage.worker_is_killed(0)
    yield 4, "werker 0 begint opnieuw", lambda: stage.worker_starts(0)
    yield 6, "DUO antwoordt 503", lambda: stage.wall_rises(slow=False)
    yield 9, "de database wordt beëindigd", stage.database_is_killed
    yield 11, "de database begint opnieuw", stage.database_starts
    yield 13, "beide werkers worden beëindigd", lambda: [stage.worker_is_killed(n) for n in (0, 1)]
    yield 14, "beide werkers beginnen opnieuw", lambda: [stage.worker_starts(n) for n in (0, 1)]
    yield 15, "DUO neemt aan en zwijgt", lambda: (stage.wall_falls(), stage.wall_rises(slow=True))
    yield 19, "de database stopt zonder iets af te maken", lambda: stage.database_is_killed(signal.SIGQUIT)
    yield 20, "de database begint opnieuw", stage.database_starts
    yield 22, "DUO is weer zonder verbinding", stage.wall_falls
    yield 24, "DUO is terug, traag en met gaten", stage.duo_starts
    yield 24, "…", lambda: stage.duo_behaves(traag_ms=20, antwoord_kwijt=0.15, storing=0.02)
    yield 27, "werker 1 wordt beëindigd tijdens het zenden", lambda: stage.worker_is_killed(1)
    yield 28, "werker 1 begint opnieuw", lambda: stage.worker_starts(1)
    yield 30, "de database wordt beëindigd tijdens het zenden", stage.database_is_killed
    yield 32, "de database begint opnieuw", stage.database_starts
    yield 34, "DUO valt midden in het zenden weg", stage.duo_is_killed
    yield 36, "DUO is terug", stage.duo_starts
    yield 37, "beide werkers worden beëindigd", lambda: [stage.worker_is_killed(n) for n in (0, 1)]
    yield 38, "beide werkers beginnen opnieuw", lambda: [stage.worker_starts(n) for n in (0, 1)]
    yield 40, "DUO is zichzelf weer", stage.duo_behaves


def test_a_day_without_duo_loses_doubles_and_reorders_nothing():
    with Stage(SEED) as stage:
        stage.say(f"{PERSONS} personen, {PERSONS * sum(EACH.values())} meldingen; een uur duurt {HOUR} s")
        stage.colleagues_start(WORKDAY * HOUR)
        wait_until_work_goes_on(stage)
        act(stage)
        wait_until_all_is_sent(stage)

        check_arrival(stage)
        check_order(stage)
        check_result(stage)
        tell(stage)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    stage.say(f"alles samen gebruikte {used.ru_utime + used.ru_stime:.0f} s processortijd")


def wait_until_work_goes_on(stage: Stage) -> None:
    """Everybody is in: the first messages were placed and sent."""
    deadline = time.monotonic() + PATIENCE
    while stage.query(SENT)[0][0] < FIRST:
        assert time.monotonic() < deadline, stage.log("worker") + stage.log("colleague")
        time.sleep(0.2)


def act(stage: Stage) -> None:
    moment, before = time.monotonic(), 0.0
    for hours, text, deed in script(stage):
        # What takes longer than planned moves what comes after it.
        moment = max(moment + (hours - before) * HOUR, time.monotonic())
        time.sleep(max(0.0, moment - time.monotonic()))
        deed()
        moment, before = max(moment, time.monotonic()), hours
        stage.say(f"uur {hours:>2}: {text}")
        if stage.has_database:
            stage.say(f"        {stage.query(UNDER_WAY)[0][0]} berichten wachten")


def wait_until_all_is_sent(stage: Stage) -> None:
    sent, since, told = 0, time.monotonic(), time.monotonic()
    while True:
        done = stage.colleagues_are_done()
        states = dict(stage.query("SELECT status, count(*) FROM outbox_message GROUP BY status"))
        if done and set(states) == {"verzonden"}:
            stage.say("alles is verzonden")
            return
        if states.get("verzonden", 0) > sent:
            sent, since = states["verzonden"], time.monotonic()
        assert time.monotonic() < since + PATIENCE, f"{states}\n{stage.log('worker')}"
        if time.monotonic() > told + 10:
            stage.say(f"{states}")
            told = time.monotonic()
        time.sleep(0.5)


def check_arrival(stage: Stage) -> None:
    """Every fact that was placed, and nothing else, stands in DUO's ledger once."""
    expected = Counter((f.person.bsn, f.kind, str(sorted(f.content.items()))) for f in all_facts(SEED))
    rows = stage.query(REPORTS)
    placed = Counter((row[2]["bsn"], row[1], str(sorted(row[2].items()))) for row in rows)
    assert placed == expected

    arrived = Counter(row["bericht_id"] for row in stage.ledger())
    assert set(arrived.values()) == {1}
    assert set(arrived) == {str(row[0]) for row in rows}
    assert len(arrived) >= 5000


def check_order(stage: Stage) -> None:
    """About each person DUO heard the facts in the order in which they were placed."""
    placed: dict[str, list[str]] = {}
    for number, _, content in stage.query(REPORTS):
        placed.setdefault(content["bsn"], []).append(str(number))
    heard: dict[str, list[str]] = {}
    totals: dict[tuple[str, str], list[int]] = {}
    for row in stage.ledger():
        heard.setdefault(row["bsn"], []).append(row["bericht_id"])
        if row["soort"].startswith("uren_"):
            totals.setdefault((row["bsn"], row["soort"]), []).append(row["inhoud"]["uren"])
    assert heard == placed
    for (_, kind), numbers in totals.items():
        assert numbers == [10 * step for step in range(1, EACH[kind] + 1)]


def check_result(stage: Stage) -> None:
    """So DUO knows of each person what we know."""
    for person in stage.known().values():
        hours = person["uren"][person["gemeente"]]
        assert hours["taalles"] == 10 * EACH["uren_taalles"]
        assert hours["taalles_intake"] == 10 * EACH["uren_intake"]
        assert hours["participatieactiviteiten"] == 10 * EACH["uren_participatie"]
        assert len(person["pips"]) == 1


def tell(stage: Stage) -> None:
    repeated = sum(row["herhaald"] > 0 for row in stage.ledger())
    total, attempts, most = stage.query("SELECT count(*), sum(pogingen), max(pogingen) FROM outbox_message")[
        0
    ]
    stage.say(
        f"{total} berichten, {attempts} pogingen (hooguit {most} voor een), {repeated} keer herkende DUO een "
        f"herhaling, {stage.kills} keer werd iets beëindigd: 0 kwijt, 0 dubbel, 0 in verkeerde volgorde"
    )
