"""Information from others: what was asked, when it came, and so what it does to the ten weeks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import record_feit, withdraw_feit
from meedoen.intake.models import InformationRequest
from meedoen.intake.services.access import NOT_SHOWN, holds, require_edit


@transaction.atomic
def ask_information(
    actor: Actor, dossier: Dossier, *, bij_wie: str, wat: str, gevraagd_op: date
) -> InformationRequest:
    """Record that somebody else must give information before the PIP can be fixed.

    Raises:
        Geweigerd: not allowed, or asked in the future.
    """
    require_edit(actor, dossier)
    if gevraagd_op > timezone.localdate():
        raise Refused(_("De dag waarop je vroeg, ligt in de toekomst."))
    information_request = InformationRequest.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        bij_wie=bij_wie,
        wat=wat,
        gevraagd_op=gevraagd_op,
        requested_by_id=actor.id,
    )
    log_dossier(
        actor,
        Action.CREATED,
        gettext_noop("informatie van anderen"),
        dossier,
        gettext_noop("informatie vragen voor het PIP"),
    )
    return information_request


@transaction.atomic
def receive_information(actor: Actor, dossier: Dossier, request_id: UUID, on: date) -> InformationRequest:
    """Record on which day information came; the last day counts as the fact `informatie_derden`.

    Raises:
        Geweigerd: not allowed, no such request, or a day that cannot be.
    """
    information_request = _request(actor, dossier, request_id)
    if not information_request.gevraagd_op <= on <= timezone.localdate():
        raise Refused(_("Kies een dag vanaf de dag waarop je vroeg, tot en met vandaag."))
    previous = information_request.received_at
    information_request.received_at = on
    information_request.save(update_fields=["received_at"])
    change = {"received_at": [previous, on]}
    log_dossier(
        actor,
        Action.CHANGED,
        gettext_noop("informatie van anderen"),
        dossier,
        gettext_noop("informatie ontvangen"),
        change,
    )
    _update_feit(actor, dossier, gettext_noop("informatie ontvangen"))
    return information_request


@transaction.atomic
def discard(actor: Actor, dossier: Dossier, request_id: UUID, reason: str) -> InformationRequest:
    """A request that is no longer needed, or was a mistake: it stays to be seen but counts no more.

    Raises:
        Geweigerd: not allowed, no such request, or no reason.
    """
    information_request = _request(actor, dossier, request_id)
    if not reason.strip():
        raise Refused(_("Schrijf op waarom deze informatie niet meer nodig is."))
    information_request.lapsed_reason = reason
    information_request.save(update_fields=["lapsed_reason"])
    change = {"vervallen_reden": [NOT_SHOWN, NOT_SHOWN]}
    log_dossier(
        actor,
        Action.WITHDRAWN,
        gettext_noop("informatie van anderen"),
        dossier,
        gettext_noop("verzoek laten vervallen"),
        change,
    )
    _update_feit(actor, dossier, reason)
    return information_request


def _request(actor: Actor, dossier: Dossier, request_id: UUID) -> InformationRequest:
    require_edit(actor, dossier)
    information_request = (
        InformationRequest.objects.select_for_update(of=("self",))
        .filter(dossier=dossier, pk=request_id, lapsed_reason="")
        .first()
    )
    if information_request is None:
        raise Refused(_("Dit verzoek om informatie bestaat niet (meer)."))
    return information_request


def _update_feit(actor: Actor, dossier: Dossier, reason: str) -> None:
    """The two weeks run from the last information that was needed (Besluit art. 5.3; regelblad 3.15)."""
    valid = InformationRequest.objects.filter(dossier=dossier, lapsed_reason="")
    last = valid.aggregate(last=Max("received_at"))["last"]
    if last:
        record_feit(actor, dossier, FeitSoort.INFORMATION_THIRD_PARTIES, datum=last, toelichting=reason)
    elif holds(dossier, FeitSoort.INFORMATION_THIRD_PARTIES):
        doel = gettext_noop("verzoek laten vervallen")
        withdraw_feit(actor, dossier, FeitSoort.INFORMATION_THIRD_PARTIES, reason, doel=doel)
