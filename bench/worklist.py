"""How quick is the worklist? 50 rows out of all dossiers, as klantmanager, on a running demo.

    ./meedoen demo --omvang 100000        # in one terminal
    .venv/bin/python bench/worklist.py   # in another

Prints a table and ends with exit code 1 when a bound is broken.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import requests
from rich.console import Console
from rich.table import Table

ACCOUNT = "klantmanager.alkmaar@meedoen.test"
PAGES = {"mine": "/?wie=mijn", "team": "/?wie=team"}
USERS = 16
P95_ALONE_MS, P95_TOGETHER_MS = 150, 400
MOST_BYTES, MOST_QUERIES = 60_000, 8
CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Measured:
    """One series of requests: times in milliseconds, and the largest page in bytes (not compressed)."""

    page: str
    users: int
    times: Sequence[float]
    size: int

    @property
    def p50(self) -> float:
        return quantiles(self.times, n=100)[49]

    @property
    def p95(self) -> float:
        return quantiles(self.times, n=100)[94]

    @property
    def bound(self) -> int:
        return P95_ALONE_MS if self.users == 1 else P95_TOGETHER_MS


def signed_in(address: str, password: str) -> requests.Session:
    """A browser of its own, signed in as the klantmanager."""
    session = requests.Session()
    login = f"{address}/accounts/login/"
    page = session.get(login, timeout=30)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    if token is None:
        raise SystemExit(f"No form to sign in with at {login}.")
    form = {"csrfmiddlewaretoken": token[1], "login": ACCOUNT, "password": password}
    answer = session.post(login, form, headers={"Referer": login}, timeout=30)
    if "sessionid" not in session.cookies:
        raise SystemExit(f"Signing in failed: {answer.status_code}.")
    return session


def fetch(session: requests.Session, url: str, times: int) -> tuple[list[float], int]:
    """Ask for a page again and again; its times in milliseconds and largest size in bytes.

    By http.client, since sixteen sessions of `requests` on the cores of the server would be measured too.
    """
    where = urlsplit(url)
    connection = HTTPConnection(where.hostname or "localhost", where.port or 80, timeout=60)
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in session.cookies.items())}
    took, size = [], 0
    for _ in range(times):
        begin = time.perf_counter()
        connection.request("GET", f"{where.path}?{where.query}", headers=headers)
        answer = connection.getresponse()
        page = answer.read()
        took.append((time.perf_counter() - begin) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{url} answers {answer.status}.")
        size = max(size, len(page))
    connection.close()
    return took, size


def measure(address: str, sessions: Sequence[requests.Session], page: str, times: int) -> Measured:
    """Let every session ask `times` times, all at once."""
    url = address + PAGES[page]
    fetch(sessions[0], url, 5)
    with ThreadPoolExecutor(max_workers=len(sessions)) as pool:
        series = list(pool.map(lambda session: fetch(session, url, times), sessions))
    return Measured(
        page, len(sessions), [one for took, _ in series for one in took], max(size for _, size in series)
    )


def count_queries() -> dict[str, int]:
    """How many queries each page takes, counted in this process on the same database."""
    from meedoen.cli.database import open_database, start_django

    with open_database(lambda _: None):
        start_django()
        from django.conf import settings
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        from meedoen.basis.organisations.models import Account

        settings.ALLOWED_HOSTS = ["*"]
        client = Client()
        client.force_login(
            Account.objects.get(email=ACCOUNT), "allauth.account.auth_backends.AuthenticationBackend"
        )
        counts = {}
        for name, page in PAGES.items():
            client.get(page)
            with CaptureQueriesContext(connection) as seen:
                client.get(page)
            # What opens a transaction and tells row-level security who asks is counted too.
            counts[name] = len(seen)
        return counts


def show(measured: Sequence[Measured], queries: dict[str, int]) -> bool:
    """Print the table; true when every bound holds."""
    table = Table("page", "users", "n", "p50", "p95", "max", "bound", "kB", "queries", title="Worklist (ms)")
    good = True
    for one in measured:
        held = one.p95 < one.bound and one.size < MOST_BYTES and queries.get(one.page, 0) <= MOST_QUERIES
        good &= held
        table.add_row(
            *(one.page, str(one.users), str(len(one.times)), f"{one.p50:.0f}", f"{one.p95:.0f}"),
            *(f"{max(one.times):.0f}", f"{one.bound}", f"{one.size / 1000:.1f}"),
            str(queries.get(one.page, "-")),
            style="" if held else "bold red",
        )
    Console().print(table)
    return good


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--demo", type=Path, default=CHECKOUT / ".meedoen" / "demo.json")
    parser.add_argument("--adres", help="address of the site, else the one in demo.json")
    parser.add_argument("--keer", type=int, default=300, help="requests with one user")
    parser.add_argument("--keer-samen", type=int, default=40, help="requests of each of 16 users")
    parser.add_argument("--geen-queries", action="store_true", help="do not count queries")
    choices = parser.parse_args()
    demo = json.loads(choices.demo.read_text(encoding="utf-8"))
    address = (choices.adres or demo["address"]).rstrip("/")
    password = next(one["password"] for one in demo["accounts"] if one["email"] == ACCOUNT)
    sessions = [signed_in(address, password) for _ in range(USERS)]
    measured = [measure(address, sessions[:1], page, choices.keer) for page in PAGES]
    measured += [measure(address, sessions, page, choices.keer_samen) for page in PAGES]
    queries = {} if choices.geen_queries else count_queries()
    return 0 if show(measured, queries) else 1


if __name__ == "__main__":
    sys.exit(main())
