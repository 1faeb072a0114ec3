"""What the acts of a traject have in common: the lock, withdrawing, the line in the logbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Dossier
from meedoen.traject.models import Aanbod, Resultaat, TrajectRecord, Uren
from meedoen.traject.rechten import TRAJECT_EDIT

V = TypeVar("V", Aanbod, Resultaat, Uren)


def lock(actor: Actor, dossier: Dossier) -> Dossier:
    """Lock the dossier, so that two acts on its traject never run through each other.

    Raises:
        Geweigerd: the actor may not change this traject.
    """
    TRAJECT_EDIT.require(actor, Uren(dossier=dossier, gemeente_id=dossier.gemeente_id))
    list(Dossier.objects.select_for_update(of=("self",)).filter(pk=dossier.pk).values_list("pk"))
    return dossier


def save(actor: Actor, nieuw: V, previous: V | None, reden: str, doel: str) -> V:
    """Write a row in the place of the one that held until now; log what changed."""
    if previous is not None:
        close(actor, previous, reden)
    nieuw.recorded_by_id = actor.id
    nieuw.save(force_insert=True)
    action = "gewijzigd" if previous else "aangemaakt"
    log(actor, nieuw, action, doel, {"was": [str(previous.pk) if previous else None, str(nieuw.pk)]})
    return nieuw


def close(actor: Actor, row: TrajectRecord, reason: str) -> None:
    """Withdraw a row: it stays, with the reason.

    Raises:
        Geweigerd: no reason, or a colleague did so before.
    """
    if not reason.strip():
        raise Refused(_("Zeg waarom dit niet klopte. Dan weet een collega het later ook."))
    if row.withdrawn_at is not None:
        raise Refused(_("Dit is al ingetrokken. Misschien deed een collega dat net."))
    row.withdrawn_at, row.withdrawn_by_id = timezone.now(), actor.id
    row.withdrawal_reason = reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])


def log(
    actor: Actor, row: TrajectRecord, handeling: str, doel: str, wijziging: Mapping[str, Any] | None = None
) -> None:
    """Write one line about a row in the logbook."""
    log_dossier(actor, handeling, gettext_noop("traject"), row.dossier, doel, wijziging)
