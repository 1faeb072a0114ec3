"""The real demo, started by the command itself with its own database, and a browser to visit it with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from visit import DESK, Site, Visitor

CHECKOUT = Path(__file__).resolve().parents[2]
START_WITHIN = 150


def chromium_path() -> str | None:
    """The browser to test with: MEEDOEN_CHROMIUM, else the first that is installed."""
    names = (os.environ.get("MEEDOEN_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """`./meedoen demo` in a data folder of its own, ended by its process id.

    Not below pytest's own temporary folder: every other run of pytest closes that to the database's user.
    """
    with tempfile.TemporaryDirectory(prefix="meedoen-toets-", ignore_cleanup_errors=True) as folder:
        yield from _run_demo(Path(folder))


def _run_demo(data: Path) -> Iterator[Site]:
    port = _free_port()
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "DJANGO_"))
    }
    environ |= {"MEEDOEN_DATA": str(data), "MEEDOEN_OMGEVING": "demo", "PYTHONPATH": str(CHECKOUT / "src")}
    with (data / "demo.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "meedoen.cli", "demo", "--omvang", "300", "--poort", str(port)],
            env=environ,
            cwd=CHECKOUT,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    try:
        address = f"http://localhost:{port}"
        _wait_for(address, process, data / "demo.log")
        listed = json.loads((data / "demo.json").read_text(encoding="utf-8"))
        yield Site(address, listed["accounts"], data)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(START_WITHIN * 4):
        if process.poll() is not None:
            pytest.fail(f"The demo stopped:\n{log.read_text()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{address}/accounts/login/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    pytest.fail(f"The demo gave no answer within {START_WITHIN} s:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = chromium_path()
    if path is None:
        pytest.skip("There is no Chromium on this computer.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"),
                "--disable-smooth-scrolling",  # what Tab comes to is in view at once
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Any]:
    """Make visitors: `visitor(DESK)`, `visitor(PHONE, javascript=False)`; all leave after the test."""
    came: list[Visitor] = []

    def come(width: dict[str, int] = DESK, **how: Any) -> Visitor:
        came.append(Visitor(browser, site, width, **how))
        return came[-1]

    yield come
    for who in came:
        who.close()
