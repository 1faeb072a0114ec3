"""The length of a term: how it is added to a date, and how it is said."""

from dataclasses import dataclass
from enum import Enum

from meedoen.wet.sentence import Sentence

NUMBER_WORDS = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
)


class Unit(Enum):
    """The unit of a term: Polars' name, singular, plural, and how many the Awt still moves (its art. 4)."""

    DAY = ("d", "dag", "dagen", 90)
    WEEK = ("w", "week", "weken", 12)
    MONTH = ("mo", "maand", "maanden", 3)
    YEAR = ("y", "jaar", "jaar", 0)

    def __init__(self, code: str, singular: str, plural: str, awt_up_to: int) -> None:
        """Name the four parts of the value."""
        self.code = code
        self.singular = singular
        self.plural = plural
        self.awt_up_to = awt_up_to


ONE = {unit: f"één {unit.singular}" for unit in Unit}
MANY = {unit: f"{{aantal}} {unit.plural}" for unit in Unit}
"""One of a unit, and more of it, as they are said."""

A_YEAR_AND_A_HALF = "anderhalf jaar"


@dataclass(frozen=True, slots=True)
class Duration:
    """The length of a term.

    Months and years end on the same day of the month; when that day does not exist, on the last day of the
    month (29 February and three years: 28 February; 31 August and six months: 28 or 29 February).
    """

    number: int
    unit: Unit

    @property
    def offset(self) -> str:
        """The length as Polars writes it, such as "10w"."""
        return f"{self.number}{self.unit.code}"

    @property
    def follows_awt(self) -> bool:
        """Whether a legal term of this length follows the Awt (its art. 4; wi2021.md 18.4)."""
        return self.number <= self.unit.awt_up_to

    @property
    def spoken(self) -> Sentence:
        """The length as it is said: "tien weken", "anderhalf jaar", "90 dagen"."""
        if self == Duration(18, Unit.MONTH):
            return Sentence(A_YEAR_AND_A_HALF)
        if self.number == 1:
            return Sentence(ONE[self.unit])
        number = NUMBER_WORDS[self.number] if self.number < len(NUMBER_WORDS) else self.number
        return Sentence(MANY[self.unit], {"aantal": number})

    def __str__(self) -> str:
        """Return the length in Dutch with its number, such as "10 weken"."""
        return f"{self.number} {self.unit.singular if self.number == 1 else self.unit.plural}"
