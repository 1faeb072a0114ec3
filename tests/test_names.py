"""Every name is English, or a noun of the glossary (docs/begrippen.md), or a word kept in names_kept.txt.

A name is what code, templates and styles declare: functions, classes, parameters, variables, fields, classes
of styles, names in scripts, files. Needs `wordfreq` (a dependency of tests only).
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from wordfreq import zipf_frequency

ROOT = next(p for p in Path(__file__).resolve().parents if (p / "pyproject.toml").exists())
GLOSSARY = ROOT / "docs" / "begrippen.md"
KEPT = Path(__file__).with_name("names_kept.txt")
"""Words that are neither: names of DUO, the BRP, our own API and forms, people in tests, abbreviations."""
PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
LEFT_OUT = {"migrations", "node_modules", ".venv", ".meedoen", "wet", "standards"}


def words(name: str) -> Iterator[str]:
    """The words a name is made of."""
    return (part.lower() for part in PART.findall(name))


@cache
def glossary() -> frozenset[str]:
    """The Dutch nouns, and their plurals as far as those are written in the table."""
    rows = (
        line.split("|")[1]
        for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    )
    return frozenset(word for row in rows for word in words(row))


@cache
def kept() -> frozenset[str]:
    """Words kept by hand."""
    lines = KEPT.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def is_allowed(word: str) -> bool:
    """Whether a word may stand in a name."""
    if len(word) < 2 or word in kept() or any(form in glossary() for form in singular(word)):
        return True
    english, dutch = zipf_frequency(word, "en"), zipf_frequency(word, "nl")
    return english >= 2.6 and english >= dutch - 1.0


def singular(word: str) -> Iterator[str]:
    """The word, and what it may be the plural of."""
    yield word
    for ending in ("s", "en", "n", "eren"):
        if word.endswith(ending):
            yield word[: -len(ending)]
    if word.endswith("en") and len(word) > 4 and word[-3] == word[-4]:
        yield word[:-3]
    if word.endswith("en"):
        yield re.sub(r"([aeou])([^aeiou])$", r"\1\1\2", word[:-2])
    if word.endswith(("zen", "ven")):
        yield word[:-3] + {"z": "s", "v": "f"}[word[-3]]


def names() -> Iterator[tuple[str, str]]:
    """Every name that is declared, with the file it stands in."""
    for path in sorted(ROOT.rglob("*")):
        where = path.relative_to(ROOT)
        if LEFT_OUT & set(where.parts) or where.parts[0] not in ("src", "tests", "bench"):
            continue
        if path.suffix in (".py", ".html", ".css", ".js", ".toml") and "tests" not in where.parts:
            yield path.stem, str(where)
        if path.suffix == ".py":
            yield from ((name, str(where)) for name in in_python(path))
        elif path.suffix == ".css":
            text = path.read_text(encoding="utf-8")
            yield from ((name, str(where)) for name in re.findall(r"(?:\.|--)(md-[\w-]+)", text))


def in_python(path: Path) -> Iterator[str]:
    """The names a file declares; names of tests are sentences."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("test_"):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield node.asname


def test_a_name_is_english_or_in_the_glossary():
    wrong: dict[str, str] = {}
    for name, where in names():
        for word in words(name):
            if not is_allowed(word):
                wrong.setdefault(word, f"{name} in {where}")
    assert not wrong, "\n".join(f"{word}: {place}" for word, place in sorted(wrong.items()))


if __name__ == "__main__":  # prints what is to be kept
    print("\n".join(sorted({word for name, _ in names() for word in words(name) if not is_allowed(word)})))
