"""Places in the worklist, between which one turns pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from meedoen.basis.paging import lees_plek, schrijf_plek, voorbij

PER_BLAD = 50
ZOUT = "werkplek.plek"


@dataclass(frozen=True)
class Plek:
    """A place in the worklist: beside this dossier, looking forward or back."""

    dag: date
    dossier_id: UUID
    terug: bool = False

    def __str__(self) -> str:
        """The place as it stands in an address."""
        return schrijf_plek((self.dag.isoformat(), str(self.dossier_id), self.terug), zout=ZOUT)

    @classmethod
    def lees(cls, tekst: str) -> Plek | None:
        """The place in an address; None for the beginning, and for one that somebody changed."""
        if (waarden := lees_plek(tekst, zout=ZOUT)) is None:
            return None
        dag, dossier_id, terug = waarden
        return cls(date.fromisoformat(dag), UUID(dossier_id), terug)

    @property
    def voorbij(self) -> Q:
        """The dossiers on the other side of this place."""
        return voorbij("volgorde", self.dag, self.dossier_id, aflopend=self.terug)
