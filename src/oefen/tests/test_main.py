"""The practice DUO as a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from oefen.tests.conftest import ALKMAAR, BSN, someone

MAP = Path(__file__).parents[1]


def turn(*words: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "oefen", *words],
        env=os.environ | environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def free_port() -> int:
    with socket.socket() as guess:
        guess.bind(("127.0.0.1", 0))
        return int(guess.getsockname()[1])


def state(poort: int) -> dict[str, int]:
    end = time.monotonic() + 20
    while True:
        try:
            return requests.get(f"http://127.0.0.1:{poort}/oefen/stand", timeout=5).json()
        except requests.ConnectionError:
            assert time.monotonic() < end
            time.sleep(0.05)


def test_it_does_not_start_where_real_data_may_be():
    with turn("--poort", "1", MEEDOEN_OMGEVING="productie") as process:
        assert process.wait(20) == 1
        assert "om te oefenen" in process.stderr.read()


def test_it_loads_files_once_and_survives_being_killed(tmp_path):
    gemeenten, people = tmp_path / "gemeenten.json", tmp_path / "mensen.json"
    gemeenten.write_text(json.dumps({"gemeenten": [{"code": "0361", "oin": ALKMAAR}]}))
    people.write_text(json.dumps({"personen": [someone()], "brp": [{"burgerservicenummer": BSN}]}))
    port = free_port()
    words = ("--poort", str(port), "--bewaar", str(tmp_path / "duo.jsonl"))
    words += ("--laad", str(gemeenten), "--laad", str(people))

    for end in (signal.SIGKILL, signal.SIGTERM):
        with turn(*words) as process:
            begin = state(port)
            assert (begin["personen"], begin["gemeenten"]) == (1, 1)
            people.write_text(json.dumps({"personen": [someone(), someone(bsn="999990020")]}))
            process.send_signal(end)
            assert process.wait(20) == (0 if end == signal.SIGTERM else -end)


@pytest.mark.parametrize("file", sorted(MAP.glob("*.py")), ids=lambda file: file.name)
def test_it_knows_nothing_of_meedoen(file):
    entered = re.findall(r"^\s*(?:from|import)\s+(meedoen[\w.]*)", file.read_text(), re.MULTILINE)

    assert entered == []
