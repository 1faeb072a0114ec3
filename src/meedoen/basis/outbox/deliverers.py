"""What delivers the messages of a channel, and how it tells that it could not."""

from __future__ import annotations

import re
from typing import Any, Protocol

from meedoen.basis.outbox.models import Message
from meedoen.basis.registry import Registry

_LONG_NUMBER = re.compile(r"\d{7,}")


def without_numbers(text: str) -> str:
    """What another said, without anything that can be the number of a person."""
    return _LONG_NUMBER.sub("…", text)


class Unreachable(Exception):  # noqa: N818  # it reads as what happened
    """The other side does not answer: the whole channel of this municipality pauses. Costs nobody a message.

    Its text is kept and shown, so it names nobody ("HTTP 503").
    """


class Postponed(Exception):  # noqa: N818  # it reads as what happened
    """This message cannot go now; others can. Its text is kept and shown, so it names nobody."""


class Rejected(Exception):  # noqa: N818  # it reads as what happened
    """The other side refuses this message for good, for these reasons in its own words."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("afgewezen")
        self.errors = errors


class Deliverer(Protocol):
    """Delivers the messages of one channel. Whoever inherits from it need only write `verstuur`."""

    def send(self, message: Message) -> Any:
        """Hand the message over and return the answer, while no transaction is open.

        May be called again with the same message, when it is uncertain whether it arrived.

        Raises:
            Onbereikbaar: the other side does not answer.
            Later: not this message now.
            Afgewezen: never.
        """
        ...

    def process(self, message: Message, antwoord: Any) -> None:  # noqa: ARG002  # for who has to
        """Write what the answer means, in the transaction that marks the message sent."""
        return

    def on_afwijzing(self, message: Message, errors: list[str]) -> None:  # noqa: ARG002  # the same
        """Write what the refusal means, in the transaction that marks the message refused."""
        return


DELIVERERS: Registry[str, Deliverer] = Registry("deliverer of channel")
"""One deliverer per channel."""
