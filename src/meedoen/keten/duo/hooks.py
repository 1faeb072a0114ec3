"""Where the domain hangs what it does with news from DUO: the chain lies below and calls back.

Each app fills these in `AppConfig.ready()`. Hooks run in the worker, in one transaction with what they are
about, as the system in one municipality, and may run twice for the same news: they end where they ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from meedoen.basis.outbox.models import Message
from meedoen.keten.models import KetenState, Notification

OnEvent = Callable[[Notification], str]
OnAnswer = Callable[[UUID, str, KetenState, KetenState | None], None]
OnAfwijzing = Callable[[Message, list[str]], None]

_EVENT: list[OnEvent] = []
_ANSWER: defaultdict[str, list[OnAnswer]] = defaultdict(list)
_AFWIJZING: list[OnAfwijzing] = []


def on_event(function: OnEvent) -> OnEvent:
    """Call this for every notification, before its questions are asked.

    It sets `notificatie.dossier_id` when it found or opened a dossier, and returns what was done in a few
    words that name nobody ("" for nothing); the caller saves both.
    """
    _EVENT.append(function)
    return function


def on_answer(name: str, function: OnAnswer) -> OnAnswer:
    """Call `functie(gemeente_id, bsn, stand, vorige)` for every answer to the question `naam`.

    `stand.inhoud` is None when DUO knows nothing. `vorige` is what it said before, None when it never said
    anything, and `stand` itself when it said the same again.
    """
    _ANSWER[name].append(function)
    return function


def on_afwijzing(function: OnAfwijzing) -> OnAfwijzing:
    """Call `functie(bericht, fouten)` when DUO refuses a question or a report for good."""
    _AFWIJZING.append(function)
    return function


def report_event(notification: Notification) -> str:
    """Tell the domain of a notification; what it did, in words."""
    done = [function(notification) for function in _EVENT]
    return " · ".join(dict.fromkeys(what for what in done if what))


def report_answer(state: KetenState, previous: KetenState | None) -> None:
    """Tell the domain what DUO said."""
    for function in _ANSWER[state.onderwerp]:
        function(state.gemeente_id, state.bsn, state, previous)


def report_afwijzing(message: Message, errors: list[str]) -> None:
    """Tell the domain that DUO refused a message."""
    for function in _AFWIJZING:
        function(message, errors)
