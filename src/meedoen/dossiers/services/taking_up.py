"""Taking up a dossier that DUO brought on top of the worklist."""

from __future__ import annotations

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.models import Dossier


def take_up(actor: Actor, dossier: Dossier) -> None:
    """A colleague did something with this dossier, so it is no longer new; the system is no colleague."""
    if actor.id is None or dossier.new_on is None:
        return
    dossier.new_on = None
    dossier.save(update_fields=["new_on"])
