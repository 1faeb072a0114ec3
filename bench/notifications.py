"""How quickly does Meedoen take DUO's notifications? 50 a second for 20 seconds, on a running demo.

    ./meedoen demo                          # in one terminal
    .venv/bin/python bench/notifications.py  # in another

Sends events that ask nothing of anybody (an event that DUO does not know yet), about numbers that nobody has.
Prints a table and ends with exit code 1 when a bound is broken.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from queue import Empty, Queue
from statistics import quantiles
from urllib.parse import urlsplit
from uuid import uuid4

from rich.console import Console
from rich.table import Table

MOST_P95 = 200.0
"""Milliseconds."""
DUO, ALKMAAR = "00000099000000001000", "00000099000000361000"
EVENT = "ZZ999"
LINES = 8
"""Connections that DUO holds open."""


@dataclass
class Measured:
    """What came back: milliseconds from when it was due, and how often each status."""

    took: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)


def send(address: str, due: Queue[float], seen: Measured) -> None:
    """Send on one connection whatever is due next, until nothing is left."""
    where = urlsplit(address)
    line = HTTPConnection(where.hostname or "localhost", where.port or 80, timeout=10)
    while True:
        try:
            moment = due.get_nowait()
        except Empty:
            return line.close()
        time.sleep(max(0.0, moment - time.perf_counter()))
        body = {
            "registratieDatumTijd": datetime.now(UTC).isoformat(),
            "gebeurtenisId": EVENT,
            "vNummer": 9_999_999_999,
        }
        head = {"bron": DUO, "doel": ALKMAAR, "berichtId": str(uuid4()), "Content-Type": "application/json"}
        try:
            line.request("POST", f"{where.path}/notificaties", json.dumps(body), head)
            answer = line.getresponse()
            answer.read()
            status = str(answer.status)
        except (OSError, HTTPException) as error:
            status = type(error).__name__
            line.close()
        # From when it was due, so that waiting for a free connection counts too.
        seen.took.append((time.perf_counter() - moment) * 1000)
        seen.statuses[status] += 1


def measure(address: str, rate: int, seconds: int) -> Measured:
    """Send so many a second for so many seconds."""
    seen = Measured()
    due: Queue[float] = Queue()
    begin = time.perf_counter() + 0.5
    for number in range(rate * seconds):
        due.put(begin + number / rate)
    lines = [threading.Thread(target=send, args=(address, due, seen)) for _ in range(LINES)]
    for line in lines:
        line.start()
    for line in lines:
        line.join()
    return seen


def show(seen: Measured, rate: int, seconds: int) -> bool:
    """Print the table; true when every bound holds."""
    p50, p95 = (quantiles(seen.took, n=100)[percent - 1] for percent in (50, 95))
    good = p95 < MOST_P95 and set(seen.statuses) == {"201"}
    table = Table(
        "a second", "seconds", "n", "p50", "p95", "max", "bound", "answers", title="Notifications (ms)"
    )
    answers = ", ".join(f"{count} x {status}" for status, count in seen.statuses.most_common())
    times = [f"{one:.0f}" for one in (p50, p95, max(seen.took), MOST_P95)]
    table.add_row(
        str(rate), str(seconds), str(len(seen.took)), *times, answers, style="green" if good else "red"
    )
    Console(width=140).print(table)
    return good


def main() -> int:
    """Measure, print, judge."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    reader.add_argument("--adres", default="http://127.0.0.1:8000/keten/duo/v1")
    reader.add_argument("--per-seconde", type=int, default=50)
    reader.add_argument("--seconden", type=int, default=20)
    asked = reader.parse_args()
    measure(asked.adres, asked.per_seconde, 1)
    seen = measure(asked.adres, asked.per_seconde, asked.seconden)
    return 0 if show(seen, asked.per_seconde, asked.seconden) else 1


if __name__ == "__main__":
    sys.exit(main())
