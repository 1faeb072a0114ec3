"""The law stands on nothing but Python and Polars, and reads and writes nothing."""

import ast
from pathlib import Path

import pytest

WET = Path(__file__).resolve().parents[1]
BESTANDEN = sorted(pad for pad in WET.rglob("*.py") if "tests" not in pad.parts)
TOEGESTAAN = {
    "__future__",
    "_typeshed",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "itertools",
    "polars",
    "typing",
}
LEEST_OF_SCHRIJFT = {
    "open",
    "print",
    "input",
    "today",
    "now",
    "scan_csv",
    "read_csv",
    "write_csv",
    "sink_csv",
}


def boom(bestand):
    return ast.parse(bestand.read_text(encoding="utf-8"))


def ingevoerd(bestand):
    for knoop in ast.walk(boom(bestand)):
        if isinstance(knoop, ast.Import):
            yield from (naam.name for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom):
            yield knoop.module


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda bestand: bestand.name)
def test_the_law_imports_only_itself_polars_and_plain_python(bestand):
    for module in ingevoerd(bestand):
        assert module.startswith("meedoen.wet") or module.split(".")[0] in TOEGESTAAN, module


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda bestand: bestand.name)
def test_the_law_reads_no_file_and_no_clock(bestand):
    for knoop in ast.walk(boom(bestand)):
        if isinstance(knoop, ast.Call):
            naam = getattr(knoop.func, "id", getattr(knoop.func, "attr", ""))
            assert naam not in LEEST_OF_SCHRIJFT, f"regel {knoop.lineno}"


def test_the_independent_calendar_uses_nothing_of_the_law():
    assert list(ingevoerd(WET / "tests" / "orakel.py")) == ["calendar", "datetime"]
