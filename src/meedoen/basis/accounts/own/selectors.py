"""The client tokens in one's own name."""

from __future__ import annotations

from dataclasses import dataclass

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.models import Toegangssleutel
from meedoen.basis.accounts.rechten import EIGEN_SLEUTELS


@dataclass(frozen=True)
class Sleutels:
    """The proposals that wait for their owner, and every other token, the newest first."""

    voorstellen: list[Toegangssleutel]
    andere: list[Toegangssleutel]


def eigen_sleutels(actor: Actor) -> Sleutels:
    """What works or wants to work in the actor's name. One query."""
    alle = Toegangssleutel.objects.select_related("gemeente", "voorgesteld_door")
    sleutels = Sleutels([], [])
    for sleutel in EIGEN_SLEUTELS.filter(actor, alle):
        wacht = sleutel.stand == Toegangssleutel.Stand.VOORSTEL
        (sleutels.voorstellen if wacht else sleutels.andere).append(sleutel)
    return sleutels
