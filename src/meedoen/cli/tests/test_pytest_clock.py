"""Every test begins at the same moment; only one that says why has the clock of the machine."""

import os
import subprocess
import sys
import time
from datetime import date, datetime

import pytest
from django.utils import timezone

from meedoen.cli.pytest_clock import start_of_tests

AT_IMPORT = timezone.now()

WITHOUT_A_REASON = """
import pytest

@pytest.mark.real_clock
def test_that_does_not_say_why():
    pass
"""


@pytest.mark.parametrize("again", [1, 2])
def test_each_test_begins_at_the_same_moment_and_its_clock_runs(again):
    begin = timezone.now()

    assert 0 <= (begin - start_of_tests()).total_seconds() < 5
    assert date.today() == datetime.now().date() == start_of_tests().date()  # noqa: DTZ005, DTZ011
    assert abs(time.time() - begin.timestamp()) < 5
    time.sleep(0.01)
    assert timezone.now() > begin


def test_what_is_computed_when_a_module_is_imported_stands_at_that_moment_too():
    assert AT_IMPORT.date() == start_of_tests().date()


@pytest.mark.real_clock("asks another program for the time, to see that it is the same")
def test_a_test_that_says_why_has_the_clock_of_the_machine():
    said = subprocess.run(["date", "+%s"], check=True, capture_output=True, text=True).stdout

    assert abs(time.time() - int(said)) < 60


def test_a_test_can_choose_a_moment_of_its_own(time_machine):
    time_machine.move_to(datetime(2031, 1, 31, 12, tzinfo=timezone.get_current_timezone()), tick=False)

    assert timezone.now() == timezone.now()
    assert timezone.localdate() == date(2031, 1, 31)


def test_no_test_gets_the_clock_of_the_machine_without_a_reason(tmp_path):
    (tmp_path / "test_waarom.py").write_text(WITHOUT_A_REASON)

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "meedoen.cli.pytest_clock", "."],
        cwd=tmp_path,
        check=False,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
    )

    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "real_clock needs a reason" in run.stdout + run.stderr
