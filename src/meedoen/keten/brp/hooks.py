"""Where the domain hangs what it does with news from the BRP: the chain lies below and calls back.

Apps fill these from their manifests. Hooks run in the worker, in one transaction with what they are about,
as the system in one municipality, and may run twice for the same news: they end where they ended.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from meedoen.basis.registry import Several
from meedoen.keten.models import KetenState

OnPersoon = Callable[[UUID, str, KetenState, KetenState | None], None]

PERSONEN: Several[OnPersoon] = Several("hook for answers of the BRP")
"""Called for every answer about somebody: with the municipality, the BSN, the state, the one before.

The content of the state is None when the BRP knows nobody. The one before is what it said before, None when
it never said anything, and the state itself when it said the same again.
"""


def report_persoon(state: KetenState, previous: KetenState | None) -> None:
    """Tell the domain what the BRP said."""
    for function in PERSONEN:
        function(state.gemeente_id, state.bsn, state, previous)
