"""Which dossier a message is about, for who may open it: the dossiers, which lie above, tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from meedoen.basis.access.actor import Actor


@dataclass(frozen=True)
class Dossierverwijzing:
    """The number of a dossier and the address at which what DUO says of it stands."""

    nummer: str
    url: str


Verwijzer = Callable[[Actor, Collection[UUID]], Mapping[UUID, Dossierverwijzing]]

_VERWIJZERS: list[Verwijzer] = []


def verwijs_met(functie: Verwijzer) -> None:
    """Let this function tell the numbers of the dossiers that an actor may open."""
    _VERWIJZERS[:] = [functie]


def verwijzingen(actor: Actor, dossiers: Collection[UUID]) -> Mapping[UUID, Dossierverwijzing]:
    """Those of these dossiers that the actor may open."""
    return _VERWIJZERS[0](actor, dossiers) if _VERWIJZERS and dossiers else {}
