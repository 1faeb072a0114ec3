"""Who is asking: a person with roles, a client with a token, or the system itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from meedoen.basis.organisations.models import Account, Appointment, Organisation, Role
from meedoen.basis.prepared_query import SAVED, PreparedQuery


@dataclass(frozen=True)
class Actor:
    """Who asks, with which roles, and in which municipalities.

    `rollen` maps each role to the municipalities in which it is held. `bereik` limits a client token to the
    rights it was given; None means no such limit. `second_factor` says that one of the municipalities asks
    for a second factor at sign-in.
    """

    id: UUID | None
    naam: str
    roles: dict[str, frozenset[UUID]] = field(default_factory=dict)
    teams: frozenset[int] = frozenset()
    kanaal: str = "web"
    bereik: frozenset[str] | None = None
    doel: str = ""
    second_factor: bool = False

    def __hash__(self) -> int:
        """An actor never changes, so what follows from who asks may be remembered by it."""
        return hash((self.id, frozenset(self.roles.items()), self.teams, self.kanaal, self.bereik))

    @property
    def gemeenten(self) -> frozenset[UUID]:
        """Every municipality in which the actor has any role: what row-level security lets through."""
        return frozenset().union(*self.roles.values())

    def has_role(self, *roles: str) -> bool:
        """Does the actor hold one of these roles anywhere?"""
        return any(self.roles.get(role) for role in roles)

    def gemeenten_as(self, roles: Iterable[str]) -> frozenset[UUID]:
        """The municipalities in which the actor holds one of these roles."""
        return frozenset().union(*(self.roles.get(role, frozenset()) for role in roles))


NOBODY = Actor(id=None, naam="")


def as_system(gemeenten: Iterable[UUID], naam: str = "Meedoen") -> Actor:
    """The system at work by itself (import, worker, demo), in these municipalities."""
    all_ = frozenset(gemeenten)
    return Actor(id=None, naam=naam, roles={"systeem": all_}, kanaal="systeem")


def actor_of(user: Account, *, kanaal: str = "web", op: date | None = None) -> Actor:
    """Build the actor from the appointments that hold on this day.

    A role at a samenwerkingsregio holds in every municipality of that region. One query, and one more
    for those who work for a region.
    """
    rows = _appointments(user.pk, op or timezone.localdate()).rows()
    roles: dict[str, set[UUID]] = {}
    regions: dict[UUID, set[str]] = {}
    strictest = {bool(strict) for *_, strict in rows}
    for role, organisation, kind, _team, _strict in rows:
        if kind == Organisation.Kind.REGION:
            regions.setdefault(organisation, set()).add(role)
        elif kind == Organisation.Kind.GEMEENTE:
            roles.setdefault(role, set()).add(organisation)
    if regions:
        members = Organisation.objects.filter(region__in=regions).values_list(
            "region_id", "id", "instelling__tweede_factor_verplicht"
        )
        for region, gemeente, strict in members:
            strictest.add(bool(strict))
            for role in regions[region]:
                roles.setdefault(role, set()).add(gemeente)
    return Actor(
        id=user.pk,
        naam=user.naam,
        roles={role: frozenset(where) for role, where in roles.items()},
        teams=frozenset(team for *_, team, _strict in rows if team is not None),
        kanaal=kanaal,
        second_factor=True in strictest,
    )


@lru_cache(SAVED)
def _appointments(user_id: UUID, on: date) -> PreparedQuery:
    valid = Q(vanaf__lte=on) & (Q(tot__isnull=True) | Q(tot__gte=on))
    return PreparedQuery.van(
        Appointment.objects.filter(valid, user_id=user_id).values_list(
            "rol",
            "organisation_id",
            "organisation__soort",
            "team_id",
            "organisation__instelling__tweede_factor_verplicht",
        )
    )


__all__ = ["NOBODY", "Actor", "Role", "actor_of", "as_system"]
