"""Of the styles and design tokens in npm packages: what our pages name, and nothing else.

A package describes every variant of a component, and a theme every token of every component. A page names a
few. Served are the rules whose classes stand in our source, and the tokens that those rules and our own
styles read.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

BRACKET = re.compile(r"([(,])\s+")
CLASS = re.compile(r"\.(utrecht-[\w-]+)")
NAME = re.compile(r"\butrecht-[a-z0-9_-]*[a-z0-9]")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
NOT = re.compile(r":not\([^()]*\)")
GIVES = re.compile(r"(--[\w-]+)\s*:")
READS = re.compile(r"var\(\s*(--[\w-]+)")
SPACE = re.compile(r"\s+")
OWN = re.compile(r"--_[\w-]+")
PRIVATE = re.compile(r"(--_[\w-]+)\s*:(?:[^;{}])*(?:;|(?=}))")
TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]*);")
NAMING = {".css", ".html", ".js", ".py"}
LICENCE = "/*! EUPL-1.2, Copyright Gemeente Utrecht, Frameless B.V. and others: package-lock.json */\n"


def named_in(source: Path) -> frozenset[str]:
    """Every name of a component that stands in our source; one made from parts must stand there whole too."""
    files = (path for path in source.rglob("*") if path.suffix in NAMING and "tests" not in path.parts)
    return frozenset(name for path in files for name in NAME.findall(path.read_text(encoding="utf-8")))


def only_named(sheet: str, names: Iterable[str]) -> str:
    """The rules of a sheet that can match something: all classes they ask for are among these names."""
    return "".join(_kept(COMMENT.sub("", sheet), frozenset(names)))


def only_given(sheet: str, *others: str) -> str:
    """The same sheet without what it reads in vain: what nothing gives makes place for what comes after it.

    Args:
        others: the theme and our own styles, which give values too.
    """
    given = {name for other in others for name in GIVES.findall(other)}
    while (shorter := _without_unread(_without_ungiven(sheet, given))) != sheet:
        sheet = shorter
    return _with_short_names(BRACKET.sub(r"\1", sheet))


def _with_short_names(sheet: str) -> str:
    """What a component computes for itself has a name that no other sheet knows: a short one does."""
    short = {name: f"--_{number:x}" for number, name in enumerate(dict.fromkeys(OWN.findall(sheet)))}
    return OWN.sub(lambda found: short[found[0]], sheet)


def _without_ungiven(sheet: str, elsewhere: set[str]) -> str:
    given = elsewhere | set(GIVES.findall(sheet))
    parts: list[str] = []
    place = 0
    while found := READS.search(sheet, place):
        end = _closing(sheet, found.start() + len("var"))
        parts.append(sheet[place : found.start()])
        _name, comma, after = sheet[found.start(1) : end].partition(",")
        if found[1] in given or not comma:
            parts.append(sheet[found.start() : found.end()])
            place = found.end()
        else:
            parts.append(after.strip())
            place = end + 1
    return "".join((*parts, sheet[place:]))


def _closing(text: str, opening: int) -> int:
    """Where the bracket closes that opens here."""
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    raise ValueError(f"A bracket stays open: {text[opening : opening + 60]}")


def _without_unread(sheet: str) -> str:
    read = set(READS.findall(sheet))
    return PRIVATE.sub(lambda found: found[0] if found[1] in read else "", sheet)


def tokens_read(theme: str, ours: str, sheets: Iterable[str]) -> str:
    """Of a theme, what these sheets read, and what that reads in turn; in the order of the theme.

    Args:
        ours: the theme that is laid over it on the same element: what that gives need not be given before.
    """
    values = dict(TOKEN.findall(COMMENT.sub("", theme)))
    selector = theme[: theme.index("{")].rpartition("*/")[2].strip()
    read: set[str] = set()
    asked = {name for sheet in (ours, *sheets) for name in READS.findall(sheet)}
    while asked := asked - read:
        read |= asked
        asked = {deeper for name in asked for deeper in READS.findall(values.get(name, ""))}
    needed = read - set(GIVES.findall(ours))
    lines = ";".join(f"{name}:{SPACE.sub(' ', value)}" for name, value in values.items() if name in needed)
    return f"{selector}{{{lines}}}\n"


def _kept(sheet: str, names: frozenset[str]) -> Iterator[str]:
    for head, body in _rules(sheet):
        if head.startswith("@"):
            inner = "".join(_kept(body, names)) if "{" in body else body
            if inner.strip():
                yield f"{head}{{{inner}}}\n"
            continue
        selectors = [one for one in _selectors(head) if names.issuperset(CLASS.findall(NOT.sub("", one)))]
        if selectors and body.strip():
            yield f"{','.join(selectors)}{{{SPACE.sub(' ', body).strip()}}}\n"


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Each rule of the outermost level: what stands before its braces, and between them."""
    begin = opened = depth = 0
    for place, sign in enumerate(sheet):
        if sign == "{":
            if depth == 0:
                opened = place
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield sheet[begin:opened].strip(), sheet[opened + 1 : place]
                begin = place + 1


def _selectors(head: str) -> Iterator[str]:
    """The selectors of a rule, split at the commas that stand in no brackets."""
    begin = depth = 0
    for place, sign in enumerate(f"{head},"):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            yield SPACE.sub(" ", head[begin:place]).strip()
            begin = place + 1
