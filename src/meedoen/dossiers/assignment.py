"""Where other apps hang what they do when a dossier gets another fixed contact person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.models import Dossier

OnAssignment = Callable[[Actor, Dossier, UUID | None], object]

_ON_ASSIGNMENT: list[OnAssignment] = []


def on_assignment(function: OnAssignment) -> OnAssignment:
    """Call `functie(actor, dossier, vorige)` in the transaction in which a dossier changes hands.

    `vorige` is the id of who had it before. Called in `AppConfig.ready`.
    """
    _ON_ASSIGNMENT.append(function)
    return function


def report_assignment(actor: Actor, dossier: Dossier, previous: UUID | None) -> None:
    """Tell the other apps."""
    for function in _ON_ASSIGNMENT:
        function(actor, dossier, previous)
