"""Who is asking: a person with roles, a client with a token, or the system itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from meedoen.basis.organisations.models import Aanstelling, Gebruiker, Organisatie, Rol
from meedoen.basis.prepared_query import BEWAARD, Vraag


@dataclass(frozen=True)
class Actor:
    """Who asks, with which roles, and in which municipalities.

    `rollen` maps each role to the municipalities in which it is held. `bereik` limits a client token to the
    rights it was given; None means no such limit. `tweede_factor` says that one of the municipalities asks
    for a second factor at sign-in.
    """

    id: UUID | None
    naam: str
    rollen: dict[str, frozenset[UUID]] = field(default_factory=dict)
    teams: frozenset[int] = frozenset()
    kanaal: str = "web"
    bereik: frozenset[str] | None = None
    doel: str = ""
    tweede_factor: bool = False

    def __hash__(self) -> int:
        """An actor never changes, so what follows from who asks may be remembered by it."""
        return hash((self.id, frozenset(self.rollen.items()), self.teams, self.kanaal, self.bereik))

    @property
    def gemeenten(self) -> frozenset[UUID]:
        """Every municipality in which the actor has any role: what row-level security lets through."""
        return frozenset().union(*self.rollen.values())

    def heeft_rol(self, *rollen: str) -> bool:
        """Does the actor hold one of these roles anywhere?"""
        return any(self.rollen.get(rol) for rol in rollen)

    def gemeenten_als(self, rollen: Iterable[str]) -> frozenset[UUID]:
        """The municipalities in which the actor holds one of these roles."""
        return frozenset().union(*(self.rollen.get(rol, frozenset()) for rol in rollen))


NIEMAND = Actor(id=None, naam="")


def systeem(gemeenten: Iterable[UUID], naam: str = "Meedoen") -> Actor:
    """The system at work by itself (import, worker, demo), in these municipalities."""
    alle = frozenset(gemeenten)
    return Actor(id=None, naam=naam, rollen={"systeem": alle}, kanaal="systeem")


def actor_van(gebruiker: Gebruiker, *, kanaal: str = "web", op: date | None = None) -> Actor:
    """Build the actor from the appointments that hold on this day.

    A role at a samenwerkingsregio holds in every municipality of that region. One query, and one more
    for those who work for a region.
    """
    rijen = _aanstellingen(gebruiker.pk, op or timezone.localdate()).rijen()
    rollen: dict[str, set[UUID]] = {}
    regios: dict[UUID, set[str]] = {}
    strengst = {bool(streng) for *_, streng in rijen}
    for rol, organisatie, soort, _team, _streng in rijen:
        if soort == Organisatie.Soort.REGIO:
            regios.setdefault(organisatie, set()).add(rol)
        elif soort == Organisatie.Soort.GEMEENTE:
            rollen.setdefault(rol, set()).add(organisatie)
    if regios:
        leden = Organisatie.objects.filter(regio__in=regios).values_list(
            "regio_id", "id", "instelling__tweede_factor_verplicht"
        )
        for regio, gemeente, streng in leden:
            strengst.add(bool(streng))
            for rol in regios[regio]:
                rollen.setdefault(rol, set()).add(gemeente)
    return Actor(
        id=gebruiker.pk,
        naam=gebruiker.naam,
        rollen={rol: frozenset(waar) for rol, waar in rollen.items()},
        teams=frozenset(team for *_, team, _streng in rijen if team is not None),
        kanaal=kanaal,
        tweede_factor=True in strengst,
    )


@lru_cache(BEWAARD)
def _aanstellingen(gebruiker_id: UUID, op: date) -> Vraag:
    geldig = Q(vanaf__lte=op) & (Q(tot__isnull=True) | Q(tot__gte=op))
    return Vraag.van(
        Aanstelling.objects.filter(geldig, gebruiker_id=gebruiker_id).values_list(
            "rol",
            "organisatie_id",
            "organisatie__soort",
            "team_id",
            "organisatie__instelling__tweede_factor_verplicht",
        )
    )


__all__ = ["NIEMAND", "Actor", "Rol", "actor_van", "systeem"]
