"""`./meedoen test --snel` runs what belongs to a change, nearest first, and stops in time."""

import os
import subprocess
import sys

import pytest

from meedoen.cli import quick
from meedoen.cli.errors import ErrorMessage

TESTS = {
    "src/meedoen/basis/tests/test_vraag.py": "import os",
    "src/meedoen/basis/access/tests/test_actor.py": "from meedoen.basis.access import actor",
    "src/meedoen/pip/tests/test_letter.py": "from meedoen.pip.letter import stel\nBLAD = 'brief.typ'",
    "src/meedoen/pip/tests/test_plan.py": "from meedoen.basis.access.actor import Actor",
    "src/meedoen/werkplek/tests/test_home.py": "from meedoen import urls",
    "tests/keten/test_dag.py": "import time",
}


@pytest.mark.parametrize(
    ("changed", "first", "others"),
    [
        (
            ["src/meedoen/pip/tests/test_plan.py"],
            ["src/meedoen/pip/tests/test_plan.py"],
            ["pip/tests/test_letter"],
        ),
        (["src/meedoen/pip/letter.py"], ["src/meedoen/pip/tests/test_letter.py"], ["pip/tests/test_plan"]),
        (["src/meedoen/pip/templates/pip/stand.html"], [], ["pip/tests/test_letter", "pip/tests/test_plan"]),
        (
            ["src/meedoen/basis/access/actor.py"],
            ["src/meedoen/basis/access/tests/test_actor.py", "src/meedoen/pip/tests/test_plan.py"],
            [],
        ),
        (["src/meedoen/urls.py"], ["src/meedoen/werkplek/tests/test_home.py"], []),
        (
            ["src/meedoen/pip/letters/brief.typ"],
            ["src/meedoen/pip/tests/test_letter.py"],
            ["pip/tests/test_plan"],
        ),
        (
            ["src/meedoen/basis/conftest.py"],
            [],
            ["basis/tests/test_vraag", "basis/access/tests/test_actor"],
        ),
        (["src/meedoen/pip/tests/conftest.py"], [], ["pip/tests/test_letter", "pip/tests/test_plan"]),
        (["tests/keten/test_dag.py"], ["tests/keten/test_dag.py"], []),
        ([], [], []),
    ],
)
def test_the_tests_of_a_change_are_its_own_those_that_import_it_and_those_of_its_room(changed, first, others):
    choice = quick.choose(changed, TESTS)

    assert list(choice.tests) == first + [f"src/meedoen/{name}.py" for name in others]
    assert not choice.without


def test_what_lies_nearest_to_any_of_the_changes_comes_before_the_rooms():
    choice = quick.choose(["src/meedoen/pip/plan.py", "src/meedoen/basis/access/actor.py"], TESTS)

    assert [name.rpartition("/")[2] for name in choice.tests] == [
        "test_actor.py",
        "test_plan.py",
        "test_letter.py",
    ]


def test_a_conftest_for_all_chooses_all_and_a_page_of_text_nothing():
    everything = quick.choose(["src/meedoen/conftest.py"], TESTS)
    nothing = quick.choose(["docs/wet.md", "src/meedoen/pip/README.md", "src/meedoen/settings.py"], TESTS)

    assert set(everything.tests) == {name for name in TESTS if name.startswith("src/")}
    assert nothing.tests == ()
    assert nothing.without == ("docs/wet.md", "src/meedoen/pip/README.md", "src/meedoen/settings.py")


def test_a_file_that_was_removed_still_has_its_room():
    assert "src/meedoen/pip/tests/test_plan.py" in quick.choose(["src/meedoen/pip/weg.py"], TESTS).tests


@pytest.fixture
def checkout(tmp_path):
    """A checkout with one commit on main."""

    def git(*words):
        who = ("-c", "user.name=x", "-c", "user.email=x@voorbeeld.test")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-b", "main")
    for name in ("blijft.py", "weg.py", "anders.py"):
        (tmp_path / name).write_text("x = 1\n")
    git("add", ".")
    git("commit", "-m", "begin")
    return tmp_path, git


def test_a_change_is_what_was_committed_since_main_what_was_not_and_what_git_does_not_know(checkout):
    folder, git = checkout
    git("checkout", "-b", "tak")
    (folder / "anders.py").write_text("x = 2\n")
    git("commit", "-am", "anders")
    (folder / "weg.py").unlink()
    (folder / "één nieuw.py").write_text("")

    assert quick.changed_files(folder) == ["anders.py", "weg.py", "één nieuw.py"]


def test_a_folder_without_git_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(ErrorMessage, match="geen map van git"):
        quick.changed_files(tmp_path)


SLOW = "import time\n\ndef test_een(): time.sleep(0.5)\n\ndef test_twee(): pass\n"


@pytest.mark.parametrize(
    ("together", "seconds", "said"),
    [
        ((), "0.1", "test_traag.py: nog 1"),
        (("-p", "xdist", "-n", "1"), "0.1", "niet afgemaakt: de tijd is om"),
        ((), "60", "2 passed"),
    ],
)
def test_a_run_whose_time_is_over_stops_and_says_what_is_left(tmp_path, together, seconds, said):
    (tmp_path / "test_traag.py").write_text(SLOW)
    plugins = ("-p", "meedoen.cli.pytest_bound")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *together, "test_traag.py"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "MEEDOEN_TEST_SECONDS": seconds, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )

    assert said in run.stdout
    assert run.returncode == 0
