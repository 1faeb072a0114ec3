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

from meedoen.basis.ui.languages import LANGUAGES, Language
from meedoen.pip.models import Beschikking
from meedoen.wet.duration import Duration

MAP = Path(__file__).parent / "explanation"
DUTCH = "nl"
ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
"""First-strong isolates: a name or number keeps its own direction inside a text from right to left."""


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs and points."""

    header: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExplanationPage:
    """The explanation in one language.

    Attributes:
        nagekeken: what it says in its own language about not having been checked by a native speaker yet.
        nagekeken_nl: the same in Dutch, for whoever hands it over; both empty for Dutch itself.
        tolk: the Dutch line for a language that has no text; empty otherwise.
    """

    taal: str
    direction: str
    titel: str
    delen: tuple[Section, ...]
    reviewed: str = ""
    reviewed_nl: str = ""
    interpreter: str = ""


@lru_cache
def texts(code: str) -> Mapping[str, Any]:
    """The texts of one language, read once.

    Raises:
        FileNotFoundError: there is no text in this language.
    """
    return tomllib.loads((MAP / f"{code}.toml").read_text(encoding="utf-8"))


@lru_cache
def languages_with_explanation() -> frozenset[str]:
    """The codes of the languages that have a text."""
    return frozenset(path.stem for path in MAP.glob("*.toml"))


def explanation_page(
    beschikking: Beschikking,
    *,
    languages: Sequence[str],
    is_asiel: bool,
    dagen: Mapping[str, date | None],
    lengten: Mapping[str, Duration | None],
    uren: Mapping[str, int],
    words: Mapping[str, str],
) -> ExplanationPage:
    """Fill in the explanation in the newcomer's first language, or in plain Dutch when we have no text in it.

    Args:
        talen: the contact languages; the first is that of the letters.
        dagen: begin, einde and bezwaar; None is not known yet and leaves its sentence out.
        lengten: bezwaar_duur, how long somebody can object.
        uren: the hours of the Z-route by kind, cursus and participatie.
        woorden: contact, telefoon and gemeente.
    """
    first = languages[0] if languages else DUTCH
    code = first if first in languages_with_explanation() else DUTCH
    source, language = texts(code), LANGUAGES[code]
    values = {name: _separate(word, language) for name, word in words.items()}
    values |= {name: write_day(day, code) for name, day in dagen.items() if day}
    values |= {name: write_duration(duration, code) for name, duration in lengten.items() if duration}
    values |= {f"uren_{kind}": str(count) for kind, count in uren.items()}
    foreign = code != DUTCH
    return ExplanationPage(
        taal=code,
        direction="rtl" if language.right_to_links else "ltr",
        titel=source["titel"],
        delen=_parts(source, beschikking, values, is_asiel=is_asiel),
        reviewed=source["niet_nagekeken"] if foreign else "",
        reviewed_nl=_not_reviewed(language) if foreign else "",
        interpreter="" if first == code else _interpreter(first),
    )


def _not_reviewed(language: Language) -> str:
    return f"Uitleg in het {language.naam}. Nog niet nagekeken door iemand met deze moedertaal."


def _interpreter(code: str) -> str:
    language = f" in het {LANGUAGES[code].naam}" if code in LANGUAGES else ""
    what = "Wij hebben deze uitleg nog niet in uw taal."
    return f"{what} Een tolk kan u deze brief{language} uitleggen. Vraag ons erom."


def write_day(day: date, code: str) -> str:
    """A date in words of this language, in the calendar and figures of the Dutch letter."""
    return format_date(day, "d MMMM y", locale=code)


def write_duration(duration: Duration, code: str) -> str:
    """A length with its number in words of this language, such as "6 weeks"."""
    # For a language whose words for lengths babel does not know.
    own: str = texts(code).get("duur", {}).get(duration.unit.name.lower(), "")
    return (
        own.format(aantal=duration.number)
        if own
        else format_unit(
            duration.number, f"duration-{duration.unit.name.lower()}", length="long", locale=code
        )
    )


def _separate(word: str, language: Language) -> str:
    return f"{ISOLATE}{word}{POP_ISOLATE}" if language.right_to_links else word


def _parts(
    source: Mapping[str, Any], beschikking: Beschikking, values: Mapping[str, str], *, is_asiel: bool
) -> tuple[Section, ...]:
    def sentences(part: str, *names: str) -> tuple[str, ...]:
        """The sentences of a part of which everything is known."""
        filled = (_fill(source[part].get(name, ""), values) for name in names)
        return tuple(sentence for sentence in filled if sentence)

    bezwaar_until = "tot" if "bezwaar" in values else "tot_onbekend"
    return (
        Section(source["wat"]["kop"], sentences("wat", "tekst")),
        Section(
            source["route"]["kop"], sentences("route", *_route_sentences(beschikking, is_asiel=is_asiel))
        ),
        Section(source["dagen"]["kop"], sentences("dagen", "begin", "einde")),
        Section(source["doen"]["kop"], (), tuple(source["doen"]["punten"])),
        Section(source["hulp"]["kop"], sentences("hulp", "tekst", "telefoon")),
        Section(source["bezwaar"]["kop"], sentences("bezwaar", "tekst", "hoe", bezwaar_until)),
    )


def _route_sentences(beschikking: Beschikking, *, is_asiel: bool) -> list[str]:
    """Which sentences tell this route: the route itself, how it ends, and what else belongs to it."""
    if not beschikking.leerroute:
        return []
    code = beschikking.leerroute
    if code == Beschikking.Leerroute.B1 and beschikking.niveau == Beschikking.Niveau.A2:
        code = "B_A2"
    names = [code]
    if code == Beschikking.Leerroute.Z:
        names.append("Z_asiel" if is_asiel else "Z_gezin")
    names.append("pvt")
    if code != Beschikking.Leerroute.ONDERWIJS:
        names.append("map")
    return names


def _fill(text: str, values: Mapping[str, str]) -> str:
    """Fill in a sentence; one that needs what is not known is left out."""
    needed = re.findall(r"\{(\w+)\}", text)
    if any(not values.get(name, "").strip(ISOLATE + POP_ISOLATE) for name in needed):
        return ""
    return text.format(**values)
