"""Which tests a change of one's own asks for: what `./meedoen test --snel` runs within four minutes."""

import ast
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from meedoen.cli.errors import ErrorMessage

BOUND = 240
"""Seconds in which it is over."""
ENDING = 20
"""Of which so many for ending: what runs is finished, and databases are dropped."""
BASES = ("origin/main", "main", "HEAD")
SOURCE = PurePosixPath("src")


@dataclass(frozen=True)
class Choice:
    """What to run, the nearest to the change first; changed files that no test could be found for."""

    tests: tuple[str, ...]
    without: tuple[str, ...]


def choose(changed: Iterable[str], tests: Mapping[str, str]) -> Choice:
    """Choose the test files for a change: changed ones, those that import what changed, those of its rooms.

    A room is the nearest folder with tests in it; a conftest.py is of all tests below it. A file in no room,
    and one that is not Python, is also of the tests that name it.

    Args:
        changed: files, relative to the checkout, also ones that were removed.
        tests: test file → its text.
    """
    files = sorted(changed)
    imports = {test: frozenset(imported(text)) for test, text in tests.items()}
    chosen: dict[str, None] = dict.fromkeys(file for file in files if file in tests)
    rooms: list[str] = []
    without = []
    for file in files:
        near = [test for test in tests if _uses(file, imports[test], tests[test])]
        chosen |= dict.fromkeys(near)
        in_room = _room(file, tests)
        rooms += in_room
        if not (near or in_room or file in chosen):
            without.append(file)
    return Choice(tuple(chosen | dict.fromkeys(rooms)), tuple(without))


def _uses(file: str, imports: frozenset[str], text: str) -> bool:
    path = PurePosixPath(file)
    if path.suffix == ".py":
        return module_of(path) in imports
    return path.name in text


def _room(file: str, tests: Iterable[str]) -> list[str]:
    path = PurePosixPath(file)
    if path.suffix == ".md":
        return []
    for folder in path.parents:
        if folder.name in {"", "src", "meedoen"} and path.name != "conftest.py":
            return []
        here = folder if path.name == "conftest.py" or folder.name == "tests" else folder / "tests"
        found = [test for test in tests if PurePosixPath(test).is_relative_to(here)]
        if found:
            return found
    return []


def module_of(path: PurePosixPath) -> str:
    """Return the name by which a Python file is imported."""
    inside = path.relative_to(SOURCE) if path.is_relative_to(SOURCE) else path
    parts = inside.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(text: str) -> Iterator[str]:
    """Give every module that this text may import: of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def changed_files(checkout: Path) -> list[str]:
    """Return what differs from where this branch left main, with what is not in git yet.

    Raises Foutmelding when this is not a checkout of git.
    """
    base = next((found for name in BASES if (found := _git(checkout, "merge-base", "HEAD", name))), None)
    if base is None:
        raise ErrorMessage("Met --snel kijkt Meedoen in git wat je veranderde, en dit is geen map van git.")
    known = _git(checkout, "diff", "--name-only", "--no-renames", base[0])
    return sorted({*known, *_git(checkout, "ls-files", "--others", "--exclude-standard")})


def _git(checkout: Path, *words: str) -> list[str]:
    answer = subprocess.run(
        ["git", "-c", "core.quotepath=off", *words], cwd=checkout, check=False, capture_output=True, text=True
    )
    return answer.stdout.splitlines() if answer.returncode == 0 else []


def all_tests(checkout: Path) -> dict[str, str]:
    """Return every test file of ours with its text."""
    found = (path for top in ("src", "tests") for path in (checkout / top).rglob("test_*.py"))
    return {path.relative_to(checkout).as_posix(): path.read_text("utf-8") for path in sorted(found)}
