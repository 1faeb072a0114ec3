"""Which version of a rule holds on a day: the one place that decides it, for one dossier and for a
country.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

import polars as pl

from meedoen.wet.rule import IN_FORCE, Rule

R = TypeVar("R", bound=Rule)
Period = tuple[date, date | None]
"""The first and the last day on which a version holds; without a last day until the next version."""
ALWAYS: Period = (IN_FORCE, None)


def by_name(rules: Iterable[R]) -> dict[str, tuple[R, ...]]:
    """Return the versions of each rule, oldest first; the names in the order in which they are first met.

    Raises:
        ValueError: two versions of a rule hold on the same day.
    """
    found: dict[str, list[R]] = {}
    for rule in rules:
        found.setdefault(rule.name, []).append(rule)
    for name, versions in found.items():
        versions.sort(key=lambda rule: rule.valid_from)
        for earlier, later in pairwise(versions):
            if later.valid_from <= (earlier.valid_until or earlier.valid_from):
                raise ValueError(f"two versions of {name} hold on {later.valid_from}")
    return {name: tuple(versions) for name, versions in found.items()}


def always_holds(versions: Sequence[Rule]) -> bool:
    """Whether there is one version, that began with the law and has no end."""
    return _periods(versions) == (ALWAYS,)


def version_at(versions: Sequence[Rule], day: pl.Expr) -> pl.Expr:
    """Return the place in `versions` (oldest first) of the one that holds on a day, null where none does.

    A day that is not known falls under the newest version.
    """
    return _place(_periods(versions), day)


def rule_on(versions: Sequence[R], day: date | None) -> R | None:
    """Return the version that holds on a day, or None: the same answer as `version_at`, for a single day."""
    place = _place_on(_periods(versions), day)
    return None if place is None else versions[place]


def rule_called(rules: Iterable[R], name: str, day: date | None = None) -> R:
    """Return the version of a rule that holds on a day; when none does, or for no day, the newest.

    Raises:
        KeyError: there is no rule of that name.
    """
    versions = by_name(rules)[name]
    return rule_on(versions, day) or versions[-1]


def _periods(versions: Sequence[Rule]) -> tuple[Period, ...]:
    return tuple((rule.valid_from, rule.valid_until) for rule in versions)


def _place(periods: tuple[Period, ...], day: pl.Expr) -> pl.Expr:
    if periods == (ALWAYS,):
        return pl.lit(0, dtype=pl.Int32)
    place = pl.lit(None, dtype=pl.Int32)
    for number, (valid_from, valid_until) in enumerate(periods):
        # What holds since the law came into force also takes what lies before it: a typing error in a year
        # must give a term that is visibly late, not one that disappears.
        begun = pl.lit(value=True) if valid_from == IN_FORCE else day >= valid_from
        not_ended = pl.lit(value=True) if valid_until is None else day <= valid_until
        this = pl.when(not_ended).then(pl.lit(number, dtype=pl.Int32))
        place = pl.when(begun).then(this).otherwise(place)
    newest = len(periods) - 1
    return pl.when(day.is_null()).then(pl.lit(newest, dtype=pl.Int32)).otherwise(place)


@lru_cache(maxsize=4096)
def _place_on(periods: tuple[Period, ...], day: date | None) -> int | None:
    place: int | None = pl.select(_place(periods, pl.lit(day, dtype=pl.Date))).item()
    return place
