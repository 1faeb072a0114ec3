"""The client tokens in one's own name."""

from __future__ import annotations

from dataclasses import dataclass

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.models import ApiKey
from meedoen.basis.accounts.rechten import OWN_KEYS


@dataclass(frozen=True)
class OwnKeys:
    """The proposals that wait for their owner, and every other token, the newest first."""

    proposals: list[ApiKey]
    other: list[ApiKey]


def own_keys(actor: Actor) -> OwnKeys:
    """What works or wants to work in the actor's name. One query."""
    all_ = ApiKey.objects.select_related("gemeente", "proposed_by")
    keys = OwnKeys([], [])
    for key in OWN_KEYS.filter(actor, all_):
        wait = key.stand == ApiKey.ComputedState.PROPOSAL
        (keys.proposals if wait else keys.other).append(key)
    return keys
