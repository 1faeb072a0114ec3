"""What we ask DUO, each question a message of its own, and what it answered, kept as it said it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet

from meedoen.basis.outbox.models import Bericht
from meedoen.keten import states
from meedoen.keten.connection import verbinding_van
from meedoen.keten.duo import hooks
from meedoen.keten.duo.channel import KANAAL, Soort, registreer
from meedoen.keten.models import Ketenstand, Partij

if TYPE_CHECKING:
    from meedoen.keten.duo.client import DuoClient

METHODE: Mapping[str, str] = {
    "plicht": "plicht",
    "plicht_historie": "plicht_historie",
    "doelgroep": "doelgroep",
    "doelgroep_historie": "doelgroep_historie",
    "termijn": "termijn",
    "termijn_historie": "termijn_historie",
    "lbt": "leerbaarheidstoets",
    "examen": "examenresultaten",
    "gratispogingen": "gratis_pogingen",
    "vrijstelling": "vrijstellingen",
    "ontheffing": "ontheffingen",
    "pip": "pip",
    "uren": "uren",
    "resultaten": "resultaten",
    "instellingen": "instellingen",
    "verlengingsgronden": "verlengingsgronden",
}
"""Name of a question → the method of `DuoClient` that asks it."""
ZONDER_PERSOON = frozenset({"instellingen", "verlengingsgronden"})
"""Questions about nobody: DUO's own lists."""
VOOR = "vraag:"


def vraag(gemeente_id: UUID, naam: str, bsn: str = "", *, over: UUID | None = None) -> Bericht | None:
    """Put a question for DUO in the outbox; one that waits there already or was refused goes again instead.

    Args:
        naam: one of `METHODE`.
        bsn: whom it is about; empty for DUO's own lists.
        over: the dossier it is about.

    Returns:
        The message, or None when this municipality has no connection in use.
    """
    if verbinding_van(gemeente_id, Partij.DUO) is None:
        return None
    sleutel = _volgsleutel(naam, bsn)
    inhoud = {"bsn": bsn} if bsn else {}
    return states.plaats_vraag(
        KANAAL, VOOR + naam, inhoud, gemeente_id=gemeente_id, volgsleutel=sleutel, over=over
    )


def _volgsleutel(naam: str, bsn: str) -> str:
    return f"duo:vraag:{naam}:{bsn}"


def laatste(gemeente_id: UUID, bsn: str, naam: str) -> Ketenstand | None:
    """What DUO said last about this; None when it was never asked."""
    return historie(gemeente_id, bsn, naam).first()


def historie(gemeente_id: UUID, bsn: str, naam: str) -> QuerySet[Ketenstand]:
    """Everything DUO said about this, the newest first."""
    return states.historie(Partij.DUO, gemeente_id, bsn, naam)


def laatste_van_alles(gemeente_id: UUID, bsn: str) -> dict[str, Ketenstand]:
    """What DUO said last about each subject of this person, in one query."""
    standen = Ketenstand.objects.filter(gemeente_id=gemeente_id, partij=Partij.DUO, bsn=bsn)
    nieuwste = standen.order_by("onderwerp", "-gezegd_op", "-pk").distinct("onderwerp")
    return {stand.onderwerp: stand for stand in nieuwste}


def onderweg(gemeente_id: UUID, bsn: str) -> QuerySet[Bericht]:
    """The questions about this person that DUO did not answer yet, refused ones with them."""
    sleutels = [_volgsleutel(naam, bsn) for naam in METHODE if naam not in ZONDER_PERSOON]
    klaar = [Bericht.Status.VERZONDEN, Bericht.Status.VERVALLEN]
    return Bericht.objects.filter(gemeente_id=gemeente_id, volgsleutel__in=sleutels).exclude(status__in=klaar)


def bewaar(gemeente_id: UUID, naam: str, bsn: str, inhoud: Any) -> tuple[Ketenstand, Ketenstand | None]:
    """Keep what DUO said: a new row when it said something else, else only that it said so again.

    Returns:
        What it says now, and what it said before (the same row when nothing changed).
    """
    return states.bewaar(Partij.DUO, gemeente_id, bsn, naam, inhoud)


def _verstuur(client: DuoClient, bericht: Bericht) -> Any:
    naam = bericht.soort.removeprefix(VOOR)
    functie = getattr(client, METHODE[naam])
    over_wie = () if naam in ZONDER_PERSOON else (bericht.inhoud["bsn"],)
    return functie(*over_wie, bericht_id=bericht.pk)


def _verwerk(bericht: Bericht, antwoord: Any) -> None:
    naam = bericht.soort.removeprefix(VOOR)
    stand, vorige = bewaar(
        bericht.gemeente_id, naam, bericht.inhoud.get("bsn", ""), states.als_json(antwoord)
    )
    hooks.meld_antwoord(stand, vorige)


for _naam in METHODE:
    registreer(Soort(VOOR + _naam, _verstuur, _verwerk))
