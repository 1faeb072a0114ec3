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

from meedoen.wet import artikel, kalender
from meedoen.wet.begrippen import LEERROUTE_NAAM, Zekerheid
from meedoen.wet.doelgroeprechten import DOELGROEPRECHTEN
from meedoen.wet.duo_regels import DUO_REGELS
from meedoen.wet.feiten import FEITEN
from meedoen.wet.pip_regels import PIP_REGELS
from meedoen.wet.termijnregels import TERMIJNREGELS
from meedoen.wet.voorwaarde import NIET_TE_TOETSEN
from meedoen.wet.zin import NIET_INGEVULD

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
    return list(dict.fromkeys(tekst for tekst in alle if tekst))


def _termijnen() -> Iterator[str]:
    for regel in TERMIJNREGELS:
        yield from (regel.titel, regel.zin, *regel.let_op, regel.waarom_schuift)
        yield from (onderdeel.wat for onderdeel in regel.onderdelen)


def _voorwaarden() -> Iterator[str]:
    yield NIET_TE_TOETSEN
    for regel in (*PIP_REGELS, *DUO_REGELS):
        yield from (regel.zin, regel.stand)


def _woorden() -> Iterator[str]:
    for feit in FEITEN.values():
        yield feit.omschrijving
        # The rest are codes, such as those of the leerroutes.
        yield from (waarde for waarde in feit.waarden if waarde.islower())
    yield from (NIET_INGEVULD, "niet haalbaar", "haalbaar", "onbekend", *LEERROUTE_NAAM.values())
    for recht in DOELGROEPRECHTEN:
        yield from (recht.onderwerp, recht.asiel, recht.gezin)
    for zekerheid in Zekerheid:
        yield from (zekerheid.betekenis, zekerheid.betekenis.removeprefix("te bevestigen: "))
    for jaar in range(kalender.EERSTE_DAG.year, kalender.LAATSTE_DAG.year + 1):
        yield from kalender.holidays(jaar).values()
    yield from kalender.WEEKENDDAGEN.values()
    regelingen = (een for een in vars(artikel).values() if isinstance(een, artikel.Regeling))
    # The names of laws stay Dutch.
    yield from (een.naam for een in regelingen if not een.bwb)


def _zinnen() -> Iterator[str]:
    """The templates of the sentences that the law builds: the first argument of each `Zin(...)`."""
    for aanroep, naam in _aanroepen(PAKKET / "wet"):
        match aanroep.args:
            case [ast.Constant(value=str(sjabloon)), *_] if naam == "Zin":
                if WOORD.search(re.sub(r"\{\w+\}", "", sjabloon)):
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
