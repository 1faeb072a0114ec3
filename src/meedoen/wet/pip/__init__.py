"""The conditions that refuse a PIP or ask for attention before it is fixed, and how a PIP is tried on them.

What is verified (V1, V2) refuses. What we only read in texts about the law (S) is an aandachtspunt, "te
bevestigen": uncertain law never stops a municipality. A house rule has certainty U and says that it is one.
The conditions themselves are in `content` and `change`; the version that holds is that of the dagtekening.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from meedoen.wet.condition import Condition, Evaluation, as_frame, evaluate
from meedoen.wet.pip import change, content
from meedoen.wet.pip.feiten import SCHAALT_AF, WISSELT_VAN_LEERROUTE, PipFeiten
from meedoen.wet.versions import rule_called

DECIDED_ON = "beslist_op"
"""The column with the day that says which version of a condition holds for a PIP."""


def pip_conditions() -> tuple[Condition, ...]:
    """Return every condition of a PIP, in the order in which people read them."""
    return (*content.CONTENT, *change.DAGTEKENING_AND_CHANGE)


def pip_condition(name: str, day: date | None = None) -> Condition:
    """Return the version of a condition that holds on a day; when none does, or for no day, the newest.

    Raises:
        KeyError: there is no condition of that name.
    """
    return rule_called(pip_conditions(), name, day)


def evaluate_pip(feiten: PipFeiten, conditions: Sequence[Condition] | None = None) -> list[Evaluation]:
    """Try every condition on one PIP: what is met, what is not, and what does not apply."""
    return evaluate(pip_conditions() if conditions is None else conditions, feiten, DECIDED_ON)


def wisselt_van_leerroute(feiten: PipFeiten) -> bool:
    """Whether this PIP changes the leerroute of the PIP it replaces."""
    return _is_true(WISSELT_VAN_LEERROUTE, feiten)


def schaalt_af(feiten: PipFeiten) -> bool:
    """Whether this PIP lowers the level within the B1-route to A2."""
    return _is_true(SCHAALT_AF, feiten)


def _is_true(test: pl.Expr, feiten: PipFeiten) -> bool:
    return bool(as_frame([feiten]).select(test.fill_null(value=False)).item())


__all__ = [
    "PipFeiten",
    "evaluate_pip",
    "pip_condition",
    "pip_conditions",
    "schaalt_af",
    "wisselt_van_leerroute",
]
