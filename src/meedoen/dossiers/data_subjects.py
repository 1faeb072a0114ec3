"""What the logbook needs to know of dossiers: which number stands for which person."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from meedoen.dossiers.models import Dossier


class Dossiernummers:
    """Dossier numbers, as far as row-level security lets the asker see them."""

    def personen(self, gemeente_id: UUID, nummer: str) -> list[UUID]:
        """The person of the dossier with this number."""
        return list(
            Dossier.objects.filter(gemeente=gemeente_id, nummer=nummer).values_list("persoon_id", flat=True)
        )

    def numbers(self, personen: Collection[UUID]) -> dict[UUID, str]:
        """The number of each person's newest dossier."""
        rows = Dossier.objects.filter(persoon__in=personen).order_by("opened_at")
        return dict(rows.values_list("persoon_id", "nummer"))
