"""One predicate, two uses: the same `Q` filters a queryset in the database and judges one object in memory.

`voldoet(obj, q)` walks the field paths of `q` over the object. Only the lookups that rights are written in
are understood; another one raises, so that a right never means one thing for a list and another for an
object.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q

LOOKUPS: Mapping[str, Callable[[Any, Any], bool]] = {
    "exact": operator.eq,
    "in": lambda value, series: value in series,
    "isnull": lambda value, empty: (value is None) == empty,
}

NOTHING = Q(pk__in=())
"""The predicate that no row meets."""


def satisfies(obj: Model, q: Q) -> bool:
    """Does this object meet the predicate?

    NULL behaves as in SQL: an unknown value meets nothing but `isnull`.

    Raises:
        ValueError: a lookup outside `LOOKUPS`.
    """
    outcomes = (
        satisfies(obj, part) if isinstance(part, Q) else _satisfies_one(obj, *cast("tuple[str, Any]", part))
        for part in q.children
    )
    outcome = any(outcomes) if q.connector == Q.OR and q.children else all(outcomes)
    return not outcome if q.negated else outcome


def _satisfies_one(obj: Model, path: str, searched: object) -> bool:
    parts = path.split("__")
    lookup = parts.pop() if parts[-1] in LOOKUPS else "exact"
    if lookup == "exact" and searched is None:
        lookup, searched = "isnull", True  # as Django reads it in a filter
    value: Any = obj
    for part in parts:
        if not isinstance(value, Model) or not hasattr(type(value), part):
            raise ValueError(f"Lookup {path!r} is not one that rights are written in.")
        try:
            value = getattr(value, part)
        except ObjectDoesNotExist:
            value = None
        if value is None:
            break
    if value is None and lookup != "isnull":
        return False
    return LOOKUPS[lookup](value, searched)
