"""Who is here already: the people of the municipality, and the colleagues who work there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from meedoen.basis.organisations.models import Appointment, Role
from meedoen.dossiers.models import Dossier, Persoon
from meedoen.dossiers.takeover.checking import Bezwaar, CheckedRow
from meedoen.dossiers.takeover.column_mapping import KEYS

ORIGIN = "bron:"
"""Begins `Dossier.herkomst` of a dossier that was taken over; the number in the former system follows."""


@dataclass(frozen=True)
class KnownPeople:
    """The people of a municipality by their numbers: BSN, V-nummer, number in the former system."""

    per_number: Mapping[tuple[str, str], set[UUID]]
    bsn: Mapping[UUID, str]

    @classmethod
    def van(cls, gemeente: UUID) -> KnownPeople:
        """Read everybody's numbers. Two queries."""
        per_number: dict[tuple[str, str], set[UUID]] = defaultdict(set)
        bsns = {}
        for pk, bsn, v_nummer in Persoon.objects.filter(gemeente=gemeente).values_list(
            "pk", "bsn", "v_nummer"
        ):
            bsns[pk] = bsn
            per_number["bsn", bsn].add(pk)
            per_number["v_nummer", v_nummer].add(pk)
        taken_over = Dossier.objects.filter(gemeente=gemeente, origin__startswith=ORIGIN)
        for pk, origin in taken_over.values_list("persoon_id", "origin"):
            per_number["bron_nummer", origin.removeprefix(ORIGIN)].add(pk)
        return cls(dict(per_number), bsns)

    def _who(self, row: CheckedRow) -> list[set[UUID]]:
        """For each number of a row that we know: who has it."""
        numbers = ((key, row.tekst(key)) for key in KEYS)
        return [self.per_number[number] for number in numbers if number[1] and number in self.per_number]

    def knows(self, row: CheckedRow) -> bool:
        """Is this somebody who is here already?"""
        return bool(self._who(row))

    def contradiction(self, row: CheckedRow) -> Bezwaar | None:
        """The objection when the numbers of a row belong to different people, or to one with another BSN."""
        who = self._who(row)
        if not who:
            return None
        together = set.intersection(*who)
        bsn = row.tekst("bsn")
        same = [pk for pk in together if not bsn or self.bsn[pk] in ("", bsn)]
        if same:
            return None
        return Bezwaar(
            row.line,
            "bsn",
            "nummer van een ander",
            "Deze nummers horen in Meedoen bij verschillende mensen. Zoek uit welk nummer klopt.",
        )


@dataclass(frozen=True)
class Colleague:
    """Who can be the klantmanager of a dossier."""

    id: UUID
    team: int | None


@dataclass(frozen=True)
class Colleagues:
    """The klantmanagers and team leaders of a municipality, by e-mail address and by name."""

    per_name: Mapping[str, Colleague]

    @classmethod
    def van(cls, gemeente: UUID) -> Colleagues:
        """Read who works there today. A name that two people have is nobody's."""
        today = timezone.localdate()
        now = Q(vanaf__lte=today) & (Q(tot__isnull=True) | Q(tot__gte=today))
        rows = Appointment.objects.filter(
            now, organisation=gemeente, rol__in=[Role.KLANTMANAGER, Role.TEAMLEIDER], user__is_active=True
        ).values_list("user_id", "user__email", "user__naam", "team_id")
        found: dict[str, dict[UUID, Colleague]] = defaultdict(dict)
        for pk, email, name, team in rows:
            for key in (email.casefold(), name.casefold()):
                found[key].setdefault(pk, Colleague(pk, team))
        return cls({key: next(iter(who.values())) for key, who in found.items() if len(who) == 1})

    def search(self, wie: str) -> Colleague | None:
        """The colleague with this e-mail address or name."""
        return self.per_name.get(wie.casefold())
