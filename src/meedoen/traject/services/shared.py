"""What the acts of a traject have in common: the lock, withdrawing, the line in the logbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Dossier
from meedoen.traject.models import Aanbod, Resultaat, Uren, Vastlegging
from meedoen.traject.rechten import TRAJECT_BEWERKEN

V = TypeVar("V", Aanbod, Resultaat, Uren)


def op_slot(actor: Actor, dossier: Dossier) -> Dossier:
    """Lock the dossier, so that two acts on its traject never run through each other.

    Raises:
        Geweigerd: the actor may not change this traject.
    """
    TRAJECT_BEWERKEN.eis(actor, Uren(dossier=dossier, gemeente_id=dossier.gemeente_id))
    list(Dossier.objects.select_for_update(of=("self",)).filter(pk=dossier.pk).values_list("pk"))
    return dossier


def bewaar(actor: Actor, nieuw: V, vorige: V | None, reden: str, doel: str) -> V:
    """Write a row in the place of the one that held until now; log what changed."""
    if vorige is not None:
        sluit(actor, vorige, reden)
    nieuw.vastgelegd_door_id = actor.id
    nieuw.save(force_insert=True)
    handeling = "gewijzigd" if vorige else "aangemaakt"
    log(actor, nieuw, handeling, doel, {"was": [str(vorige.pk) if vorige else None, str(nieuw.pk)]})
    return nieuw


def sluit(actor: Actor, rij: Vastlegging, reden: str) -> None:
    """Withdraw a row: it stays, with the reason.

    Raises:
        Geweigerd: no reason, or a colleague did so before.
    """
    if not reden.strip():
        raise Geweigerd(_("Zeg waarom dit niet klopte. Dan weet een collega het later ook."))
    if rij.ingetrokken_op is not None:
        raise Geweigerd(_("Dit is al ingetrokken. Misschien deed een collega dat net."))
    rij.ingetrokken_op, rij.ingetrokken_door_id = timezone.now(), actor.id
    rij.intrekreden = reden.strip()
    rij.save(update_fields=["ingetrokken_op", "ingetrokken_door", "intrekreden"])


def log(
    actor: Actor, rij: Vastlegging, handeling: str, doel: str, wijziging: Mapping[str, Any] | None = None
) -> None:
    """Write one line about a row in the logbook."""
    noteer_dossier(actor, handeling, gettext_noop("traject"), rij.dossier, doel, wijziging)
