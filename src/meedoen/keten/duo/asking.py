"""What we ask DUO, each question a message of its own, and what it answered, kept as it said it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from meedoen.basis.outbox.models import Message
from meedoen.keten import states
from meedoen.keten.connection import connection_of
from meedoen.keten.duo import hooks
from meedoen.keten.duo.channel import CHANNEL, MessageType
from meedoen.keten.models import KetenState, Party

if TYPE_CHECKING:
    from meedoen.keten.duo.client import DuoClient

METHOD: Mapping[str, str] = {
    "plicht": "plicht",
    "plicht_historie": "plicht_historie",
    "doelgroep": "doelgroep",
    "doelgroep_historie": "doelgroep_historie",
    "termijn": "termijn",
    "termijn_historie": "termijn_historie",
    "lbt": "leerbaarheidstoets",
    "examen": "examenresultaten",
    "gratispogingen": "gratis_pogingen",
    "vrijstelling": "vrijstellingen",
    "ontheffing": "ontheffingen",
    "pip": "pip",
    "uren": "uren",
    "resultaten": "resultaten",
    "instellingen": "instellingen",
    "verlengingsgronden": "verlengingsgronden",
}
"""Name of a question → the method of `DuoClient` that asks it."""
WITHOUT_PERSOON = frozenset({"instellingen", "verlengingsgronden"})
"""Questions about nobody: DUO's own lists."""
FOR = "vraag:"


def ask(gemeente_id: UUID, naam: str, bsn: str = "", *, about: UUID | None = None) -> Message | None:
    """Put a question for DUO in the outbox; one that waits there already or was refused goes again instead.

    Args:
        naam: one of `METHOD`.
        bsn: whom it is about; empty for DUO's own lists.
        over: the dossier it is about.

    Returns:
        The message, or None when this municipality has no connection in use.
    """
    if connection_of(gemeente_id, Party.DUO) is None:
        return None
    key = _sequence_key(naam, bsn)
    content = {"bsn": bsn} if bsn else {}
    return states.place_query(
        CHANNEL, FOR + naam, content, gemeente_id=gemeente_id, sequence_key=key, about=about
    )


def _sequence_key(name: str, bsn: str) -> str:
    return f"duo:vraag:{name}:{bsn}"


def last(gemeente_id: UUID, bsn: str, naam: str) -> KetenState | None:
    """What DUO said last about this; None when it was never asked."""
    return historie(gemeente_id, bsn, naam).first()


def historie(gemeente_id: UUID, bsn: str, name: str) -> QuerySet[KetenState]:
    """Everything DUO said about this, the newest first."""
    return states.historie(Party.DUO, gemeente_id, bsn, name)


def latest_of_everything(gemeente_id: UUID, bsn: str) -> dict[str, KetenState]:
    """What DUO said last about each subject of this person, in one query."""
    states_ = KetenState.objects.filter(gemeente_id=gemeente_id, partij=Party.DUO, bsn=bsn)
    newest = states_.order_by("onderwerp", "-said_at", "-pk").distinct("onderwerp")
    return {state.onderwerp: state for state in newest}


def under_way(gemeente_id: UUID, bsn: str) -> QuerySet[Message]:
    """The questions about this person that DUO did not answer yet, refused ones with them."""
    keys = [_sequence_key(name, bsn) for name in METHOD if name not in WITHOUT_PERSOON]
    ready = [Message.Status.SENT, Message.Status.LAPSED]
    return Message.objects.filter(gemeente_id=gemeente_id, sequence_key__in=keys).exclude(status__in=ready)


def save(gemeente_id: UUID, naam: str, bsn: str, inhoud: Any) -> tuple[KetenState, KetenState | None]:
    """Keep what DUO said: a new row when it said something else, else only that it said so again.

    Returns:
        What it says now, and what it said before (the same row when nothing changed).
    """
    return states.save(Party.DUO, gemeente_id, bsn, naam, inhoud)


def _send(client: DuoClient, message: Message) -> Any:
    name = message.soort.removeprefix(FOR)
    function = getattr(client, METHOD[name])
    about_whom = () if name in WITHOUT_PERSOON else (message.inhoud["bsn"],)
    return function(*about_whom, bericht_id=message.pk)


def _process(message: Message, antwoord: Any) -> None:
    name = message.soort.removeprefix(FOR)
    state, previous = save(message.gemeente_id, name, message.inhoud.get("bsn", ""), states.as_json(antwoord))
    hooks.report_answer(state, previous)


QUESTIONS = tuple(MessageType(FOR + name, _send, _process) for name in METHOD)
"""The kinds of message that ask."""
