"""Where other apps hang what they do when a dossier gets another fixed contact person."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.models import Dossier

BijToewijzing = Callable[[Actor, Dossier, UUID | None], object]

_BIJ_TOEWIJZING: list[BijToewijzing] = []


def bij_toewijzing(functie: BijToewijzing) -> BijToewijzing:
    """Call `functie(actor, dossier, vorige)` in the transaction in which a dossier changes hands.

    `vorige` is the id of who had it before. Called in `AppConfig.ready`.
    """
    _BIJ_TOEWIJZING.append(functie)
    return functie


def meld_toewijzing(actor: Actor, dossier: Dossier, vorige: UUID | None) -> None:
    """Tell the other apps."""
    for functie in _BIJ_TOEWIJZING:
        functie(actor, dossier, vorige)
