"""Collect the Dutch texts that are shown but stand where nothing can be marked for translation.

The law may not know Django, and the standard guide is TOML. `python -m meedoen.basis.stijl.verzamelen` writes
their texts to `wetteksten.py`, where `makemessages` finds them; a test says when that file is behind.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from meedoen.wet import artikel, calendar
from meedoen.wet.concepts import LEERROUTE_NAMES, Certainty
from meedoen.wet.condition import CANNOT_BE_TRIED
from meedoen.wet.doelgroeprechten import DOELGROEPRECHTEN
from meedoen.wet.duo import duo_conditions
from meedoen.wet.duration import A_YEAR_AND_A_HALF, MANY, NUMBER_WORDS, ONE
from meedoen.wet.pip import pip_conditions
from meedoen.wet.sentence import NOT_FILLED_IN
from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn.feiten import ALL_FEITEN

PAKKET = Path(__file__).parents[2]
LEIDRAAD = PAKKET / "intake" / "leidraad.toml"
BESTAND = Path(__file__).with_name("wetteksten.py")
WOORD = re.compile(r"[^\W\d_]")

KOP = '''"""Texts of the law, the standard guide and the logbook. Written by `verzamelen`."""

# ruff: noqa: E501  # one text a line, as long as it is
# fmt: off
from django.utils.translation import gettext_noop as _

TEKSTEN = (
'''

SCHRIJVERS = frozenset(
    {
        "_lees",
        "_noteer",
        "dossier_voor",
        "kader",
        "noteer",
        "noteer_begrensd",
        "noteer_dossier",
        "noteer_inzage",
        "noteer_lijst",
        "open_besluit",
        "open_blad",
        "pipkader",
        "samenvatting",
        "trajectkader",
    }
)
"""Functions that get the words for a line of the logbook: what it is about, and why. The logbook keeps Dutch
words; pages show them translated."""


def teksten() -> list[str]:
    """Return every such text once, in the order in which it is met."""
    alle = (*_termijnen(), *_voorwaarden(), *_woorden(), *_zinnen(), *_leidraad(), *_logboek())
    return list(dict.fromkeys(tekst for tekst in alle if _heeft_woorden(tekst)))


def _heeft_woorden(tekst: str) -> bool:
    """Whether there is anything to translate beside what is filled in."""
    return bool(WOORD.search(re.sub(r"\{\w+\}", "", tekst)))


def _termijnen() -> Iterator[str]:
    for rule in law.TERMIJN_RULES:
        yield from (rule.title, rule.sentence, *rule.notes, rule.why_it_moves.template)
        yield from (part.what for part in rule.parts)
    yield from (*ONE.values(), *MANY.values(), A_YEAR_AND_A_HALF, *NUMBER_WORDS[2:])


def _voorwaarden() -> Iterator[str]:
    yield CANNOT_BE_TRIED
    for one in (*pip_conditions(), *duo_conditions()):
        yield from (one.sentence, one.state)


def _woorden() -> Iterator[str]:
    for feit in ALL_FEITEN.values():
        yield feit.description
        # The rest are codes, such as those of the leerroutes.
        yield from (value for value in feit.values if value.islower())
    yield from (NOT_FILLED_IN, "niet haalbaar", "haalbaar", "onbekend", *LEERROUTE_NAMES.values())
    for recht in DOELGROEPRECHTEN:
        yield from (recht.subject, recht.asiel, recht.gezin)
    for zekerheid in Certainty:
        yield from (zekerheid.meaning, zekerheid.meaning.removeprefix("te bevestigen: "))
    for jaar in range(calendar.FIRST_DAY.year, calendar.LAST_DAY.year + 1):
        yield from calendar.holidays(jaar).values()
    yield from calendar.WEEKEND_DAYS.values()
    regelingen = (een for een in vars(artikel).values() if isinstance(een, artikel.Regeling))
    # The names of laws stay Dutch.
    yield from (een.name for een in regelingen if not een.bwb)


def _zinnen() -> Iterator[str]:
    """The templates of the sentences that the law builds: the first argument of each `Sentence(...)`."""
    for aanroep, naam in _aanroepen(PAKKET / "wet"):
        match aanroep.args:
            case [ast.Constant(value=str(sjabloon)), *_] if naam == "Sentence":
                yield sjabloon


def _logboek() -> Iterator[str]:
    for aanroep, naam in _aanroepen(PAKKET):
        if naam in SCHRIJVERS:
            doelen = (woord.value for woord in aanroep.keywords if woord.arg == "doel")
            for waarde in (*aanroep.args, *doelen):
                if isinstance(waarde, ast.Constant) and isinstance(waarde.value, str):
                    yield waarde.value


def _aanroepen(map_: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call in the source of a folder with the name of what is called; tests are left out."""
    for bestand in sorted(map_.rglob("*.py")):
        if "tests" in bestand.parts or bestand.name == "conftest.py":
            continue
        for stuk in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
            match stuk:
                case ast.Call(func=ast.Name(id=naam) | ast.Attribute(attr=naam)):
                    yield stuk, naam


def _leidraad() -> Iterator[str]:
    gegevens: dict[str, Any] = tomllib.loads(LEIDRAAD.read_text(encoding="utf-8"))
    yield gegevens["naam"]
    for domein in gegevens["domein"]:
        yield from (domein["naam"], domein["vraag"], *domein["hulpvragen"], *domein["signalen"])


def schrijf() -> None:
    """Write `wetteksten.py` anew."""
    regels = "".join(f"    _({_letterlijk(tekst)}),\n" for tekst in teksten())
    BESTAND.write_text(f"{KOP}{regels})\n", encoding="utf-8")


def _letterlijk(tekst: str) -> str:
    return '"' + tekst.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    schrijf()
