"""The stage of the day DUO was away: database, workers, colleagues and DUO, each a process to be killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import requests
from feiten import DUO_OIN, HANDS, MUNICIPALITIES, SPACE, persons

from meedoen.cli.postgres import SUPERUSER, PostgresServer
from meedoen.cli.pytest_postgres import server_for_tests
from meedoen.cli.roles import APPLICATION, OWNER

HERE = Path(__file__).parent
NAME = "meedoen"
HOUR = 1.5
"""Seconds of an hour."""
LEASE = 8
SLOW = 3.0
WORKERS = 2


class Stage:
    """Everything that runs. Use it as a context; afterwards nothing runs any more."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.folder = Path(tempfile.mkdtemp(prefix="mt-"))
        self.server = PostgresServer(self.folder / "postgres", server_for_tests().binaries)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.began = time.monotonic()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.wall: ThreadingHTTPServer | None = None
        self.kills = 0
        self.has_database = True

    def __enter__(self) -> Stage:
        self.server.start()
        self.server.ensure_database(NAME)
        self._tables()
        self._connections()
        self.duo_starts()
        self._control("PUT", "gemeenten", {"gemeenten": self._municipalities()})
        self._control("PUT", "personen", {"personen": self._persons()})
        self.duo_behaves()
        self.began = time.monotonic()
        for number in range(WORKERS):
            self.worker_starts(number)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes.values():
            process.kill()
            process.wait()
        self.wall_falls()
        self.server.leave()
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def say(self, text: str) -> None:
        """Print what happens, and when."""
        sys.stdout.write(f"{time.monotonic() - self.began:7.1f} s  {text}\n")
        sys.stdout.flush()

    # Colleagues and workers

    def colleagues_start(self, seconds: float) -> None:
        """Let them place their facts over so many seconds."""
        for hand in range(len(HANDS)):
            words = [sys.executable, str(HERE / "placer.py"), str(hand), str(self.seed), str(seconds)]
            self._run(f"colleague {hand}", words)

    def colleagues_are_done(self) -> bool:
        """Whether every fact is placed. Raises when one of them failed."""
        codes = [self.processes[f"colleague {hand}"].poll() for hand in range(len(HANDS))]
        assert not any(codes), self.log("colleague")
        return None not in codes

    def worker_starts(self, number: int) -> None:
        """Start one worker, as the program that watches over it would."""
        self._run(f"worker {number}", [sys.executable, "-m", "meedoen.cli.worker"])

    def worker_is_killed(self, number: int) -> None:
        """SIGKILL, wherever it is."""
        self._kill(f"worker {number}")

    # The database

    def database_is_killed(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Kill the server (SIGKILL), or let it end every session without writing anything (SIGQUIT)."""
        lines = (self.server.folder / "postmaster.pid").read_text().splitlines()
        os.kill(int(lines[0]), how)
        self.kills += 1
        self.has_database = False

    def database_starts(self) -> None:
        """Start it again at its address, as the command beside it does."""
        deadline = time.monotonic() + 60
        while not self.server.keep_running() and time.monotonic() < deadline:
            time.sleep(0.1)
        self.has_database = True

    def query(self, text: str) -> list[tuple[Any, ...]]:
        """Ask the database about everybody, above row-level security."""
        while True:
            try:
                with psycopg.connect(self.server.url(SUPERUSER, NAME)) as connection:
                    return connection.execute(text).fetchall()
            except psycopg.OperationalError:
                time.sleep(0.2)

    # DUO

    def duo_starts(self) -> None:
        """Start the practice DUO with what it registered before."""
        words = [sys.executable, "-m", "oefen", "--poort", str(self.port)]
        self._run("duo", [*words, "--bewaar", str(self.folder / "duo.jsonl")])
        while True:
            try:
                self._control("GET", "stand")
            except requests.ConnectionError:
                assert self.processes["duo"].poll() is None, self.log("duo")
                time.sleep(0.05)
            else:
                return

    def duo_is_killed(self) -> None:
        """No connection from now on."""
        self._kill("duo")

    def duo_behaves(self, **how: Any) -> None:
        """Tell the practice DUO how to misbehave; nothing: not at all."""
        self._control("PUT", "gedrag", {"termijn_na_ms": None, "zaad": self.seed} | how)

    def ledger(self) -> list[dict[str, Any]]:
        """What was registered, in order."""
        rows: list[dict[str, Any]] = []
        while page := self._control("GET", f"ontvangen?na={len(rows)}")["ontvangen"]:
            rows += page
        return rows

    def known(self) -> dict[str, dict[str, Any]]:
        """What DUO knows about everybody in the end, by BSN."""
        return {person["bsn"]: person for person in self._control("GET", "personen")["personen"]}

    def wall_rises(self, *, slow: bool) -> None:
        """In the place of DUO something that answers 503, or nothing after a long while."""

        class Wall(BaseHTTPRequestHandler):
            def _refuse(self) -> None:
                if slow:
                    time.sleep(SLOW)
                    self.close_connection = True
                else:
                    self.send_error(503)

            do_GET = do_PUT = do_POST = do_DELETE = _refuse  # noqa: N815  # names of http.server

            def log_message(self, *_: object) -> None:
                pass

        self.wall = ThreadingHTTPServer(("127.0.0.1", self.port), Wall)
        self.wall.daemon_threads = True
        threading.Thread(target=self.wall.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def wall_falls(self) -> None:
        """No connection again."""
        if self.wall is not None:
            self.wall.shutdown()
            self.wall.server_close()
            self.wall = None

    # How

    def log(self, name: str) -> str:
        """The last lines of what these programs said."""
        files = sorted(self.folder.glob(f"{name}*.log"))
        return "\n".join(f"{file.name}:\n{file.read_text()[-3000:]}" for file in files)

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {
            "DATABASE_URL": self.server.url(APPLICATION, NAME),
            "DATABASE_URL_EIGENAAR": self.server.url(OWNER, NAME),
            "DJANGO_SETTINGS_MODULE": "meedoen.settings",
            "MEEDOEN_OMGEVING": "demo",
            "MEEDOEN_DATA": str(self.folder / "data"),
            "MEEDOEN_UUR_IN_SECONDEN": str(HOUR),
            "MEEDOEN_BERICHTEN_HUUR": str(LEASE),
        }

    def _run(self, name: str, words: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(words, env=self._environment(), stdout=log, stderr=log)

    def _kill(self, name: str) -> None:
        self.processes[name].kill()
        self.processes[name].wait()
        self.kills += 1

    def _tables(self) -> None:
        from meedoen.cli.roles import grant_to_application

        grant_to_application(self.server.url(OWNER, NAME), self.server.url(APPLICATION, NAME))
        words = [sys.executable, "-m", "django", "migrate", "-v", "0"]
        environment = self._environment() | {"MEEDOEN_ALS_EIGENAAR": "ja"}
        outcome = subprocess.run(words, env=environment, check=False, capture_output=True, text=True)
        assert outcome.returncode == 0, outcome.stderr

    def _connections(self) -> None:
        """Two municipalities that are connected with the practice DUO."""
        with psycopg.connect(self.server.url(SUPERUSER, NAME)) as connection:
            for number, (code, (name, oin)) in enumerate(MUNICIPALITIES.items(), start=1):
                place = SPACE.__class__(int=SPACE.int + number)
                connection.execute(
                    "INSERT INTO organisations_organisation (id, soort, naam, code, adres, postcode_plaats,"
                    " telefoon, email, website) VALUES (%s, 'gemeente', %s, %s, '', '', '', '', '')",
                    [place, name, code],
                )
                connection.execute(
                    "INSERT INTO keten_connectionsettings (id, gemeente_id, partij, basis_url, eigen_adressen, oin,"  # noqa: E501
                    " oin_partij, certificaat, sleutel, ca, actief, changed_at)"
                    " VALUES (%s, %s, 'duo', %s, '{}', %s, %s, '', '', '', true, now())",
                    [place, place, f"http://127.0.0.1:{self.port}/v1", oin, DUO_OIN],
                )

    @staticmethod
    def _municipalities() -> list[dict[str, str]]:
        return [{"code": code, "oin": oin, "naam": name} for code, (name, oin) in MUNICIPALITIES.items()]

    @staticmethod
    def _persons() -> list[dict[str, Any]]:
        return [
            {
                "bsn": person.bsn,
                "gemeente": person.municipality,
                "plicht": {"indicatorInburgeringsplicht": True, "begindatum": "2026-07-01"},
                "doelgroep": {"indeling": "Asielstatushouder", "begindatum": "2026-07-01"},
            }
            for person in persons()
        ]

    def _control(self, method: str, path: str, content: Any = None) -> Any:
        address = f"http://127.0.0.1:{self.port}/oefen/{path}"
        assert urlsplit(address).hostname == "127.0.0.1"
        answer = requests.request(method, address, json=content, timeout=30)
        assert answer.ok, answer.text
        return json.loads(answer.content) if answer.content else None
