"""Ends a test run when its time is over, and says which files were not finished.

Asked for by `-p meedoen.cli.pytest_bound`; `MEEDOEN_TEST_SECONDS` is the time it has.
"""

import os
import time
from collections import Counter
from typing import Any

import pytest


class Bound:
    """Counts the tests of each file that are still to be run."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._left: Counter[str] = Counter()
        self._session: pytest.Session | None = None
        self.about = False

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Remember what to stop."""
        self._session = session

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count, when this process runs the tests itself."""
        self._left = Counter(_file(item.nodeid) for item in session.items) or self._left

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Count, when others run them."""
        self._left = Counter(map(_file, ids))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """After each test: is there time for another?"""
        if report.when != "teardown" or self._session is None:
            return
        self._left[_file(report.nodeid)] -= 1
        if time.monotonic() < self._until or self.about or not +self._left:
            return
        self.about = True
        runner: Any = self._session.config.pluginmanager.get_plugin("dsession") or self._session
        runner.shouldstop = "de tijd is om"

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say what was not run."""
        if self.about:
            terminalreporter.write_sep("=", "niet afgemaakt: de tijd is om")
            for file, left in sorted((+self._left).items()):
                terminalreporter.write_line(f"{file}: nog {left}")

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Nothing failed when nothing failed, also when not everything was run."""
        if self.about and exitstatus == pytest.ExitCode.INTERRUPTED and not session.testsfailed:
            session.exitstatus = pytest.ExitCode.OK


def _file(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def pytest_configure(config: pytest.Config) -> None:
    """Guard the process that decides, not its workers."""
    seconds = os.environ.get("MEEDOEN_TEST_SECONDS")
    if seconds and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Bound(float(seconds)), "meedoen-bound")
