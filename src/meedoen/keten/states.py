"""What a party of the chain said, kept as it said it, and asking it once at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from pydantic import BaseModel

from meedoen.basis.outbox.models import Message
from meedoen.basis.outbox.services import enqueue, send_again
from meedoen.keten.models import KetenState, Party


def place_query(
    channel: str,
    kind: str,
    content: Mapping[str, Any],
    *,
    gemeente_id: UUID,
    sequence_key: str,
    about: UUID | None = None,
) -> Message:
    """Put a question in the outbox; one that waits there already or was refused goes again instead."""
    quiet = (Message.Status.WAIT, Message.Status.REJECTED, Message.Status.FAILED)
    earlier = Message.objects.filter(
        gemeente_id=gemeente_id, kanaal=channel, sequence_key=sequence_key, status__in=quiet
    ).first()
    if earlier is not None:
        send_again(earlier)
        return earlier
    return enqueue(channel, kind, content, gemeente_id=gemeente_id, sequence_key=sequence_key, about=about)


def historie(party: Party, gemeente_id: UUID, bsn: str, subject: str) -> QuerySet[KetenState]:
    """Everything the party said about this, the newest first."""
    return KetenState.objects.filter(
        gemeente_id=gemeente_id, partij=party, bsn=bsn, onderwerp=subject
    ).order_by("-said_at", "-pk")


def save(
    partij: Party, gemeente_id: UUID, bsn: str, onderwerp: str, inhoud: Any
) -> tuple[KetenState, KetenState | None]:
    """Keep what the party said: a new row when it said something else, else only that it said so again.

    Returns:
        What it says now, and what it said before (the same row when nothing changed).
    """
    previous = historie(partij, gemeente_id, bsn, onderwerp).first()
    now = timezone.now()
    if previous is not None and previous.inhoud == inhoud:
        previous.confirmed_at = now
        previous.save(update_fields=["confirmed_at"])
        return previous, previous
    state = KetenState.objects.create(
        gemeente_id=gemeente_id,
        partij=partij,
        onderwerp=onderwerp,
        bsn=bsn,
        inhoud=inhoud,
        said_at=now,
        confirmed_at=now,
    )
    return state, previous


def as_json(answer: Any) -> Any:
    """An answer with the names of the specification, as it is kept: what was not said is not there."""
    if isinstance(answer, BaseModel):
        return answer.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    if isinstance(answer, list | tuple):
        return [as_json(part) for part in answer]
    if isinstance(answer, dict):
        return {name: as_json(part) for name, part in answer.items()}
    return answer
