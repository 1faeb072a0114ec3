"""Who is here already: the people of the municipality, and the colleagues who work there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from meedoen.basis.organisations.models import Aanstelling, Rol
from meedoen.dossiers.models import Dossier, Persoon
from meedoen.dossiers.takeover.checking import Bezwaar, Rij
from meedoen.dossiers.takeover.column_mapping import SLEUTELS

HERKOMST = "bron:"
"""Begins `Dossier.herkomst` of a dossier that was taken over; the number in the former system follows."""


@dataclass(frozen=True)
class Bekenden:
    """The people of a municipality by their numbers: BSN, V-nummer, number in the former system."""

    per_nummer: Mapping[tuple[str, str], set[UUID]]
    bsn: Mapping[UUID, str]

    @classmethod
    def van(cls, gemeente: UUID) -> Bekenden:
        """Read everybody's numbers. Two queries."""
        per_nummer: dict[tuple[str, str], set[UUID]] = defaultdict(set)
        bsns = {}
        for pk, bsn, v_nummer in Persoon.objects.filter(gemeente=gemeente).values_list(
            "pk", "bsn", "v_nummer"
        ):
            bsns[pk] = bsn
            per_nummer["bsn", bsn].add(pk)
            per_nummer["v_nummer", v_nummer].add(pk)
        overgenomen = Dossier.objects.filter(gemeente=gemeente, herkomst__startswith=HERKOMST)
        for pk, herkomst in overgenomen.values_list("persoon_id", "herkomst"):
            per_nummer["bron_nummer", herkomst.removeprefix(HERKOMST)].add(pk)
        return cls(dict(per_nummer), bsns)

    def _wie(self, rij: Rij) -> list[set[UUID]]:
        """For each number of a row that we know: who has it."""
        nummers = ((sleutel, rij.tekst(sleutel)) for sleutel in SLEUTELS)
        return [self.per_nummer[nummer] for nummer in nummers if nummer[1] and nummer in self.per_nummer]

    def kent(self, rij: Rij) -> bool:
        """Is this somebody who is here already?"""
        return bool(self._wie(rij))

    def tegenspraak(self, rij: Rij) -> Bezwaar | None:
        """The objection when the numbers of a row belong to different people, or to one with another BSN."""
        wie = self._wie(rij)
        if not wie:
            return None
        samen = set.intersection(*wie)
        bsn = rij.tekst("bsn")
        zelfde = [pk for pk in samen if not bsn or self.bsn[pk] in ("", bsn)]
        if zelfde:
            return None
        return Bezwaar(
            rij.regel,
            "bsn",
            "nummer van een ander",
            "Deze nummers horen in Meedoen bij verschillende mensen. Zoek uit welk nummer klopt.",
        )


@dataclass(frozen=True)
class Collega:
    """Who can be the klantmanager of a dossier."""

    id: UUID
    team: int | None


@dataclass(frozen=True)
class Collegas:
    """The klantmanagers and team leaders of a municipality, by e-mail address and by name."""

    per_naam: Mapping[str, Collega]

    @classmethod
    def van(cls, gemeente: UUID) -> Collegas:
        """Read who works there today. A name that two people have is nobody's."""
        vandaag = timezone.localdate()
        nu = Q(vanaf__lte=vandaag) & (Q(tot__isnull=True) | Q(tot__gte=vandaag))
        rijen = Aanstelling.objects.filter(
            nu, organisatie=gemeente, rol__in=[Rol.KLANTMANAGER, Rol.TEAMLEIDER], gebruiker__is_active=True
        ).values_list("gebruiker_id", "gebruiker__email", "gebruiker__naam", "team_id")
        gevonden: dict[str, dict[UUID, Collega]] = defaultdict(dict)
        for pk, email, naam, team in rijen:
            for sleutel in (email.casefold(), naam.casefold()):
                gevonden[sleutel].setdefault(pk, Collega(pk, team))
        return cls({sleutel: next(iter(wie.values())) for sleutel, wie in gevonden.items() if len(wie) == 1})

    def zoek(self, wie: str) -> Collega | None:
        """The colleague with this e-mail address or name."""
        return self.per_naam.get(wie.casefold())
