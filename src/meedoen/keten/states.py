"""What a party of the chain said, kept as it said it, and asking it once at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from pydantic import BaseModel

from meedoen.basis.outbox.models import Bericht
from meedoen.basis.outbox.services import plaats, verzend_opnieuw
from meedoen.keten.models import Ketenstand, Partij


def plaats_vraag(
    kanaal: str,
    soort: str,
    inhoud: Mapping[str, Any],
    *,
    gemeente_id: UUID,
    volgsleutel: str,
    over: UUID | None = None,
) -> Bericht:
    """Put a question in the outbox; one that waits there already or was refused goes again instead."""
    stil = (Bericht.Status.WACHT, Bericht.Status.AFGEWEZEN, Bericht.Status.MISLUKT)
    eerder = Bericht.objects.filter(
        gemeente_id=gemeente_id, kanaal=kanaal, volgsleutel=volgsleutel, status__in=stil
    ).first()
    if eerder is not None:
        verzend_opnieuw(eerder)
        return eerder
    return plaats(kanaal, soort, inhoud, gemeente_id=gemeente_id, volgsleutel=volgsleutel, over=over)


def historie(partij: Partij, gemeente_id: UUID, bsn: str, onderwerp: str) -> QuerySet[Ketenstand]:
    """Everything the party said about this, the newest first."""
    return Ketenstand.objects.filter(
        gemeente_id=gemeente_id, partij=partij, bsn=bsn, onderwerp=onderwerp
    ).order_by("-gezegd_op", "-pk")


def bewaar(
    partij: Partij, gemeente_id: UUID, bsn: str, onderwerp: str, inhoud: Any
) -> tuple[Ketenstand, Ketenstand | None]:
    """Keep what the party said: a new row when it said something else, else only that it said so again.

    Returns:
        What it says now, and what it said before (the same row when nothing changed).
    """
    vorige = historie(partij, gemeente_id, bsn, onderwerp).first()
    nu = timezone.now()
    if vorige is not None and vorige.inhoud == inhoud:
        vorige.bevestigd_op = nu
        vorige.save(update_fields=["bevestigd_op"])
        return vorige, vorige
    stand = Ketenstand.objects.create(
        gemeente_id=gemeente_id,
        partij=partij,
        onderwerp=onderwerp,
        bsn=bsn,
        inhoud=inhoud,
        gezegd_op=nu,
        bevestigd_op=nu,
    )
    return stand, vorige


def als_json(antwoord: Any) -> Any:
    """An answer with the names of the specification, as it is kept: what was not said is not there."""
    if isinstance(antwoord, BaseModel):
        return antwoord.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    if isinstance(antwoord, list | tuple):
        return [als_json(deel) for deel in antwoord]
    if isinstance(antwoord, dict):
        return {naam: als_json(deel) for naam, deel in antwoord.items()}
    return antwoord
