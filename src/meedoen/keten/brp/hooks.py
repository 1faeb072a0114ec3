"""Where the domain hangs what it does with news from the BRP: the chain lies below and calls back.

Apps fill these in `AppConfig.ready()`. Hooks run in the worker, in one transaction with what they are about,
as the system in one municipality, and may run twice for the same news: they end where they ended.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from meedoen.basis.outbox.models import Bericht
from meedoen.keten.models import Ketenstand

OpPersoon = Callable[[UUID, str, Ketenstand, Ketenstand | None], None]
OpAfwijzing = Callable[[Bericht, list[str]], None]

_PERSOON: list[OpPersoon] = []
_AFWIJZING: list[OpAfwijzing] = []


def op_persoon(functie: OpPersoon) -> OpPersoon:
    """Call `functie(gemeente_id, bsn, stand, vorige)` for every answer about somebody.

    `stand.inhoud` is None when the BRP knows nobody. `vorige` is what it said before, None when it never
    said anything, and `stand` itself when it said the same again.
    """
    _PERSOON.append(functie)
    return functie


def op_afwijzing(functie: OpAfwijzing) -> OpAfwijzing:
    """Call `functie(bericht, fouten)` when the BRP refuses a question for good."""
    _AFWIJZING.append(functie)
    return functie


def meld_persoon(stand: Ketenstand, vorige: Ketenstand | None) -> None:
    """Tell the domain what the BRP said."""
    for functie in _PERSOON:
        functie(stand.gemeente_id, stand.bsn, stand, vorige)


def meld_afwijzing(bericht: Bericht, fouten: list[str]) -> None:
    """Tell the domain that the BRP refused a question."""
    for functie in _AFWIJZING:
        functie(bericht, fouten)
