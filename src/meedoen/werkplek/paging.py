"""Places in the worklist, between which one turns pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from meedoen.basis.paging import past_place, read_place, write_place

PER_PAGE = 50
SALT = "werkplek.plek"


@dataclass(frozen=True)
class Cursor:
    """A place in the worklist: beside this dossier, looking forward or back."""

    day: date
    dossier_id: UUID
    back: bool = False

    def __str__(self) -> str:
        """The place as it stands in an address."""
        return write_place((self.day.isoformat(), str(self.dossier_id), self.back), salt=SALT)

    @classmethod
    def read(cls, text: str) -> Cursor | None:
        """The place in an address; None for the beginning, and for one that somebody changed."""
        if (values := read_place(text, salt=SALT)) is None:
            return None
        day, dossier_id, back = values
        return cls(date.fromisoformat(day), UUID(dossier_id), back)

    @property
    def past(self) -> Q:
        """The dossiers on the other side of this place."""
        return past_place("volgorde", self.day, self.dossier_id, descending=self.back)
