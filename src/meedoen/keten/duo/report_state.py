"""How far each report to DUO is, from the messages in the outbox: for pages of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from meedoen.basis.outbox.models import Bericht
from meedoen.keten.duo.channel import KANAAL
from meedoen.keten.duo.reporting import MELDINGEN, contactrij

Status = Bericht.Status


class Stand(models.TextChoices):
    """What a page says of a report."""

    ONDERWEG = "onderweg", _("onderweg naar DUO")
    BEKEND = "bekend", _("bekend bij DUO")
    GEWEIGERD = "geweigerd", _("geweigerd door DUO")
    MISLUKT = "mislukt", _("niet verstuurd")


STANDEN = {
    Status.WACHT: Stand.ONDERWEG,
    Status.BEZIG: Stand.ONDERWEG,
    Status.VERZONDEN: Stand.BEKEND,
    Status.AFGEWEZEN: Stand.GEWEIGERD,
    Status.MISLUKT: Stand.MISLUKT,
}


@dataclass(frozen=True, slots=True)
class Meldstand:
    """The newest report of its kind, and of the same school when it is about an offer.

    `sinds` is when it came into this state, `redenen` are DUO's own words. `wacht_op_eerdere` says that an
    earlier report about the same person has to be solved first.
    """

    bericht_id: UUID
    soort: str
    deel: str
    stand: Stand
    sinds: datetime
    volgnummer: int
    redenen: tuple[str, ...] = ()
    wacht_op_eerdere: bool = False

    @property
    def is_onopgelost(self) -> bool:
        """Whether somebody has to do something."""
        return self.stand in (Stand.GEWEIGERD, Stand.MISLUKT)


def meldingen_over(dossier_id: UUID) -> dict[tuple[str, str], Meldstand]:
    """The newest report of each kind about a dossier: (kind, number of the school or "") → its state.

    A report that took away another stands under its own kind. One query.
    """
    berichten = Bericht.objects.filter(over=dossier_id, kanaal=KANAAL, soort__in=MELDINGEN)
    berichten = berichten.exclude(status=Status.VERVALLEN).order_by("volgnummer")
    return {(een.soort, een.deel): een for een in _standen(berichten)}


def pip_bij_duo(standen: dict[tuple[str, str], Meldstand]) -> Meldstand | None:
    """The report about a PIP that was placed last: that it is there, or that it was taken back."""
    over_pip = [stand for (soort, _), stand in standen.items() if soort in ("pip", "pip_weg")]
    return max(over_pip, key=lambda stand: stand.volgnummer, default=None)


def contactmelding(gemeente_id: UUID, gebruiker_id: UUID) -> Meldstand | None:
    """The newest report of how a colleague can be reached. One query."""
    berichten = Bericht.objects.filter(
        gemeente_id=gemeente_id, kanaal=KANAAL, volgsleutel=contactrij(gebruiker_id)
    )
    laatste = berichten.exclude(status=Status.VERVALLEN).order_by("-volgnummer")[:1]
    return next(iter(_standen(laatste)), None)


def _standen(berichten: Iterable[Bericht]) -> Iterable[Meldstand]:
    vast: set[str] = set()
    for bericht in berichten:
        stand = STANDEN[Status(bericht.status)]
        melding = Meldstand(
            bericht_id=bericht.pk,
            soort=bericht.soort,
            deel=bericht.inhoud.get("instellingsnummer", ""),
            stand=stand,
            sinds=bericht.verzonden_op or bericht.status_sinds,
            volgnummer=bericht.volgnummer,
            redenen=tuple(bericht.redenen),
            wacht_op_eerdere=stand == Stand.ONDERWEG and bericht.volgsleutel in vast,
        )
        yield melding
        if melding.is_onopgelost:
            vast.add(bericht.volgsleutel)
