"""What an administrator does with the chain: messages that are stuck, and connections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling, noteer, verschil
from meedoen.basis.organisations.models import Organisatie
from meedoen.basis.outbox import services as berichten
from meedoen.basis.outbox.models import Bericht
from meedoen.keten.models import Aansluiting, Partij
from meedoen.keten.pages.probe import Uitslag
from meedoen.keten.pages.rechten import AANSLUITINGEN_BEHEREN, KETEN_BEHEREN

DOEL_KETEN = gettext_noop("beheer van de keten")
DOEL_AANSLUITING = gettext_noop("beheer van aansluitingen")
AANSLUITING = gettext_noop("aansluiting")

VELDEN = (
    "basis_url",
    "eigen_adressen",
    "oin",
    "oin_partij",
    "certificaat",
    "sleutel",
    "ca",
    "actief",
)
"""What is set of a connection."""


@transaction.atomic
def verzend_opnieuw(actor: Actor, bericht: Bericht) -> bool:
    """Try a refused message or a dead letter again, and log it; False when it is neither, or no longer.

    Raises:
        Geweigerd: the actor may not.
    """
    KETEN_BEHEREN.eis(actor, bericht)
    if not berichten.verzend_opnieuw(bericht):
        return False
    noteer(
        actor,
        Handeling.VERZONDEN,
        gettext_noop("bericht"),
        gemeente_id=bericht.gemeente_id,
        onderwerp_id=bericht.pk,
        doel=DOEL_KETEN,
    )
    return True


def laat_vervallen(actor: Actor, bericht: Bericht, reden: str) -> bool:
    """Let a message go without sending it, so that later ones about the same can; False when it is done.

    Raises:
        Geweigerd: the actor may not, or gives no reason.
    """
    KETEN_BEHEREN.eis(actor, bericht)
    if not reden.strip():
        raise Geweigerd(_("Zeg waarom dit bericht mag vervallen."))
    return berichten.laat_vervallen(actor, bericht, reden)


@transaction.atomic
def bewaar_aansluiting(
    actor: Actor, gemeente: Organisatie, partij: Partij, waarden: Mapping[str, Any]
) -> dict[str, list[Any]]:
    """Set how a municipality reaches a party; returns what changed, field → [from, to].

    Args:
        waarden: `VELDEN`, checked by a form.

    Raises:
        Geweigerd: not the actor's municipality.
    """
    # The row of the municipality is the lock: the first of two who connect it at once wins.
    Organisatie.objects.select_for_update(of=("self",)).get(pk=gemeente.pk)
    vorige = Aansluiting.objects.filter(gemeente=gemeente, partij=partij).first()
    rij = vorige or Aansluiting(gemeente=gemeente, partij=partij)
    AANSLUITINGEN_BEHEREN.eis(actor, rij)
    voor = {veld: getattr(vorige, veld) for veld in VELDEN} if vorige else {}
    anders = verschil(voor, {veld: waarden[veld] for veld in VELDEN})
    if not anders:
        return {}
    for veld in VELDEN:
        setattr(rij, veld, waarden[veld])
    rij.save()
    noteer(
        actor,
        Handeling.GEWIJZIGD,
        AANSLUITING,
        gemeente_id=gemeente.pk,
        onderwerp_id=partij.value,
        doel=DOEL_AANSLUITING,
        wijziging=anders,
    )
    return anders


def noteer_proef(actor: Actor, gemeente: Organisatie, partij: Partij, uitslag: Uitslag) -> None:
    """Write in the logbook that a connection was tried, and whether it answered."""
    noteer(
        actor,
        Handeling.GELUKT if uitslag.gelukt else Handeling.MISLUKT,
        AANSLUITING,
        gemeente_id=gemeente.pk,
        onderwerp_id=partij.value,
        doel=gettext_noop("verbinding proberen"),
    )
