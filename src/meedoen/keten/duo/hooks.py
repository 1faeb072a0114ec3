"""Where the domain hangs what it does with news from DUO: the chain lies below and calls back.

Apps fill these from their manifests. Hooks run in the worker, in one transaction with what they are about, as
the system in one municipality, and may run twice for the same news: they end where they ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from meedoen.basis.outbox.models import Message
from meedoen.basis.registry import Several
from meedoen.keten.models import KetenState, Notification

OnEvent = Callable[[Notification], str]
OnAnswer = Callable[[UUID, str, KetenState, KetenState | None], None]
OnAfwijzing = Callable[[Message, list[str]], None]


@dataclass(frozen=True, slots=True)
class AnswerHook:
    """What to call for every answer to one question.

    It gets the municipality, the BSN, the state, and the state before. The content of the state is None when
    DUO knows nothing. The state before is None when DUO never said anything, and the state itself when DUO
    said the same again.
    """

    question: str
    act: OnAnswer


EVENTS: Several[OnEvent] = Several("hook for events of DUO")
"""Called for every notification, before its questions are asked.

A hook sets `notification.dossier_id` when it found or opened a dossier, and returns what was done in a few
words that name nobody ("" for nothing); the caller saves both.
"""
ANSWERS: Several[AnswerHook] = Several("hook for answers of DUO")
AFWIJZINGEN: Several[OnAfwijzing] = Several("hook for refusals of DUO")
"""Called with the message and DUO's words when DUO refuses a question or a report for good."""


def report_event(notification: Notification) -> str:
    """Tell the domain of a notification; what it did, in words."""
    done = [function(notification) for function in EVENTS]
    return " · ".join(dict.fromkeys(what for what in done if what))


def report_answer(state: KetenState, previous: KetenState | None) -> None:
    """Tell the domain what DUO said."""
    for hook in ANSWERS:
        if hook.question == state.onderwerp:
            hook.act(state.gemeente_id, state.bsn, state, previous)


def report_afwijzing(message: Message, errors: list[str]) -> None:
    """Tell the domain that DUO refused a message."""
    for function in AFWIJZINGEN:
        function(message, errors)
