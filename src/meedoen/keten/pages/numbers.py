"""Which dossier a message is about, for who may open it: the dossiers, which lie above, tell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from meedoen.basis.access.actor import Actor
from meedoen.basis.registry import Single


@dataclass(frozen=True)
class DossierLink:
    """The number of a dossier and the address at which what DUO says of it stands."""

    nummer: str
    url: str


Referrer = Callable[[Actor, Collection[UUID]], Mapping[UUID, DossierLink]]

REFERRER: Single[Referrer] = Single("referrer to dossiers")
"""Tells the numbers of the dossiers that an actor may open."""


def references(actor: Actor, dossiers: Collection[UUID]) -> Mapping[UUID, DossierLink]:
    """Those of these dossiers that the actor may open."""
    refer = REFERRER.get()
    return refer(actor, dossiers) if refer and dossiers else {}
