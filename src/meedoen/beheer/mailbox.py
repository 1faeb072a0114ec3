"""The outbox as an administrator sees it: how much waits and what failed, never about whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Min
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.models import Organisatie
from meedoen.basis.outbox.models import Bericht
from meedoen.basis.outbox.services import verzend_opnieuw
from meedoen.beheer.rechten import BERICHTEN_BEHEREN

DOEL = gettext_noop("beheer van berichten")
MEESTE = 100
"""Dead letters on one page; there should be none."""


@dataclass(frozen=True)
class Postvak:
    """Counts by kind and state, since when the oldest waits, and the dead letters without their content."""

    aantallen: list[dict[str, object]]
    oudste: datetime | None
    mislukt: list[Bericht]


def postvak_uit(actor: Actor, gemeente: Organisatie) -> Postvak:
    """What lies in the outbox of a municipality."""
    berichten = BERICHTEN_BEHEREN.filter(actor, Bericht.objects.filter(gemeente=gemeente))
    per_soort = (
        berichten.values("kanaal", "soort", "status").annotate(aantal=Count("pk")).order_by("kanaal", "soort")
    )
    rijen: dict[tuple[str, str], dict[str, object]] = {}
    for rij in per_soort:
        leeg = {"kanaal": rij["kanaal"], "soort": rij["soort"], "wacht": 0, "verzonden": 0, "mislukt": 0}
        rijen.setdefault((rij["kanaal"], rij["soort"]), leeg)[rij["status"]] = rij["aantal"]
    oudste = berichten.filter(status=Bericht.Status.WACHT).aggregate(oudste=Min("gemaakt_op"))["oudste"]
    mislukt = (
        berichten.filter(status=Bericht.Status.MISLUKT).defer("inhoud", "volgsleutel").order_by("volgnummer")
    )
    return Postvak(list(rijen.values()), oudste, list(mislukt[:MEESTE]))


def verzend_nog_eens(actor: Actor, gemeente: Organisatie, bericht_id: UUID) -> None:
    """Give a dead letter another chance; one that is none (any more) is left alone.

    Raises:
        Geweigerd: no such message in the actor's municipality.
    """
    bericht = BERICHTEN_BEHEREN.filter(
        actor, Bericht.objects.filter(gemeente=gemeente, pk=bericht_id)
    ).first()
    if bericht is None:
        raise Geweigerd(
            _("Dit bericht bestaat niet, of hoort bij een andere gemeente."), recht=BERICHTEN_BEHEREN
        )
    if verzend_opnieuw(bericht):
        noteer(
            actor,
            Handeling.VERZONDEN,
            gettext_noop("bericht"),
            gemeente_id=gemeente.pk,
            onderwerp_id=bericht.pk,
            doel=DOEL,
        )
