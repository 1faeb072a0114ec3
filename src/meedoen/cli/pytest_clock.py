"""Every test begins at the same moment, whatever the date of the machine; from there its clock runs.

So a test passes next year as it did today. The clock runs on, since a lease, a pause or the order of two rows
is not tested by a clock that stands still; a test that needs one takes the fixture `time_machine` and says
`time_machine.move_to(moment, tick=False)`.

Only Python's clock is moved. PostgreSQL, OpenSSL, Chromium and every program a test starts keep the time of
the machine. A test in which they and we must agree says so: `@pytest.mark.real_clock("why")`; tests in the
browser and tests that run by themselves do so without saying. `MEEDOEN_TEST_NOW=2030-02-28` lets each test
begin on another day, to see what depends on it.
"""

import os
from collections.abc import Generator
from datetime import UTC, datetime, time

import pytest
import time_machine

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
"""Ten o'clock in the morning of the day the examples in the tests are about."""
WITH_OTHER_PROGRAMS = ("browser", "alleen")
"""Markers of tests that work with programs which have their own clock."""


def start_of_tests() -> datetime:
    """Return the moment at which each test begins."""
    if day := os.environ.get("MEEDOEN_TEST_NOW"):
        return datetime.combine(datetime.fromisoformat(day), time(9), tzinfo=UTC)
    return NOW


class Clock:
    """The clock of this test run: moved, or that of the machine."""

    def __init__(self) -> None:
        self._moved: time_machine.travel | None = None

    def begin(self) -> None:
        """Let it be the moment at which tests begin."""
        self.be_real()
        self._moved = time_machine.travel(start_of_tests(), tick=True)
        self._moved.start()

    def be_real(self) -> None:
        """Let it be the time of the machine."""
        if self._moved is not None:
            self._moved.stop()
            self._moved = None


CLOCK = Clock()


def pytest_configure(config: pytest.Config) -> None:
    """Move the clock before test modules are imported: they say `today` too."""
    config.addinivalue_line(
        "markers", "real_clock(reason): runs on the clock of the machine, as other programs do"
    )
    CLOCK.begin()


def pytest_unconfigure() -> None:
    """Give the clock back."""
    CLOCK.be_real()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse to let a test out without a reason."""
    for item in items:
        mark = item.get_closest_marker("real_clock")
        if mark is not None and not (mark.args and mark.args[0]):
            raise pytest.UsageError(f"{item.nodeid}: real_clock needs a reason")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Set the clock before anything of this test is made, also what it shares with others."""
    if any(item.get_closest_marker(name) for name in ("real_clock", *WITH_OTHER_PROGRAMS)):
        CLOCK.be_real()
    else:
        CLOCK.begin()
    try:
        return (yield)
    finally:
        CLOCK.begin()
