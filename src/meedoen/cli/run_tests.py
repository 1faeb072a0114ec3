"""`./meedoen test`: everything CI runs, one step after another, with what failed at the end."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from meedoen.cli import quick
from meedoen.cli.packages import compile_translations, prepare_packages
from meedoen.environment import CHECKOUT

OLDEST_POSTGRES = 15
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CODE = tuple(name for name in ("src", "tests", "bench", "conftest.py") if (CHECKOUT / name).exists())
PYTHON = (sys.executable, "-I", "-X", "utf8", "-m")
PYTEST = (*PYTHON, "pytest", *(["--color=yes"] if sys.stdout.isatty() else []))
# Each process has a database of its own; the tests of one file stay together and in order.
TOGETHER = ("-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile")


@dataclass(frozen=True)
class Step:
    """One check: a program that must end well. With `missing`, what it needs is not on this machine."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a step went, in a word and a line."""

    step: Step
    passed: bool
    seconds: float
    line: str = ""


def evaluate(
    delen: Annotated[
        list[str] | None,
        typer.Argument(help="Alleen deze tests: een onderdeel (wet), een bestand of opties van pytest."),
    ] = None,
    *,
    snel: Annotated[
        bool,
        typer.Option("--snel", help="Binnen vier minuten: alleen wat bij je eigen wijziging hoort."),
    ] = False,
) -> int:
    """Voer alle controles uit die CI ook uitvoert.

    Stopt niet bij de eerste fout; aan het eind staat wat er misging.
    """
    began = time.monotonic()
    prepare_packages()
    compile_translations()
    if snel:
        return _quickly(began, delen or ())
    steps = [_only(delen)] if delen else list(all_steps())
    outcomes = [_carry_out(step, number, len(steps)) for number, step in enumerate(steps, start=1)]
    _summarise(outcomes)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def all_steps() -> Iterator[Step]:
    """Give every check of CI, in the order in which a mistake is found soonest."""
    yield from static_steps()
    yield Step("regels van de wet in docs", (*PYTHON, "meedoen.cli", "wet", "regels", "--controleer"))
    yield Step(
        "tests, ingebouwde PostgreSQL, vaste volgorde",
        (*PYTEST, "-m", "not browser and not alleen", *TOGETHER),
    )
    yield _on_other_postgres()
    yield Step("een dag zonder DUO", (*PYTEST, "-m", "alleen"))
    yield _in_browser()


def static_steps() -> Iterator[Step]:
    """Give the checks that read the code and run none of it."""
    yield Step("regels voor code (ruff check)", (*PYTHON, "ruff", "check", *CODE))
    yield Step("opmaak (ruff format)", (*PYTHON, "ruff", "format", "--check", *CODE))
    yield Step("typen (mypy)", (*PYTHON, "mypy"))
    yield Step(
        "verdiepingen (import-linter)", (str(Path(sys.executable).with_name("lint-imports")), "--no-cache")
    )
    quiet = (sys.executable, "-I", "-X", "utf8", "-W", "ignore::RuntimeWarning", "-m")
    settings = {"DJANGO_SETTINGS_MODULE": "meedoen.settings"}
    yield Step("migraties", (*quiet, "django", "makemigrations", "--check", "--dry-run"), settings)


def _quickly(began: float, words: Sequence[str]) -> int:
    """Check one's own change in the time of `quick.BOUND`; say what was left out."""
    changed = quick.changed_files(CHECKOUT)
    tests = quick.all_tests(CHECKOUT)
    choice = quick.choose(changed, tests)
    _say(f"{len(changed)} bestanden veranderd; {len(choice.tests)} van {len(tests)} testbestanden gekozen.")
    static = list(static_steps())
    outcomes = [_carry_out(step, number, len(static) + 1) for number, step in enumerate(static, start=1)]
    seconds = quick.BOUND - quick.ENDING - (time.monotonic() - began)
    if choice.tests:
        step = _in_bounds(choice.tests, max(seconds, 1.0), words)
        outcomes.append(_carry_out(step, len(static) + 1, len(static) + 1))
    _summarise(outcomes)
    if choice.tests and outcomes[-1].seconds > seconds:
        _say("\nDe tijd was om: niet elke gekozen test is gedraaid. Hierboven staat hoeveel er nog waren.")
    for line in _left_out(choice, len(tests)):
        _say(line)
    _say(f"Samen {time.monotonic() - began:.0f} s.")
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _in_bounds(tests: Sequence[str], seconds: float, words: Sequence[str]) -> Step:
    """Return the step that runs these test files in this order, until the time is over."""
    bound = {"MEEDOEN_TEST_SECONDS": f"{seconds:.0f}"}
    chosen = ("-m", "not browser and not alleen and not traag", "-p", "meedoen.cli.pytest_bound")
    together = (*TOGETHER, "--no-loadscope-reorder") if len(tests) > 1 else ()
    return Step("tests bij deze wijziging", (*PYTEST, "-q", *chosen, *together, *words, *tests), bound)


