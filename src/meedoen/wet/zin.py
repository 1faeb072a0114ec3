"""Dutch sentences with values in them: read as they are, or translated by whoever shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def in_woorden(dag: date) -> str:
    """Return a date as it is said, such as "vrijdag 15 mei 2026"."""
    return f"{DAGEN[dag.weekday()]} {dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


NIET_INGEVULD = "niet ingevuld"


def _leesbaar(waarde: object) -> object:
    if isinstance(waarde, date):
        return in_woorden(waarde)
    if isinstance(waarde, tuple):
        return ", ".join(waarde)
    return NIET_INGEVULD if waarde is None else waarde


@dataclass(frozen=True, slots=True)
class Zin:
    """A sentence in B1 Dutch: `str()` gives it in Dutch, `sjabloon` is the text to translate, `waarden` fill
    it. A value may be a sentence itself, or a tuple of words.
    """

    sjabloon: str
    waarden: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the Dutch sentence, with dates in words and "niet ingevuld" for what is unknown."""
        return self.sjabloon.format(**{naam: _leesbaar(waarde) for naam, waarde in self.waarden.items()})
