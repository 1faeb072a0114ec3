"""A program reads only options that it declares: a renamed one would fail no sooner than when it runs."""

import ast
from pathlib import Path

import pytest

from meedoen.environment import CHECKOUT

PROGRAMS = [
    file
    for folder in ("bench", "src", "docs")
    for file in sorted(Path(CHECKOUT, folder).rglob("*.py"))
    if "tests" not in file.parts and "argparse" in file.read_text(encoding="utf-8")
]


def declared(tree: ast.Module) -> set[str]:
    """The names under which the options of a program are read."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    options = [call for call in calls if getattr(call.func, "attr", "") == "add_argument"]
    named = {
        word.value.value
        for call in options
        for word in call.keywords
        if word.arg == "dest" and isinstance(word.value, ast.Constant)
    }
    firsts = [call.args[0] for call in options if call.args]
    return named | {
        first.value.lstrip("-").replace("-", "_") for first in firsts if isinstance(first, ast.Constant)
    }


def read(tree: ast.Module) -> set[str]:
    """The names that are read of what `parse_args` gives."""
    holders = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and getattr(getattr(node.value, "func", None), "attr", "") == "parse_args"
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in holders
    }


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_program_reads_only_options_that_it_declares(program):
    tree = ast.parse(program.read_text(encoding="utf-8"))
    assert read(tree) <= declared(tree)


def test_there_are_programs_with_options():
    assert len(PROGRAMS) > 5
