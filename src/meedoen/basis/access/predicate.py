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
    "in": lambda waarde, reeks: waarde in reeks,
    "isnull": lambda waarde, leeg: (waarde is None) == leeg,
}

NIETS = Q(pk__in=())
"""The predicate that no row meets."""


def voldoet(obj: Model, q: Q) -> bool:
    """Does this object meet the predicate?

    NULL behaves as in SQL: an unknown value meets nothing but `isnull`.

    Raises:
        ValueError: a lookup outside `LOOKUPS`.
    """
    uitkomsten = (
        voldoet(obj, deel) if isinstance(deel, Q) else _voldoet_een(obj, *cast("tuple[str, Any]", deel))
        for deel in q.children
    )
    uitkomst = any(uitkomsten) if q.connector == Q.OR and q.children else all(uitkomsten)
    return not uitkomst if q.negated else uitkomst


def _voldoet_een(obj: Model, pad: str, gezocht: object) -> bool:
    delen = pad.split("__")
    lookup = delen.pop() if delen[-1] in LOOKUPS else "exact"
    if lookup == "exact" and gezocht is None:
        lookup, gezocht = "isnull", True  # as Django reads it in a filter
    waarde: Any = obj
    for deel in delen:
        if not isinstance(waarde, Model) or not hasattr(type(waarde), deel):
            raise ValueError(f"Lookup {pad!r} is not one that rights are written in.")
        try:
            waarde = getattr(waarde, deel)
        except ObjectDoesNotExist:
            waarde = None
        if waarde is None:
            break
    if waarde is None and lookup != "isnull":
        return False
    return LOOKUPS[lookup](waarde, gezocht)
