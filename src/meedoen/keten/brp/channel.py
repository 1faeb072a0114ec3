"""The channel "brp" of the outbox: questions about people, and what the BRP answered, kept as it said it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from meedoen.basis.outbox.deliverers import Bezorger, Later
from meedoen.basis.outbox.models import Bericht
from meedoen.keten import states
from meedoen.keten.brp import hooks
from meedoen.keten.brp.client import BrpClient
from meedoen.keten.brp.schemas import Persoon
from meedoen.keten.connection import verbinding_van
from meedoen.keten.models import Ketenstand, Partij

KANAAL = "brp"
ONDERWERP = "persoon"
SOORT = f"vraag:{ONDERWERP}"


def vraag(gemeente_id: UUID, bsn: str, *, over: UUID | None = None) -> Bericht | None:
    """Put a question about somebody in the outbox, unless the same one waits there already.

    Args:
        over: the dossier it is about.

    Returns:
        The message, or None when this municipality has no connection with the BRP in use.
    """
    if verbinding_van(gemeente_id, Partij.BRP) is None:
        return None
    return states.plaats_vraag(
        KANAAL,
        SOORT,
        {"bsn": bsn},
        gemeente_id=gemeente_id,
        volgsleutel=f"brp:vraag:{ONDERWERP}:{bsn}",
        over=over,
    )


def laatste(gemeente_id: UUID, bsn: str) -> Ketenstand | None:
    """What the BRP said last about somebody; None when it was never asked."""
    return states.historie(Partij.BRP, gemeente_id, bsn, ONDERWERP).first()


class BrpBezorger(Bezorger):
    """Delivers the questions of the channel."""

    def verstuur(self, bericht: Bericht) -> Persoon | None:
        """Ask; returns who it is."""
        verbinding = verbinding_van(bericht.gemeente_id, Partij.BRP)
        if verbinding is None:
            raise Later(gettext_noop("geen aansluiting in gebruik"))
        return BrpClient(verbinding).persoon(bericht.inhoud["bsn"], bericht.pk)

    def verwerk(self, bericht: Bericht, antwoord: Any) -> None:
        """Keep what the BRP said, and tell the domain."""
        inhoud = states.als_json(antwoord)
        stand, vorige = states.bewaar(
            Partij.BRP, bericht.gemeente_id, bericht.inhoud["bsn"], ONDERWERP, inhoud
        )
        hooks.meld_persoon(stand, vorige)

    def bij_afwijzing(self, bericht: Bericht, fouten: list[str]) -> None:
        """Tell the domain that the BRP refused."""
        hooks.meld_afwijzing(bericht, fouten)
