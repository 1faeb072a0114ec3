"""How fast our client asks and reports over real HTTP, against a practice DUO in a process of its own.

Measures what we add to a message: connection kept open, models read, nothing else. Exit code 1 when a
median, one call at a time, is over `AT_MOST` milliseconds.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.settings")

import django
import requests

django.setup()

from meedoen.keten.connection import Connection  # noqa: E402  # after Django is set up
from meedoen.keten.duo.client import DuoClient  # noqa: E402  # after Django is set up
from meedoen.keten.duo.schemas.pip import Pip  # noqa: E402  # after Django is set up
from meedoen.keten.duo.schemas.uren import Uren  # noqa: E402  # after Django is set up
from meedoen.wet.concepts import Leerroute  # noqa: E402  # after Django is set up

COUNT = 1000
AT_MOST = 20.0
"""Milliseconds that half of the calls stay under, one at a time; the practice DUO shares the machine."""
WE, DUO, BSN = "00000099000000361000", "00000099000000001000", "999990019"
SOMEONE = {
    "bsn": BSN,
    "gemeente": "0361",
    "gevestigd_op": "2026-01-01",
    "plicht": {"indicatorInburgeringsplicht": True, "begindatum": "2026-01-01"},
    "doelgroep": {"indeling": "Asielstatushouder", "begindatum": "2026-01-01"},
}


def main() -> int:
    """Measure three kinds of call, one at a time and four at once; print a table."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
        json.dump(
            {"gemeenten": [{"code": "0361", "oin": WE, "naam": "Alkmaar"}], "personen": [SOMEONE]}, file
        )
    oefen = subprocess.Popen(
        [sys.executable, "-m", "oefen", "--poort", str(port), "--laad", file.name],
        env=os.environ | {"MEEDOEN_OMGEVING": "demo"},
    )
    try:
        waits_for(port)
        return meet(Connection(f"http://127.0.0.1:{port}/v1", {}, WE, DUO))
    finally:
        oefen.terminate()
        oefen.wait()
        Path(file.name).unlink()


def waits_for(poort: int) -> None:
    """Until the practice DUO listens."""
    for _ in range(100):
        try:
            requests.get(f"http://127.0.0.1:{poort}/", timeout=1)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("De oefen-DUO begint niet.")


def meet(connection: Connection) -> int:
    """Call, count, print. Returns the exit code."""
    DuoClient(connection).report_pip(
        BSN, Pip(dagtekening_pip=date(2026, 2, 1), leerroute=Leerroute.B1), uuid.uuid4()
    )
    acts: dict[str, Callable[[DuoClient], object]] = {
        "vraag: plicht": lambda duo: duo.plicht(BSN, uuid.uuid4()),
        "vraag: instellingen": lambda duo: duo.instellingen(uuid.uuid4()),
        "melding: uren": lambda duo: duo.report_uren_taalles(BSN, Uren(uren=340), uuid.uuid4()),
    }
    sys.stdout.write(f"{'':22}{'tegelijk':>9}{'per s':>8}{'p50 ms':>8}{'p95 ms':>8}\n")
    slowest = 0.0
    for name, act in acts.items():
        for at_once in (1, 4):
            begin = time.perf_counter()
            with ThreadPoolExecutor(at_once) as threads:
                duration = list(threads.map(lambda _, act=act: once(connection, act), range(COUNT)))
            per_s = COUNT / (time.perf_counter() - begin)
            parts = quantiles(duration, n=20)
            if at_once == 1:
                slowest = max(slowest, parts[9])
            sys.stdout.write(f"{name:22}{at_once:9}{per_s:8.0f}{parts[9]:8.1f}{parts[18]:8.1f}\n")
    return int(slowest > AT_MOST)


def once(connection: Connection, act: Callable[[DuoClient], object]) -> float:
    """One call by this thread's session; milliseconds."""
    begin = time.perf_counter()
    act(DuoClient(connection))
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main())
