"""A condition as data, and what trying it gives: for a PIP, for a report to DUO, for one case or for many.

A condition looks at the columns of a frame of facts; null is unknown or not filled in. What is unknown never
meets a condition, and never makes it apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, get_type_hints

import polars as pl

from meedoen.wet.concepts import LEERROUTE_NAMES, Certainty, LbtResultaat, Leerroute
from meedoen.wet.rule import Rule
from meedoen.wet.sentence import Sentence
from meedoen.wet.versions import always_holds, by_name, version_at

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

CANNOT_BE_TRIED = "Dit is nog niet te toetsen: een gegeven ontbreekt."

Test = pl.Expr | Callable[[Mapping[str, int]], pl.Expr]
"""What is true of the facts; a test that needs the numbers of its rule gets them."""


class Consequence(StrEnum):
    """What follows from a condition that is not met."""

    WEIGERING = "weigering"
    AANDACHTSPUNT = "aandachtspunt"


class Outcome(StrEnum):
    """What trying a condition gives."""

    VOLDAAN = "voldaan"
    NIET_VOLDAAN = "niet_voldaan"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"
    NIET_TE_TOETSEN = "niet_te_toetsen"
    """It holds here, and a fact to try it on is missing."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Condition(Rule):
    """One condition, as data.

    Attributes:
        state: how the facts stand to it, which it names in braces.
        met_if: when it is met.
        applies_if: for which cases it holds.
        needed: the facts that must be known to try it at all.
        sure: how sure we are of it.
        source: the lines of the rule sheet (docs/wet/regelblad.md).
        form_field: the fact that has to change when it is not met: the field of the form that gets the
            reason.
        reports: the reports to DUO for which it holds; none for a condition of a PIP.
    """

    state: str
    met_if: Test
    consequence: Consequence
    sure: Certainty
    source: str
    applies_if: Test = field(default_factory=lambda: pl.lit(value=True))
    needed: tuple[str, ...] = ()
    form_field: str = ""
    reports: tuple[str, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """How sure we are of the condition."""
        return self.sure


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A condition tried once: the outcome, and a sentence with the values it was tried on."""

    rule: Condition
    outcome: Outcome
    sentence: Sentence

    @property
    def refuses(self) -> bool:
        """Whether it cannot be done like this."""
        return self.outcome == Outcome.NIET_VOLDAAN and self.rule.consequence == Consequence.WEIGERING

    @property
    def asks_attention(self) -> bool:
        """Whether somebody must look at this first."""
        return self.outcome == Outcome.NIET_VOLDAAN and self.rule.consequence == Consequence.AANDACHTSPUNT


def is_filled_in(column: str) -> pl.Expr:
    """Whether a text says something."""
    return pl.col(column).str.strip_chars() != ""


@cache
def schema_of(kind: type[DataclassInstance]) -> dict[str, type[pl.DataType]]:
    """Return the columns of a frame of facts of a kind, with their types."""
    hints = get_type_hints(kind)
    return {one.name: _polars_type(hints[one.name]) for one in fields(kind)}


def _polars_type(hint: Any) -> type[pl.DataType]:
    types: tuple[tuple[type, type[pl.DataType]], ...] = (
        (date, pl.Date),
        (bool, pl.Boolean),
        (int, pl.Int64),
    )
    return next((ours for python, ours in types if hint in (python, python | None)), pl.String)


def as_frame(cases: Sequence[DataclassInstance]) -> pl.DataFrame:
    """Return the facts of any number of cases of one kind as columns, a row each.

    Raises:
        IndexError: there are no cases, so that their kind is not known.
    """
    return pl.DataFrame([asdict(one) for one in cases], schema=schema_of(type(cases[0])))


C = TypeVar("C", bound=Condition)


def outcomes(conditions: Sequence[C], feiten: pl.DataFrame, day: str) -> pl.DataFrame:
    """Try conditions on a frame of facts.

    Args:
        day: the column with the day that decides which version of a condition holds.

    Returns:
        Two columns for each condition: its name, with values of `Outcome`, and `<name>:version`, the place of
        the version that was tried (oldest first); both null where none holds.
    """
    return feiten.select(_columns(tuple(conditions), day))


@lru_cache(maxsize=64)
def _columns(conditions: tuple[Condition, ...], day: str) -> tuple[pl.Expr, ...]:
    """Make the expressions once for a set of conditions: that takes longer than trying them."""
    columns: list[pl.Expr] = []
    for name, versions in by_name(conditions).items():
        place = version_at(versions, pl.col(day))
        chosen = _outcome(versions[0])
        for number, one in enumerate(versions[1:], start=1):
            chosen = pl.when(place == number).then(_outcome(one)).otherwise(chosen)
        if not always_holds(versions):
            chosen = pl.when(place.is_not_null()).then(chosen)
        columns += [chosen.alias(name), place.alias(f"{name}:version")]
    return tuple(columns)


def _outcome(condition: Condition) -> pl.Expr:
    known = pl.all_horizontal(pl.lit(value=True), *(pl.col(name).is_not_null() for name in condition.needed))
    return (
        pl.when(~_test(condition.applies_if, condition))
        .then(pl.lit(Outcome.NIET_VAN_TOEPASSING.value))
        .when(~known)
        .then(pl.lit(Outcome.NIET_TE_TOETSEN.value))
        .when(_test(condition.met_if, condition))
        .then(pl.lit(Outcome.VOLDAAN.value))
        .otherwise(pl.lit(Outcome.NIET_VOLDAAN.value))
    )


def _test(test: Test, condition: Condition) -> pl.Expr:
    expression = test if isinstance(test, pl.Expr) else test(condition.numbers)
    return expression.fill_null(value=False)


def evaluate(conditions: Sequence[C], case: DataclassInstance, day: str) -> list[Evaluation]:
    """Try conditions on one case: each that holds on the day, with its outcome and how the facts stand.

    For the arguments see `outcomes`.
    """
    row = outcomes(conditions, as_frame([case]), day).row(0, named=True)
    values = {one.name: said(getattr(case, one.name)) for one in fields(case)}
    return [
        _evaluation(versions[place], Outcome(row[name]), values)
        for name, versions in by_name(conditions).items()
        if (place := row[f"{name}:version"]) is not None
    ]


def _evaluation(condition: Condition, outcome: Outcome, values: Mapping[str, object]) -> Evaluation:
    if outcome == Outcome.NIET_VAN_TOEPASSING:
        return Evaluation(condition, outcome, condition.text)
    unknown = outcome == Outcome.NIET_TE_TOETSEN
    state = Sentence(CANNOT_BE_TRIED) if unknown else Sentence(condition.state, values)
    both = {"eis": condition.text, "stand": state}
    return Evaluation(condition, outcome, Sentence("{eis} {stand}", both))


def said(value: object) -> object:
    """Return a fact as it is said in a sentence; None is what is not filled in."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Leerroute):
        return LEERROUTE_NAMES[value]
    if value == LbtResultaat.NIET_HAALBAAR:
        return "niet haalbaar"
    return None if value == "" else value
