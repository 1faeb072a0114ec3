"""What the page about a person shows of the BRP."""

from __future__ import annotations

from typing import Any

from meedoen.dossiers.brp import vergelijk
from meedoen.dossiers.models import Dossier
from meedoen.keten.brp.kanaal import laatste, persoon_van
from meedoen.keten.models import Aansluiting, Partij


def brppaneel(dossier: Dossier) -> dict[str, Any]:
    """What the BRP said last about the person of a dossier, beside ours. Two queries; the caller logs."""
    bsn = dossier.persoon.bsn
    aangesloten = Aansluiting.objects.filter(gemeente_id=dossier.gemeente_id, partij=Partij.BRP, actief=True)
    stand = laatste(dossier.gemeente_id, bsn) if bsn else None
    gezegd = persoon_van(stand)
    adres = gezegd.verblijfplaats.verblijfadres if gezegd and gezegd.verblijfplaats else None
    return {
        "aangesloten": aangesloten.exists(),
        "stand": stand,
        "gezegd": gezegd,
        "adres": adres,
        "rijen": vergelijk(dossier, gezegd) if gezegd else [],
    }
