"""What the page about a person shows of the BRP."""

from __future__ import annotations

from typing import Any

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.brp import compare
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.selectors.dossier import dossiers_for
from meedoen.keten.brp.answers import Persoon, read_persoon
from meedoen.keten.brp.channel import last
from meedoen.keten.connection import is_connected
from meedoen.keten.models import Party

AT_MOST = 20


def brp_panel(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    """What the BRP said last about the person of a dossier, beside ours. Three queries; the caller logs."""
    bsn = dossier.persoon.bsn
    state = last(dossier.gemeente_id, bsn) if bsn else None
    said = read_persoon(state)
    return {
        "connected": is_connected(dossier.gemeente_id, Party.BRP),
        "stand": state,
        "said": said,
        "adres": said.adres if said else None,
        "rows": compare(dossier, said) if said else [],
        "family": _family(actor, dossier, said) if said else [],
    }


def _family(actor: Actor, dossier: Dossier, said: Persoon) -> list[Dossier]:
    """Dossiers of partner and children by the BRP that this actor may see, and that are not joined yet."""
    if not said.verwanten:
        return []
    known = dossiers_for(actor).filter(gemeente_id=dossier.gemeente_id, persoon__bsn__in=said.verwanten)
    if huishouden := dossier.persoon.huishouden_id:
        known = known.exclude(persoon__huishouden_id=huishouden)
    return list(known.select_related("persoon").order_by("nummer")[:AT_MOST])
