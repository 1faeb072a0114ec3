"""Dutch sentences with values in them: read as they are, or translated by whoever shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
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


def in_words(day: date) -> str:
    """Return a date as it is said, such as "vrijdag 15 mei 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


NOT_FILLED_IN = "niet ingevuld"


def _readable(value: object) -> object:
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return NOT_FILLED_IN if value is None else value


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in B1 Dutch: `str()` gives it in Dutch, `template` is the text to translate, `values` fill
    it.

    A value may be a sentence itself, or a tuple of words.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the Dutch sentence, with dates in words and "niet ingevuld" for what is unknown."""
        return self.template.format(**{name: _readable(value) for name, value in self.values.items()})