def _left_out(choice: quick.Choice, total: int) -> Iterator[str]:
    others = total - len(choice.tests)
    yield f"\nNiet gedraaid: {others} andere testbestanden, de browser, een dag zonder DUO, een tweede"
    yield "PostgreSQL, tests die traag zijn, en docs/wet.md. Voor je klaar bent: ./meedoen test"
    if choice.without:
        yield f"Zonder eigen tests: {', '.join(choice.without)}"


def _only(words: Sequence[str]) -> Step:
    """Return the step that runs a part of the tests; a word may be the name of a package of ours."""
    places = [str(CHECKOUT / "src" / "meedoen" / word) for word in words]
    chosen = [place if Path(place).exists() else word for place, word in zip(places, words, strict=True)]
    chromium = {"MEEDOEN_CHROMIUM": found} if (found := chromium_here()) else {}
    return Step("tests", (*PYTEST, *chosen), chromium)


def _on_other_postgres() -> Step:
    binaries = other_postgres()
    return Step(
        "tests, PostgreSQL van dit systeem, willekeurige volgorde",
        (*PYTEST, "-m", "not browser and not alleen", *TOGETHER, "-p", "randomly"),
        {"MEEDOEN_TEST_POSTGRES": str(binaries)},
        "" if binaries else f"op dit systeem staat geen PostgreSQL {OLDEST_POSTGRES} of nieuwer",
    )


def _in_browser() -> Step:
    chromium = chromium_here()
    reason = "" if chromium else "op dit systeem staat geen Chromium (of zet MEEDOEN_CHROMIUM)"
    command = (*PYTEST, "-m", "browser")
    return Step("tests in de browser", command, {"MEEDOEN_CHROMIUM": chromium or ""}, reason)


def other_postgres() -> Path | None:
    """Return the programs of the newest PostgreSQL that this machine has itself, or None."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    numbered = {int(path.parts[-3]): path.parent for path in installed if path.parts[-3].isdigit()}
    on_path = shutil.which("initdb")
    if on_path and not numbered:
        answer = subprocess.run([on_path, "--version"], check=False, capture_output=True, text=True).stdout
        if version := re.search(r"(\d+)(?:\.\d+)?\b", answer):
            numbered[int(version[1])] = Path(on_path).resolve().parent
    newest = max(numbered, default=0)
    return numbered[newest] if newest >= OLDEST_POSTGRES else None


def chromium_here() -> str | None:
    """Return the Chromium to test with: `MEEDOEN_CHROMIUM`, else the one on PATH."""
    return os.environ.get("MEEDOEN_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def _carry_out(step: Step, number: int, total: int) -> Outcome:
    _say(f"\n=== {number}/{total} {step.name} ===")
    if step.missing:
        must = os.environ.get("CI", "").lower() in {"1", "true"}
        _say(f"{'Kan niet' if must else 'Overgeslagen'}: {step.missing}.")
        return Outcome(step, not must, 0.0, f"{'kan niet' if must else 'overgeslagen'}: {step.missing}")
    began = time.monotonic()
    process = subprocess.Popen(
        step.command,
        cwd=CHECKOUT,
        env=_environment(step),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    last = ""
    with process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            last = line.strip() or last
    seconds = time.monotonic() - began
    _say(f"--- {step.name}: {'goed' if process.returncode == 0 else 'MIS'} in {seconds:.0f} s")
    return Outcome(step, process.returncode == 0, seconds, last if "pytest" in step.command else "")


def _environment(step: Step) -> dict[str, str]:
    """Return the environment of a check: none of the developer's databases or settings."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_URL")}
    return ours | {"MEEDOEN_OMGEVING": "ontwikkeling"} | dict(step.environment)


def _summarise(outcomes: Sequence[Outcome]) -> None:
    _say("\n=== samen ===")
    for outcome in outcomes:
        word = "goed" if outcome.passed else "MIS "
        line = f"  [{outcome.line}]" if outcome.line else ""
        _say(f"{word} {outcome.seconds:6.0f} s  {outcome.step.name}{line}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
