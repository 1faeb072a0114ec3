"""The channel "brp" of the outbox: questions about people, and what the BRP answered, kept as it said it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from meedoen.basis.outbox.deliverers import Deliverer, Postponed
from meedoen.basis.outbox.models import Message
from meedoen.keten import states
from meedoen.keten.brp import hooks
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.brp.schemas import Persoon
from meedoen.keten.connection import connection_of
from meedoen.keten.models import KetenState, Party

CHANNEL = "brp"
SUBJECT = "persoon"
KIND = f"vraag:{SUBJECT}"


def ask(gemeente_id: UUID, bsn: str, *, about: UUID | None = None) -> Message | None:
    """Put a question about somebody in the outbox, unless the same one waits there already.

    Args:
        over: the dossier it is about.

    Returns:
        The message, or None when this municipality has no connection with the BRP in use.
    """
    if connection_of(gemeente_id, Party.BRP) is None:
        return None
    return states.place_query(
        CHANNEL,
        KIND,
        {"bsn": bsn},
        gemeente_id=gemeente_id,
        sequence_key=f"brp:vraag:{SUBJECT}:{bsn}",
        about=about,
    )


def last(gemeente_id: UUID, bsn: str) -> KetenState | None:
    """What the BRP said last about somebody; None when it was never asked."""
    return states.historie(Party.BRP, gemeente_id, bsn, SUBJECT).first()


class BrpDeliverer(Deliverer):
    """Delivers the questions of the channel."""

    def send(self, message: Message) -> Persoon | None:
        """Ask; returns who it is."""
        connection = connection_of(message.gemeente_id, Party.BRP)
        if connection is None:
            raise Postponed(gettext_noop("geen aansluiting in gebruik"))
        return BrpClient(connection).persoon(message.inhoud["bsn"], message.pk)

    def process(self, message: Message, antwoord: Any) -> None:
        """Keep what the BRP said, and tell the domain."""
        content = states.as_json(antwoord)
        state, previous = states.save(Party.BRP, message.gemeente_id, message.inhoud["bsn"], SUBJECT, content)
        hooks.report_persoon(state, previous)
