"""Lines in the logbook about dossiers: whose data it was and where it belongs follow from the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol
from uuid import UUID

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.dossiers.models import Dossier


def noteer_dossier(
    actor: Actor,
    handeling: str,
    onderwerp: str,
    dossier: Dossier,
    doel: str,
    wijziging: Mapping[str, Any] | None = None,
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
    noteer(
        actor,
        handeling,
        onderwerp,
        gemeente_id=dossier.gemeente_id,
        onderwerp_id=dossier.pk,
        betrokkenen=[persoon_id or dossier.persoon_id],
        doel=doel,
        wijziging=wijziging,
    )


class OverIemand(Protocol):
    """Whatever a list shows about somebody: a dossier, or a row about one."""

    @property
    def gemeente_id(self) -> UUID: ...
    @property
    def persoon_id(self) -> UUID: ...


def noteer_lijst(actor: Actor, onderwerp: str, dossiers: Iterable[OverIemand], doel: str) -> None:
    """Write in the logbook that a list was read: one line a municipality, naming everybody it showed."""
    personen: dict[UUID, list[UUID]] = {}
    for dossier in dossiers:
        personen.setdefault(dossier.gemeente_id, []).append(dossier.persoon_id)
    for gemeente_id, betrokkenen in personen.items():
        noteer(
            actor, Handeling.GELEZEN, onderwerp, gemeente_id=gemeente_id, betrokkenen=betrokkenen, doel=doel
        )
