"""Where the domain hangs what it does with news from the BRP: the chain lies below and calls back.

Apps fill these in `AppConfig.ready()`. Hooks run in the worker, in one transaction with what they are about,
as the system in one municipality, and may run twice for the same news: they end where they ended.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from meedoen.basis.outbox.models import Message
from meedoen.keten.models import KetenState

OnPersoon = Callable[[UUID, str, KetenState, KetenState | None], None]
OnAfwijzing = Callable[[Message, list[str]], None]

_PERSOON: list[OnPersoon] = []
_AFWIJZING: list[OnAfwijzing] = []


def handle_persoon(function: OnPersoon) -> OnPersoon:
    """Call `functie(gemeente_id, bsn, stand, vorige)` for every answer about somebody.

    `stand.inhoud` is None when the BRP knows nobody. `vorige` is what it said before, None when it never
    said anything, and `stand` itself when it said the same again.
    """
    _PERSOON.append(function)
    return function


def on_afwijzing(function: OnAfwijzing) -> OnAfwijzing:
    """Call `functie(bericht, fouten)` when the BRP refuses a question for good."""
    _AFWIJZING.append(function)
    return function


def report_persoon(state: KetenState, previous: KetenState | None) -> None:
    """Tell the domain what the BRP said."""
    for function in _PERSOON:
        function(state.gemeente_id, state.bsn, state, previous)


def report_afwijzing(message: Message, errors: list[str]) -> None:
    """Tell the domain that the BRP refused a question."""
    for function in _AFWIJZING:
        function(message, errors)
