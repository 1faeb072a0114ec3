"""A number of the law stands in its rule and nowhere else: no page, letter or message types it again."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from meedoen.environment import CHECKOUT
from meedoen.wet.duration import NUMBER_WORDS

SOURCE = Path(CHECKOUT, "src", "meedoen")
NUMBER = "|".join((*NUMBER_WORDS[2:], "anderhalf", r"\d+"))
TYPED = re.compile(rf"\b(?:{NUMBER}) (?:dagen|weken|maanden|jaar)\b|\b(?:12|40|600|800) uur\b", re.IGNORECASE)

ALLOWED = {
    "Hoe ziet uw leven er over drie jaar uit": "a question of the guide, about somebody's life",
    "Jouw gesprekken van de komende twee weken": "what the agenda shows",
    "de laatste veertien dagen": "what the page of the chain shows",
    "ink werkt drie dagen": "how long a link in a mail works",
    "elke acht weken een gesprek": "an example of what a colleague can write",
    "binnen 6 maanden AOW": "what an event of DUO says (regelblad 15.15)",
}
"""What looks like a number of the law and is none."""


def texts() -> Iterator[tuple[Path, str]]:
    """Every text that a person can read: strings of Python but docstrings, templates, texts in TOML."""
    for file in sorted(SOURCE.rglob("*")):
        parts = set(file.parts)
        if (
            parts & {"tests", "migrations", "locale", "demo_region", "oefen", "__pycache__"}
            or file.name == "conftest.py"
        ):
            continue
        if file.suffix == ".py" and "wet" not in parts and file.name != "texts_collected.py":
            for text in strings(ast.parse(file.read_text(encoding="utf-8"))):
                yield file, text
        elif file.suffix in {".html", ".typ", ".toml"}:
            for line in file.read_text(encoding="utf-8").splitlines():
                yield file, line


def strings(tree: ast.Module) -> Iterator[str]:
    """The strings of a module that are neither a docstring nor a remark."""
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield node.value


def test_no_text_types_a_number_of_the_law():
    found = [
        (str(file.relative_to(SOURCE)), text.strip()[:120])
        for file, text in texts()
        if TYPED.search(text) and not any(allowed in text for allowed in ALLOWED)
    ]
    assert found == []


def test_what_is_allowed_is_still_there():
    everything = "\n".join(text for _, text in texts())
    assert all(allowed in everything for allowed in ALLOWED)
