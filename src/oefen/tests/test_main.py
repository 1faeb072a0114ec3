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

from oefen.tests.conftest import ALKMAAR, BSN, iemand

MAP = Path(__file__).parents[1]


def draai(*woorden: str, **omgeving: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "oefen", *woorden],
        env=os.environ | omgeving,
        stderr=subprocess.PIPE,
        text=True,
    )


def vrije_poort() -> int:
    with socket.socket() as gok:
        gok.bind(("127.0.0.1", 0))
        return int(gok.getsockname()[1])


def stand(poort: int) -> dict[str, int]:
    eind = time.monotonic() + 20
    while True:
        try:
            return requests.get(f"http://127.0.0.1:{poort}/oefen/stand", timeout=5).json()
        except requests.ConnectionError:
            assert time.monotonic() < eind
            time.sleep(0.05)


def test_it_does_not_start_where_real_data_may_be():
    with draai("--poort", "1", MEEDOEN_OMGEVING="productie") as proces:
        assert proces.wait(20) == 1
        assert "om te oefenen" in proces.stderr.read()


def test_it_loads_files_once_and_survives_being_killed(tmp_path):
    gemeenten, mensen = tmp_path / "gemeenten.json", tmp_path / "mensen.json"
    gemeenten.write_text(json.dumps({"gemeenten": [{"code": "0361", "oin": ALKMAAR}]}))
    mensen.write_text(json.dumps({"personen": [iemand()], "brp": [{"burgerservicenummer": BSN}]}))
    poort = vrije_poort()
    woorden = ("--poort", str(poort), "--bewaar", str(tmp_path / "duo.jsonl"))
    woorden += ("--laad", str(gemeenten), "--laad", str(mensen))

    for einde in (signal.SIGKILL, signal.SIGTERM):
        with draai(*woorden) as proces:
            begin = stand(poort)
            assert (begin["personen"], begin["gemeenten"]) == (1, 1)
            mensen.write_text(json.dumps({"personen": [iemand(), iemand(bsn="999990020")]}))
            proces.send_signal(einde)
            assert proces.wait(20) == (0 if einde == signal.SIGTERM else -einde)


@pytest.mark.parametrize("bestand", sorted(MAP.glob("*.py")), ids=lambda bestand: bestand.name)
def test_it_knows_nothing_of_meedoen(bestand):
    ingevoerd = re.findall(r"^\s*(?:from|import)\s+(meedoen[\w.]*)", bestand.read_text(), re.MULTILINE)

    assert ingevoerd == []
