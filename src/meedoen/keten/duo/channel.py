"""The channel "duo" of the outbox: which kinds of message there are, and how each is sent and answered.

The kinds stand in `asking` (questions) and `report_kinds` (reports).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from meedoen.basis.outbox.deliverers import Postponed
from meedoen.basis.outbox.models import Message
from meedoen.basis.registry import Registry
from meedoen.keten.connection import connection_of
from meedoen.keten.duo import hooks
from meedoen.keten.models import Party

if TYPE_CHECKING:
    from meedoen.keten.duo.client import DuoClient

CHANNEL = "duo"


@dataclass(frozen=True, slots=True)
class MessageType:
    """One kind of message.

    Attributes:
        verstuur: asks or reports over the network; nothing of the database.
        verwerk: writes what the answer means, in the transaction that marks the message sent.
        bij_afwijzing: what else happens when DUO refuses it, before the domain is told.
    """

    naam: str
    send: Callable[[DuoClient, Message], Any]
    process: Callable[[Message, Any], None]
    on_afwijzing: Callable[[Message, list[str]], None] | None = None


MESSAGE_TYPES: Registry[str, MessageType] = Registry("kind of message to DUO")
"""By name."""


def client_of(message: Message) -> DuoClient:
    """The client of the municipality this message is of.

    Raises:
        Later: its connection was put out of use while the message waited.
    """
    from meedoen.keten.duo.client import DuoClient

    connection = connection_of(message.gemeente_id, Party.DUO)
    if connection is None:
        raise Postponed("geen aansluiting in gebruik")
    return DuoClient(connection)


class DuoDeliverer:
    """Delivers every message of the channel by what its kind says."""

    def send(self, message: Message) -> Any:
        """Send it; returns what DUO answered."""
        return MESSAGE_TYPES[message.soort].send(client_of(message), message)

    def process(self, message: Message, antwoord: Any) -> None:
        """Write what the answer means."""
        MESSAGE_TYPES[message.soort].process(message, antwoord)

    def on_afwijzing(self, message: Message, errors: list[str]) -> None:
        """Let the kind and then the domain know that DUO refused it."""
        kind = MESSAGE_TYPES[message.soort]
        if kind.on_afwijzing is not None:
            kind.on_afwijzing(message, errors)
        hooks.report_afwijzing(message, errors)
