"""The channel "duo" of the outbox: which kinds of message there are, and how each is sent and answered.

Questions register themselves (`bevragen`), reports likewise (`melden`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from meedoen.basis.outbox.deliverers import Later
from meedoen.basis.outbox.models import Bericht
from meedoen.keten.connection import verbinding_van
from meedoen.keten.duo import hooks
from meedoen.keten.models import Partij

if TYPE_CHECKING:
    from meedoen.keten.duo.client import DuoClient

KANAAL = "duo"


@dataclass(frozen=True, slots=True)
class Soort:
    """One kind of message.

    Attributes:
        verstuur: asks or reports over the network; nothing of the database.
        verwerk: writes what the answer means, in the transaction that marks the message sent.
        bij_afwijzing: what else happens when DUO refuses it, before the domain is told.
    """

    naam: str
    verstuur: Callable[[DuoClient, Bericht], Any]
    verwerk: Callable[[Bericht, Any], None]
    bij_afwijzing: Callable[[Bericht, list[str]], None] | None = None


SOORTEN: dict[str, Soort] = {}


def registreer(soort: Soort) -> None:
    """Add a kind of message to the channel."""
    SOORTEN[soort.naam] = soort


def client_van(bericht: Bericht) -> DuoClient:
    """The client of the municipality this message is of.

    Raises:
        Later: its connection was put out of use while the message waited.
    """
    from meedoen.keten.duo.client import DuoClient

    verbinding = verbinding_van(bericht.gemeente_id, Partij.DUO)
    if verbinding is None:
        raise Later("geen aansluiting in gebruik")
    return DuoClient(verbinding)


class DuoBezorger:
    """Delivers every message of the channel by what its kind says."""

    def verstuur(self, bericht: Bericht) -> Any:
        """Send it; returns what DUO answered."""
        return SOORTEN[bericht.soort].verstuur(client_van(bericht), bericht)

    def verwerk(self, bericht: Bericht, antwoord: Any) -> None:
        """Write what the answer means."""
        SOORTEN[bericht.soort].verwerk(bericht, antwoord)

    def bij_afwijzing(self, bericht: Bericht, fouten: list[str]) -> None:
        """Let the kind and then the domain know that DUO refused it."""
        soort = SOORTEN[bericht.soort]
        if soort.bij_afwijzing is not None:
            soort.bij_afwijzing(bericht, fouten)
        hooks.meld_afwijzing(bericht, fouten)
