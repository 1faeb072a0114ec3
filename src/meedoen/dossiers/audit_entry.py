"""Lines in the logbook about dossiers: whose data it was and where it belongs follow from the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Action, log
from meedoen.dossiers.models import Dossier


def log_dossier(
    actor: Actor,
    action: str,
    subject: str,
    dossier: Dossier,
    doel: str,
    change: Mapping[str, Any] | None = None,
    *,
    persoon_id: UUID | None = None,
) -> None:
    """Write in the logbook what was done with something of this dossier, in the transaction of the act.

    Args:
        onderwerp: what it was done with ("feit", "gesprek").
        doel: why, from the task at hand: one of a fixed set of words, never what somebody typed.
        wijziging: field → [from, to], only for changes.
        persoon_id: whose data it was, when that is not the person of the dossier (someone of the household).
    """
    log(
        actor,
        action,
        subject,
        gemeente_id=dossier.gemeente_id,
        onderwerp_id=dossier.pk,
        data_subjects=[persoon_id or dossier.persoon_id],
        doel=doel,
        wijziging=change,
    )


class AboutSomeone(Protocol):
    """Whatever a list shows about somebody: a dossier, or a row about one."""

    @property
    def gemeente_id(self) -> UUID: ...
    @property
    def persoon_id(self) -> UUID: ...


def log_list(actor: Actor, subject: str, dossiers: Iterable[AboutSomeone], doel: str) -> None:
    """Write in the logbook that a list was read: one line a municipality, naming everybody it showed."""
    personen: dict[UUID, list[UUID]] = {}
    for dossier in dossiers:
        personen.setdefault(dossier.gemeente_id, []).append(dossier.persoon_id)
    for gemeente_id, data_subjects in personen.items():
        log(actor, Action.READ, subject, gemeente_id=gemeente_id, data_subjects=data_subjects, doel=doel)
