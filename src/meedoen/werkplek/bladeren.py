"""Turning pages by key: as quick on page 800 as on page 1, and nobody is skipped when a dossier moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core import signing
from django.db.models import Q

PER_BLAD = 50
ZOUT = "werkplek.plek"


@dataclass(frozen=True)
class Plek:
    """A place in the worklist: beside this dossier, looking forward or back."""

    dag: date
    dossier_id: UUID
    terug: bool = False

    def __str__(self) -> str:
        """The place as it stands in an address: sealed, so that nobody makes one up."""
        return signing.dumps(
            [self.dag.isoformat(), str(self.dossier_id), self.terug], salt=ZOUT, compress=False
        )

    @classmethod
    def lees(cls, tekst: str) -> Plek | None:
        """The place in an address; None for the beginning, and for one that somebody changed."""
        try:
            dag, dossier_id, terug = signing.loads(tekst, salt=ZOUT)
        except signing.BadSignature:
            return None
        return cls(date.fromisoformat(dag), UUID(dossier_id), terug)

    @property
    def voorbij(self) -> Q:
        """The dossiers on the other side of this place.

        The first condition says nothing the second does not; it is the one an index can begin at.
        """
        if self.terug:
            return Q(volgorde__lte=self.dag) & (Q(volgorde__lt=self.dag) | Q(pk__lt=self.dossier_id))
        return Q(volgorde__gte=self.dag) & (Q(volgorde__gt=self.dag) | Q(pk__gt=self.dossier_id))
