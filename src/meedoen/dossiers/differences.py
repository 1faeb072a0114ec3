"""What DUO says beside what the municipality says: where they differ, and what each would mean. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy, gettext_noop

from meedoen.dossiers.models import DifferenceChoice, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.keten.duo import answers
from meedoen.keten.models import KetenState
from meedoen.wet.concepts import Certainty
from meedoen.wet.doelgroeprechten import DOELGROEPRECHTEN
from meedoen.wet.sentence import Sentence
from meedoen.wet.termijn.explain import Explanation, explain, explain_all
from meedoen.wet.termijn.feiten import FEITEN
from meedoen.wet.termijn.rule import TermijnSettings

F = FeitSoort
A = TypeVar("A")

EXTENDED = "verlengd: "
"""How the note of a last day begins that DUO moved on: then it differs from our rule with reason."""
COMPUTED = gettext_lazy("berekend uit het PIP")
TERMIJNEN = gettext_noop("Termijnen")
LAST_DAY = gettext_noop("Laatste dag: {termijn}")
STOPPED = gettext_noop("zijn gestopt")
RUN = gettext_noop("lopen door")
DOES_NOT_HOLD = gettext_noop("geldt niet")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side says: a day, a value, or neither when it says that there is none."""

    datum: date | None = None
    waarde: str = ""

    @property
    def sleutel(self) -> str:
        """The same in a few characters, to be compared later."""
        return f"{self.waarde}|{self.datum or ''}"

    def is_equal(self, other: Claim) -> bool:
        """A fact with a value is the same by its value: since when, both may know differently."""
        return self.waarde == other.waarde if self.waarde else self == other


@dataclass(frozen=True, slots=True)
class Consequence:
    """What depends on a difference, and how it is by each side. Days, or texts of the law."""

    wat: str | Sentence
    at_duo: object
    at_us: object
    zekerheid: Certainty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One subject, both sides of it.

    `sinds` is when DUO said so. `keuze` is what a colleague decided about just this one. `gemeentecode`
    is the other municipality that DUO's PIP is of, `gemeente` its name. `our_besluit`: only another
    decision can change ours.
    """

    soort: FeitSoort
    at_duo: Claim
    at_us: Claim | None
    bron: str
    since: Any
    equal: bool
    keuze: DifferenceChoice | None = None
    consequences: tuple[Consequence, ...] = ()
    gemeentecode: str = ""
    gemeente: str = ""
    our_besluit: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody still has to choose."""
        return not self.equal and self.keuze is None


def compare(
    states: Mapping[str, KetenState],
    feiten: Mapping[str, Feit],
    choices: Mapping[str, DifferenceChoice],
    *,
    today: date,
    settings: TermijnSettings,
    gemeentecode: str,
) -> list[Comparison]:
    """Put what DUO said last beside the facts, subject by subject.

    Args:
        standen: DUO's last answers, by name of the question.
        feiten: the facts that hold, by kind.
        keuzes: the last choice about each kind.
        gemeentecode: ours, to know a PIP of another municipality.
    """
    reckoned = _reckoned_termijn(feiten, today, settings)
    rows = []
    for kind, (item, state) in _of_duo(states).items():
        ours, source = _ours(kind, feiten.get(kind), reckoned)
        if ours is None and item == Claim():
            continue
        row = _beside(kind, item, ours, feiten.get(kind))
        row = replace(row, bron=source, since=state.said_at)
        if other := _other_gemeente(kind, state, gemeentecode):
            # The same route in a PIP of another municipality is not our PIP.
            row = replace(row, gemeentecode=other, equal=row.equal and not row.our_besluit)
        choice = choices.get(kind)
        if choice and (choice.at_duo, choice.at_us) == (item.sleutel, (ours or Claim()).sleutel):
            row = replace(row, keuze=choice)
        if not row.equal:
            row = replace(row, consequences=_consequences(row, feiten, today, settings))
        rows.append(row)
    return rows


def _beside(kind: FeitSoort, item: Claim, ours: Claim | None, feit: Feit | None) -> Comparison:
    return Comparison(
        soort=kind,
        at_duo=item,
        at_us=ours,
        bron="",
        since=None,
        equal=ours is not None and item.is_equal(ours),
        our_besluit=feit is not None and kind in OF_A_BESLUIT and feit.bron == Feit.Source.GEMEENTE,
    )


OF_A_BESLUIT = frozenset({F.LEERROUTE, F.PIP_DAGTEKENING})
"""What only another decision can change, once a decision of the municipality says it."""


