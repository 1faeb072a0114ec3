"""Where other apps hang what they do when a dossier gets another fixed contact person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from meedoen.basis.access.actor import Actor
from meedoen.basis.registry import Several
from meedoen.dossiers.models import Dossier

OnAssignment = Callable[[Actor, Dossier, UUID | None], object]

ASSIGNMENTS: Several[OnAssignment] = Several("hook for assignments")
"""Called in the transaction in which a dossier changes hands, with the id of who had it before."""


def report_assignment(actor: Actor, dossier: Dossier, previous: UUID | None) -> None:
    """Tell the other apps."""
    for function in ASSIGNMENTS:
        function(actor, dossier, previous)
