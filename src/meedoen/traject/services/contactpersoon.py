"""Whom DUO and schools may call about somebody: how she is reached, and for whom."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Action, log
from meedoen.basis.organisations.models import Account
from meedoen.basis.outbox.models import Message
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.to_duo import who_of
from meedoen.keten.duo import reporting
from meedoen.traject.evaluation import conditions_for, require
from meedoen.traject.models import Contactpersoon
from meedoen.traject.rechten import CONTACTPERSOON_EDIT
from meedoen.wet.duo.feiten import DuoFeiten, Melding

DOEL = gettext_noop("contactpersoon bij DUO")


def contact_feiten(contact: Contactpersoon) -> DuoFeiten:
    """Describe a contact person as the rules read her."""
    return DuoFeiten(
        peildatum=timezone.localdate(), naam=contact.naam, email=contact.email, telefoon=contact.telefoon
    )


def contactpersoon_of(gemeente_id: UUID, user: Account) -> Contactpersoon:
    """How a colleague is known here; from her own details when nobody said otherwise. Not saved yet then."""
    known = Contactpersoon.objects.filter(gemeente_id=gemeente_id, user=user).first()
    return known or Contactpersoon(
        gemeente_id=gemeente_id,
        user=user,
        naam=user.naam[:100],
        email=user.email[:241],
        telefoon=user.telefoon,
    )


@transaction.atomic
def save_contactpersoon(
    actor: Actor, contact: Contactpersoon, *, naam: str, email: str, telefoon: str
) -> Contactpersoon:
    """Say how a colleague can be reached and report it, with everybody she is the contact person of.

    Raises:
        Geweigerd: the actor is not she nor a team leader.
        Onvoldaan: DUO would not take it.
    """
    CONTACTPERSOON_EDIT.require(actor, contact)
    contact.naam, contact.email, contact.telefoon = naam, email, telefoon
    require(Melding.CONTACTPERSOON, contact_feiten(contact))
    was_new = contact._state.adding  # noqa: SLF001  # Django's documented way to tell a new row
    contact.save()
    action = Action.CREATED if was_new else Action.CHANGED
    log(
        actor,
        action,
        gettext_noop("contactpersoon"),
        gemeente_id=contact.gemeente_id,
        onderwerp_id=contact.pk,
        doel=DOEL,
    )
    _report(actor, contact)
    if was_new:
        for dossier in _her_dossiers(contact):
            reporting.link(actor, who_of(dossier), contact.user_id)
    return contact


def _report(actor: Actor, contact: Contactpersoon) -> Message | None:
    return reporting.report_contactpersoon(
        actor,
        contact.gemeente_id,
        contact.user_id,
        naam=contact.naam,
        email=contact.email,
        telefoon=contact.telefoon,
    )


def _her_dossiers(contact: Contactpersoon) -> list[Dossier]:
    rows = Dossier.objects.filter(gemeente_id=contact.gemeente_id, klantmanager=contact.user_id)
    return list(
        rows.exclude(fase=Fase.COMPLETED).select_related("persoon", "gemeente").order_by("persoon_id")
    )


def follow_assignment(actor: Actor, dossier: Dossier, previous: UUID | None) -> Message | None:
    """Report who is the contact person now. Her details go first; without those there is nothing to couple.

    What is missing shows on the page of the traject; saying it there reports it all. Returns the coupling.
    """
    if not reporting.is_connected(dossier.gemeente_id):
        return None
    if dossier.klantmanager is None:
        if previous and Contactpersoon.objects.filter(user=previous, gemeente=dossier.gemeente_id).exists():
            reporting.decouple(actor, who_of(dossier), previous)
        return None
    contact = contactpersoon_of(dossier.gemeente_id, dossier.klantmanager)
    if contact._state.adding:  # noqa: SLF001  # as above
        if not is_reachable(contact):
            return None
        contact.save()
        _report(actor, contact)
    return reporting.link(actor, who_of(dossier), dossier.klantmanager.pk)


def is_reachable(contact: Contactpersoon) -> bool:
    """Whether DUO would take these details."""
    return not conditions_for(Melding.CONTACTPERSOON, contact_feiten(contact)).refusals