def _of_duo(states: Mapping[str, KetenState]) -> dict[FeitSoort, tuple[Claim, KetenState]]:
    """DUO's words as facts, in the order of the line. About what it did not answer it says nothing."""
    off: dict[FeitSoort, tuple[Claim, KetenState]] = {}
    if group := _read(answers.read_doelgroep, states.get("doelgroep")):
        off[F.DOELGROEP] = (Claim(group.begin, group.groep.value), states["doelgroep"])
    if plicht := _read(answers.read_plicht, states.get("plicht")):
        state = states["plicht"]
        if plicht.runs and plicht.begin:
            off[F.BEGIN_PLICHT] = (Claim(plicht.begin), state)
        if plicht.kennisgeving:
            off[F.KENNISGEVING_DUO] = (Claim(plicht.kennisgeving), state)
        if plicht.runs or plicht.temporary_exempt:
            off[F.END_PLICHT] = (Claim(), state)
        elif plicht.einde:
            off[F.END_PLICHT] = (Claim(plicht.einde), state)
    if pip := _read(answers.read_pip, states.get("pip")):
        off[F.LEERROUTE] = (Claim(None, pip.leerroute), states["pip"])
    if termijn := _read(answers.read_termijn, states.get("termijn")):
        off[F.TERMIJN_BEGIN] = (Claim(termijn.begin), states["termijn"])
        off[F.TERMIJN_END] = (Claim(termijn.laatste_dag), states["termijn"])
    return off


def _read(read: Callable[[KetenState | None], A | None], state: KetenState | None) -> A | None:
    """What DUO said; None when it knows nothing, or said something we cannot read."""
    try:
        return read(state)
    except ValueError:
        return None


def _other_gemeente(kind: FeitSoort, state: KetenState, ours: str) -> str:
    """The municipality of DUO's PIP, when that is not ours."""
    pip = answers.read_pip(state) if kind == F.LEERROUTE else None
    return pip.gemeentecode if pip and pip.gemeentecode != ours else ""


def _reckoned_termijn(
    feiten: Mapping[str, Feit], today: date, settings: TermijnSettings
) -> dict[FeitSoort, Claim]:
    """The days of the inburgeringstermijn by our own rule; nothing without a PIP."""
    explanation = explain(_for_the_law(feiten), "inburgeringstermijn", today, settings)
    if explanation.begin is None or explanation.laatste_dag is None:
        return {}
    return {F.TERMIJN_BEGIN: Claim(explanation.begin), F.TERMIJN_END: Claim(explanation.laatste_dag)}


def _ours(
    kind: FeitSoort, feit: Feit | None, reckoned: Mapping[FeitSoort, Claim]
) -> tuple[Claim | None, str]:
    """What the municipality says, and from where; of the term what our rule computes, unless extended."""
    extended = feit is not None and feit.toelichting.startswith(EXTENDED)
    if kind in reckoned and not extended and (feit is None or feit.bron == Feit.Source.DUO):
        return reckoned[kind], str(COMPUTED)
    if feit is None:
        return None, ""
    return Claim(feit.datum, feit.waarde), str(feit.get_bron_display())


def _for_the_law(feiten: Mapping[str, Feit]) -> dict[str, object]:
    return {kind: feit.waarde or feit.datum for kind, feit in feiten.items() if kind in FEITEN}


def _consequences(
    row: Comparison, feiten: Mapping[str, Feit], today: date, settings: TermijnSettings
) -> tuple[Consequence, ...]:
    """What would be otherwise with what DUO says: terms by the rules of the law, and what each group gets."""
    consequences: list[Consequence] = []
    if row.soort == F.END_PLICHT:
        at_duo, at_us = (STOPPED if one is not None and one.datum else RUN for one in (row.at_duo, row.at_us))
        consequences.append(Consequence(TERMIJNEN, at_duo, at_us))
    if row.soort in FEITEN:
        ours = _for_the_law(feiten)
        duo = ours | {row.soort: row.at_duo.waarde or row.at_duo.datum}
        there, here = (explain_all(one, today, settings) for one in (duo, ours))
        for name, explanation in there.items():
            if _last(explanation) != _last(here[name]):
                what = Sentence(LAST_DAY, {"termijn": Sentence(explanation.title)})
                consequences.append(
                    Consequence(what, _last(explanation), _last(here[name]), explanation.certainty)
                )
    if row.soort == F.DOELGROEP and row.at_us is not None:
        consequences += [
            Consequence(
                recht.subject,
                recht.for_group(row.at_duo.waarde, today),
                recht.for_group(row.at_us.waarde, today),
                recht.certainty,
            )
            for recht in DOELGROEPRECHTEN
        ]
    return tuple(consequences)


def _last(explanation: Explanation) -> object:
    return explanation.laatste_dag or DOES_NOT_HOLD
