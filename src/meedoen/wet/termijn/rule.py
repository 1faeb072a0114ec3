"""What a term consists of: the building blocks that the rules in `termijn.rules` are written with."""

from collections.abc import Mapping
from dataclasses import dataclass

from meedoen.wet.concepts import Certainty
from meedoen.wet.duration import Duration, Unit
from meedoen.wet.rule import Rule
from meedoen.wet.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class TermijnSettings:
    """What a municipality decides itself. None is undecided: the term then does not apply."""

    plaatsing_dagen: int | None = 20


@dataclass(frozen=True, slots=True)
class SetByGemeente:
    """A length that the municipality sets: the name of the setting, and its unit."""

    setting: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Begin:
    """From which fact a term counts; of several, the latest, and not before all are known.

    `days_after` is 1 when the term begins on the day after the fact. The length always counts from the fact
    itself.
    """

    feiten: tuple[str, ...]
    days_after: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """The rule holds only for whom this fact has this value."""

    feit: str
    value: str


@dataclass(frozen=True, slots=True)
class Verlenging:
    """The last day becomes the later of the ordinary one and `duration` after this fact."""

    feit: str
    duration: Duration


@dataclass(frozen=True, slots=True)
class FixedByDuo:
    """DUO fixes the days of this term: the facts that hold them take the place of what the rule computes."""

    begin: str
    laatste_dag: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a rule, how sure we are of it, and the lines of the rule sheet it comes from."""

    what: str
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TermijnRule(Rule):
    """One term of the law or of the municipality, as data.

    Its texts name its lengths as `{duur}` and `{verlenging}`. `valid_from` and `valid_until` say which
    version holds for a term that counts from a day.

    Attributes:
        title: what the term is called.
        gehaald_door: the fact that meets the term; a term without one is over after its last day, never late.
        ends_day_before: true for a period that ends the day before the date `duration` on.
        fixed_by_duo: the facts by which DUO fixes the term itself.
        notes: what a reader must know beside the rule.
    """

    title: str
    begin: Begin
    duration: Duration | SetByGemeente
    parts: tuple[Part, ...]
    requirements: tuple[Requirement, ...] = ()
    verlenging: Verlenging | None = None
    gehaald_door: str | None = None
    ends_day_before: bool = False
    fixed_by_duo: FixedByDuo | None = None
    notes: tuple[str, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """The certainty of the weakest part: a rule is never surer than that."""
        return self.weakest.certainty

    @property
    def weakest(self) -> Part:
        """The part we are least sure of."""
        return max(self.parts, key=lambda part: list(Certainty).index(part.certainty))

    @property
    def words(self) -> Mapping[str, object]:
        """The lengths of the rule as they are said, by the name that its texts give them."""
        lengths: dict[str, object] = {}
        if isinstance(self.duration, Duration):
            lengths["duur"] = self.duration.spoken
        if self.verlenging is not None:
            lengths["verlenging"] = self.verlenging.duration.spoken
        return lengths

    @property
    def is_setting(self) -> bool:
        """Whether the municipality sets the length, so that this is not a term in a law."""
        return isinstance(self.duration, SetByGemeente)

    @property
    def can_move(self) -> bool:
        """Whether the Awt moves the last day: only for a term in a law (art. 1) that is short (art. 4)."""
        return isinstance(self.duration, Duration) and self.duration.follows_awt

    @property
    def why_it_moves(self) -> Sentence:
        """Why the last day moves or stays, in plain Dutch."""
        if isinstance(self.duration, SetByGemeente):
            return Sentence(
                "Deze termijn staat niet in een wet: de gemeente kiest hem zelf. "
                "De Algemene termijnenwet geldt dan niet."
            )
        if self.duration.follows_awt:
            return Sentence(
                "Een laatste dag in het weekend of op een feestdag schuift op (Algemene termijnenwet art. 1)."
            )
        return Sentence(
            "De Algemene termijnenwet geldt niet voor een termijn van {duur} (art. 4).",
            {"duur": self.duration},
        )

    def duration_under(self, settings: TermijnSettings) -> Duration | None:
        """Return the length under these settings, or None when the municipality has not set it."""
        if isinstance(self.duration, Duration):
            return self.duration
        number: int | None = getattr(settings, self.duration.setting)
        return None if number is None else Duration(number, self.duration.unit)
