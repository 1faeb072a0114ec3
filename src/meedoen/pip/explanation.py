"""The explanation that goes with the letter, in plain words and in the newcomer's own language.

The texts are data: `uitleg/<taal>.toml`. A language without a file gets plain Dutch, with a line that an
interpreter can explain the letter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.units import format_unit

from meedoen.basis.ui.languages import TALEN, Taal
from meedoen.pip.models import Beschikking
from meedoen.wet.duration import Duration

MAP = Path(__file__).parent / "explanation"
NEDERLANDS = "nl"
ISOLAAT, EINDE_ISOLAAT = "\u2068", "\u2069"
"""First-strong isolates: a name or number keeps its own direction inside a text from right to left."""


@dataclass(frozen=True)
class Deel:
    """A heading with its paragraphs and points."""

    kop: str
    alineas: tuple[str, ...]
    punten: tuple[str, ...] = ()


@dataclass(frozen=True)
class Uitlegblad:
    """The explanation in one language.

    Attributes:
        nagekeken: what it says in its own language about not having been checked by a native speaker yet.
        nagekeken_nl: the same in Dutch, for whoever hands it over; both empty for Dutch itself.
        tolk: the Dutch line for a language that has no text; empty otherwise.
    """

    taal: str
    richting: str
    titel: str
    delen: tuple[Deel, ...]
    nagekeken: str = ""
    nagekeken_nl: str = ""
    tolk: str = ""


@lru_cache
def teksten(code: str) -> Mapping[str, Any]:
    """The texts of one language, read once.

    Raises:
        FileNotFoundError: there is no text in this language.
    """
    return tomllib.loads((MAP / f"{code}.toml").read_text(encoding="utf-8"))


@lru_cache
def talen_met_uitleg() -> frozenset[str]:
    """The codes of the languages that have a text."""
    return frozenset(pad.stem for pad in MAP.glob("*.toml"))


def uitlegblad(
    beschikking: Beschikking,
    *,
    talen: Sequence[str],
    is_asiel: bool,
    dagen: Mapping[str, date | None],
    lengten: Mapping[str, Duration | None],
    uren: Mapping[str, int],
    woorden: Mapping[str, str],
) -> Uitlegblad:
    """Fill in the explanation in the newcomer's first language, or in plain Dutch when we have no text in it.

    Args:
        talen: the contact languages; the first is that of the letters.
        dagen: begin, einde and bezwaar; None is not known yet and leaves its sentence out.
        lengten: bezwaar_duur, how long somebody can object.
        uren: the hours of the Z-route by kind, cursus and participatie.
        woorden: contact, telefoon and gemeente.
    """
    eerste = talen[0] if talen else NEDERLANDS
    code = eerste if eerste in talen_met_uitleg() else NEDERLANDS
    bron, taal = teksten(code), TALEN[code]
    waarden = {naam: _los(woord, taal) for naam, woord in woorden.items()}
    waarden |= {naam: schrijf_dag(dag, code) for naam, dag in dagen.items() if dag}
    waarden |= {naam: schrijf_duur(duur, code) for naam, duur in lengten.items() if duur}
    waarden |= {f"uren_{soort}": str(aantal) for soort, aantal in uren.items()}
    vreemd = code != NEDERLANDS
    return Uitlegblad(
        taal=code,
        richting="rtl" if taal.rechts_naar_links else "ltr",
        titel=bron["titel"],
        delen=_delen(bron, beschikking, waarden, is_asiel=is_asiel),
        nagekeken=bron["niet_nagekeken"] if vreemd else "",
        nagekeken_nl=_niet_nagekeken(taal) if vreemd else "",
        tolk="" if eerste == code else _tolk(eerste),
    )


def _niet_nagekeken(taal: Taal) -> str:
    return f"Uitleg in het {taal.naam}. Nog niet nagekeken door iemand met deze moedertaal."


def _tolk(code: str) -> str:
    taal = f" in het {TALEN[code].naam}" if code in TALEN else ""
    wat = "Wij hebben deze uitleg nog niet in uw taal."
    return f"{wat} Een tolk kan u deze brief{taal} uitleggen. Vraag ons erom."


def schrijf_dag(dag: date, code: str) -> str:
    """A date in words of this language, in the calendar and figures of the Dutch letter."""
    return format_date(dag, "d MMMM y", locale=code)


def schrijf_duur(duur: Duration, code: str) -> str:
    """A length with its number in words of this language, such as "6 weeks"."""
    # For a language whose words for lengths babel does not know.
    own: str = teksten(code).get("duur", {}).get(duur.unit.name.lower(), "")
    return (
        own.format(aantal=duur.number)
        if own
        else format_unit(duur.number, f"duration-{duur.unit.name.lower()}", length="long", locale=code)
    )


def _los(woord: str, taal: Taal) -> str:
    return f"{ISOLAAT}{woord}{EINDE_ISOLAAT}" if taal.rechts_naar_links else woord


def _delen(
    bron: Mapping[str, Any], beschikking: Beschikking, waarden: Mapping[str, str], *, is_asiel: bool
) -> tuple[Deel, ...]:
    def zinnen(deel: str, *namen: str) -> tuple[str, ...]:
        """The sentences of a part of which everything is known."""
        gevuld = (_vul(bron[deel].get(naam, ""), waarden) for naam in namen)
        return tuple(zin for zin in gevuld if zin)

    bezwaar_tot = "tot" if "bezwaar" in waarden else "tot_onbekend"
    return (
        Deel(bron["wat"]["kop"], zinnen("wat", "tekst")),
        Deel(bron["route"]["kop"], zinnen("route", *_routezinnen(beschikking, is_asiel=is_asiel))),
        Deel(bron["dagen"]["kop"], zinnen("dagen", "begin", "einde")),
        Deel(bron["doen"]["kop"], (), tuple(bron["doen"]["punten"])),
        Deel(bron["hulp"]["kop"], zinnen("hulp", "tekst", "telefoon")),
        Deel(bron["bezwaar"]["kop"], zinnen("bezwaar", "tekst", "hoe", bezwaar_tot)),
    )


def _routezinnen(beschikking: Beschikking, *, is_asiel: bool) -> list[str]:
    """Which sentences tell this route: the route itself, how it ends, and what else belongs to it."""
    if not beschikking.leerroute:
        return []
    code = beschikking.leerroute
    if code == Beschikking.Leerroute.B1 and beschikking.niveau == Beschikking.Niveau.A2:
        code = "B_A2"
    namen = [code]
    if code == Beschikking.Leerroute.Z:
        namen.append("Z_asiel" if is_asiel else "Z_gezin")
    namen.append("pvt")
    if code != Beschikking.Leerroute.ONDERWIJS:
        namen.append("map")
    return namen


def _vul(tekst: str, waarden: Mapping[str, str]) -> str:
    """Fill in a sentence; one that needs what is not known is left out."""
    nodig = re.findall(r"\{(\w+)\}", tekst)
    if any(not waarden.get(naam, "").strip(ISOLAAT + EINDE_ISOLAAT) for naam in nodig):
        return ""
    return tekst.format(**waarden)
