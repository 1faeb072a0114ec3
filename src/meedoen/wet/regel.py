"""What a term consists of: the building blocks that the rules in `termijnregels` are written with."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from meedoen.wet.artikel import Artikel
from meedoen.wet.begrippen import Zekerheid


class Eenheid(Enum):
    """The unit of a term: Polars' name, singular, plural, and how many the Awt still moves (its art. 4)."""

    DAG = ("d", "dag", "dagen", 90)
    WEEK = ("w", "week", "weken", 12)
    MAAND = ("mo", "maand", "maanden", 3)
    JAAR = ("y", "jaar", "jaar", 0)

    def __init__(self, code: str, enkelvoud: str, meervoud: str, awt_tot_en_met: int) -> None:
        """Name the four parts of the value."""
        self.code = code
        self.enkelvoud = enkelvoud
        self.meervoud = meervoud
        self.awt_tot_en_met = awt_tot_en_met


@dataclass(frozen=True, slots=True)
class Duur:
    """The length of a term.

    Months and years end on the same day of the month; when that day does not exist, on the last day of the
    month (29 February and three years: 28 February; 31 August and six months: 28 or 29 February).
    """

    aantal: int
    eenheid: Eenheid

    @property
    def offset(self) -> str:
        """The length as Polars writes it, such as "10w"."""
        return f"{self.aantal}{self.eenheid.code}"

    @property
    def awt_geldt(self) -> bool:
        """Whether a legal term of this length follows the Awt (its art. 4; wi2021.md 18.4)."""
        return self.aantal <= self.eenheid.awt_tot_en_met

    def __str__(self) -> str:
        """Return the length in Dutch, such as "10 weken"."""
        return f"{self.aantal} {self.eenheid.enkelvoud if self.aantal == 1 else self.eenheid.meervoud}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instellingen:
    """What a municipality decides itself. None is undecided: the term then does not apply."""

    plaatsing_dagen: int | None = 20


@dataclass(frozen=True, slots=True)
class DuurVanGemeente:
    """A length that the municipality sets: the name of the setting, and its unit."""

    instelling: str
    eenheid: Eenheid


@dataclass(frozen=True, slots=True)
class Begin:
    """From which fact a term counts; of several, the latest, and not before all are known.

    `dagen_erna` is 1 when the term begins on the day after the fact. The length always counts from the fact
    itself.
    """

    feiten: tuple[str, ...]
    dagen_erna: int = 0


@dataclass(frozen=True, slots=True)
class Eis:
    """The rule holds only for whom this fact has this value."""

    feit: str
    waarde: str


@dataclass(frozen=True, slots=True)
class Verlenging:
    """The last day becomes the later of the ordinary one and `duur` after this fact."""

    feit: str
    duur: Duur


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A part of a rule, how sure we are of it, and the line of the rule sheet it comes from."""

    wat: str
    zekerheid: Zekerheid
    bron: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnregel:
    """One term of the law or of the municipality, as data.

    `eindigt_dag_ervoor` is true for a period that ends the day before the date `duur` on. `geldig_van` and
    `geldig_tot` (both inclusive) say which version of a rule holds for a term that counts from a date.
    """

    naam: str
    titel: str
    zin: str
    begin: Begin
    duur: Duur | DuurVanGemeente
    grondslag: Artikel
    onderdelen: tuple[Onderdeel, ...]
    eisen: tuple[Eis, ...] = ()
    verlenging: Verlenging | None = None
    gehaald_door: str | None = None
    eindigt_dag_ervoor: bool = False
    let_op: tuple[str, ...] = ()
    geldig_van: date = date(2022, 1, 1)
    geldig_tot: date | None = None

    @property
    def zekerheid(self) -> Zekerheid:
        """The certainty of the weakest part: a rule is never surer than that."""
        return self.zwakste.zekerheid

    @property
    def zwakste(self) -> Onderdeel:
        """The part we are least sure of."""
        return max(self.onderdelen, key=lambda onderdeel: list(Zekerheid).index(onderdeel.zekerheid))

    @property
    def is_instelling(self) -> bool:
        """Whether the municipality sets the length, so that this is not a term in a law."""
        return isinstance(self.duur, DuurVanGemeente)

    @property
    def schuift(self) -> bool:
        """Whether the Awt moves the last day: only for a term in a law (art. 1) that is short (art. 4)."""
        return isinstance(self.duur, Duur) and self.duur.awt_geldt

    @property
    def waarom_schuift(self) -> str:
        """Why the last day moves or stays, in plain Dutch."""
        if isinstance(self.duur, DuurVanGemeente):
            return (
                "Deze termijn staat niet in een wet: de gemeente kiest hem zelf. "
                "De Algemene termijnenwet geldt dan niet."
            )
        if self.duur.awt_geldt:
            return (
                "Een laatste dag in het weekend of op een feestdag schuift op (Algemene termijnenwet art. 1)."
            )
        return f"De Algemene termijnenwet geldt niet voor een termijn van {self.duur} (art. 4)."

    def duur_bij(self, instellingen: Instellingen) -> Duur | None:
        """Return the length under these settings, or None when the municipality has not set it."""
        if isinstance(self.duur, Duur):
            return self.duur
        aantal: int | None = getattr(instellingen, self.duur.instelling)
        return None if aantal is None else Duur(aantal, self.duur.eenheid)
