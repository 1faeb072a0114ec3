"""What the page about a person shows of the BRP."""

from __future__ import annotations

from typing import Any

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.brp import vergelijk
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.selectors.dossier import dossiers_voor
from meedoen.keten.brp.answers import Persoon, read_persoon
from meedoen.keten.brp.channel import laatste
from meedoen.keten.connection import is_aangesloten
from meedoen.keten.models import Partij

HOOGSTENS = 20


def brppaneel(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    """What the BRP said last about the person of a dossier, beside ours. Three queries; the caller logs."""
    bsn = dossier.persoon.bsn
    stand = laatste(dossier.gemeente_id, bsn) if bsn else None
    gezegd = read_persoon(stand)
    return {
        "aangesloten": is_aangesloten(dossier.gemeente_id, Partij.BRP),
        "stand": stand,
        "gezegd": gezegd,
        "adres": gezegd.adres if gezegd else None,
        "rijen": vergelijk(dossier, gezegd) if gezegd else [],
        "familie": _familie(actor, dossier, gezegd) if gezegd else [],
    }


def _familie(actor: Actor, dossier: Dossier, gezegd: Persoon) -> list[Dossier]:
    """Dossiers of partner and children by the BRP that this actor may see, and that are not joined yet."""
    if not gezegd.verwanten:
        return []
    bekend = dossiers_voor(actor).filter(gemeente_id=dossier.gemeente_id, persoon__bsn__in=gezegd.verwanten)
    if huishouden := dossier.persoon.huishouden_id:
        bekend = bekend.exclude(persoon__huishouden_id=huishouden)
    return list(bekend.select_related("persoon").order_by("nummer")[:HOOGSTENS])
