"""A lower floor never names an upper one: not by an address, a template, a file, a label or a dotted path.

Imports are kept by `lint-imports`. Here is the rest: every name by which an app can be known, looked for in
code, templates, styles, scripts and their comments. The order is that of `.importlinter`.
"""

from __future__ import annotations

import re
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = CHECKOUT / "src"
READ = {".css", ".html", ".js", ".py", ".toml", ".txt", ".typ"}
ROOMS = (
    "adressen|api|apps|beleid|brief|brieven|forms|keten|manifest|models|rechten|schil|selectors|services|static|tasks|"
    "templates|templatetags|toetsing|urls|views"
)
"""What follows the name of an app when a path in it is meant."""

ALLOWED: frozenset[tuple[str, str]] = frozenset()
"""File and name that cannot be otherwise, each with its reason beside it. There are none."""


@cache
def floors() -> list[list[str]]:
    """The packages from the roof down; those of one floor stand beside each other."""
    read = ConfigParser()
    read.read(CHECKOUT / ".importlinter", encoding="utf-8")

    def layers(contract: str) -> list[list[str]]:
        lines = read[f"importlinter:contract:{contract}"]["layers"].split("\n")
        return [re.split(r"\s*[|:]\s*", line.strip()) for line in lines if line.strip()]

    house = layers("floors")
    ground = house.index(["meedoen.basis"])
    return [*house[:ground], *layers("ground"), *house[ground + 1 :]]


def height(package: str) -> int:
    """How high a package stands; the law is 0."""
    return next(len(floors()) - 1 - i for i, floor in enumerate(floors()) if package in floor)


PACKAGES = [package for floor in floors() for package in floor]


def folder(package: str) -> Path:
    """Where a package lives."""
    return SOURCE.joinpath(*package.split("."))


def files(package: str) -> list[Path]:
    """What is read of a package: all but its tests and what was migrated once."""
    place = folder(package)
    if not place.exists():
        return [place.with_suffix(".py")]
    found = (path for path in sorted(place.rglob("*")) if path.suffix in READ)
    return [
        path
        for path in found
        if not {"tests", "migrations"} & set(path.relative_to(place).parts) and path.name != "conftest.py"
    ]


def inside(package: str, *kinds: str) -> set[str]:
    """The names of the folders and files at the top of a package's templates or static files."""
    return {path.name for kind in kinds for path in folder(package).glob(f"**/{kind}/*")}


def name_patterns(package: str) -> list[str]:
    """Every way to name this package without importing it, as regular expressions."""
    place = folder(package)
    found = [re.escape(package) + r"\b"]
    short = package.rsplit(".", maxsplit=1)[-1]
    if place.exists() and package != "meedoen.basis.api":
        found.append(rf"(?<![\w./-]){short}(?:[./](?:{ROOMS})\b|/\w+\.\w+)")
    for urls in place.glob("**/*urls.py"):
        text = urls.read_text(encoding="utf-8")
        if space := re.search(r'^app_name = "(\w+)"', text, re.MULTILINE):
            found.append(rf"['\"]{space[1]}:\w+['\"]")
        else:
            found += [rf"['\"]{name}['\"]" for name in re.findall(r'name="(\w+)"', text)]
    for name in inside(package, "templates", "jinja2"):
        found.append(rf"['\"]{re.escape(name)}" + (r"['\"]" if "." in name else "/"))
    for name in inside(package, "static"):
        found.append(rf"(?<![\w-]){name}/(?:css|js|beeld)/")
    for config in apps.get_app_configs():
        if config.name == package:
            found.append(rf"['\"]{config.label}\.[A-Z]\w+['\"]")
            found += [rf"\b{model._meta.db_table}\b" for model in config.get_models()]
    return found


@cache
def pattern_above(at: int) -> re.Pattern[str]:
    """All names of what stands higher than this."""
    above = [one for package in PACKAGES if height(package) > at for one in name_patterns(package)]
    return re.compile("|".join(above) or r"(?!)")


def test_every_app_stands_on_a_floor():
    ours = [config.name for config in apps.get_app_configs() if config.name.startswith("meedoen.")]

    assert set(ours) - set(PACKAGES) == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_a_lower_floor_names_no_upper_one(package):
    upper = pattern_above(height(package))
    named = {
        (str(path.relative_to(SOURCE)), match[0])
        for path in files(package)
        for match in upper.finditer(path.read_text(encoding="utf-8"))
    }

    assert sorted(named - ALLOWED) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_styles_and_scripts_of_a_floor_serve_that_floor(package):
    """A class or comment in a style names no app above: what serves an app lives with it."""
    above = {one.split(".")[-1] for one in PACKAGES if height(one) > height(package)} - {"api", "cli"}
    named = re.compile(rf"\b(?:md-)?({'|'.join(sorted(above)) or '(?!)'})\b")
    sources = [path for path in files(package) if path.suffix in {".css", ".js"}]

    assert {(path.name, one) for path in sources for one in named.findall(path.read_text())} == set()


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ("meedoen.dossiers", "redirect('pip:pip', pk)"),
        ("meedoen.pip", '{% include "traject/_report.html" %}'),
        ("meedoen.basis.ui", "meedoen.werkplek.shell"),
        ("meedoen.basis.ui", 'PAKKET / "intake" / intake/leidraad.toml'),
        ("meedoen.basis.audit_log", "SELECT id FROM dossiers_dossier"),
        ("meedoen.keten", "ForeignKey('dossiers.Dossier')"),
        ("meedoen.basis.access", "render(request, 'refused.html')"),
        ("meedoen.basis.organisations", "{% static 'ui/css/header.css' %}"),
    ],
)
def test_the_names_are_known_when_they_are_seen(at, text):
    assert pattern_above(height(at)).search(text)
