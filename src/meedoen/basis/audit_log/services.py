"""Writing in the logbook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.models import AuditEntry

Action = AuditEntry.Action


def log(
    actor: Actor,
    handeling: str,
    onderwerp: str,
    *,
    gemeente_id: UUID,
    doel: str,
    onderwerp_id: object = "",
    data_subjects: Iterable[UUID] = (),
    wijziging: Mapping[str, Any] | None = None,
) -> None:
    """Write one line, in the transaction of the act itself.

    Args:
        data_subjects: ids of the persons whose data it was; a list page names all it showed in one line.
        doel: why, from the task at hand ("PIP opstellen").
        wijziging: field → [from, to], only for changes.
    """
    AuditEntry.objects.create(
        gemeente_id=gemeente_id,
        actor_id=actor.id,
        actor_name=actor.naam,
        kanaal=actor.kanaal,
        handeling=handeling,
        onderwerp=onderwerp,
        onderwerp_id=str(onderwerp_id),
        data_subjects=list(data_subjects),
        doel=(f"{actor.doel}: {doel}" if actor.doel else doel)[:120],
        wijziging=json.loads(json.dumps(wijziging, cls=DjangoJSONEncoder)) if wijziging else None,
    )


def difference(voor: Mapping[str, Any], na: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What changed: field → [from, to], only the fields that differ."""
    return {field: [voor.get(field), value] for field, value in na.items() if voor.get(field) != value}
