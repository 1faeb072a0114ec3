"""Whom DUO and schools may call about somebody: how she is reached, and for whom."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.models import Gebruiker
from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase
from meedoen.dossiers.to_duo import wie_van
from meedoen.keten.duo import reporting
from meedoen.traject.evaluation import eis, voorwaarden
from meedoen.traject.models import Contactpersoon
from meedoen.traject.rechten import CONTACTPERSOON_BEWERKEN
from meedoen.wet.duo.feiten import DuoFeiten, Melding

DOEL = gettext_noop("contactpersoon bij DUO")


def contact_feiten(contact: Contactpersoon) -> DuoFeiten:
    """Describe a contact person as the rules read her."""
    return DuoFeiten(
        peildatum=timezone.localdate(), naam=contact.naam, email=contact.email, telefoon=contact.telefoon
    )


def contactpersoon_van(gemeente_id: UUID, gebruiker: Gebruiker) -> Contactpersoon:
    """How a colleague is known here; from her own details when nobody said otherwise. Not saved yet then."""
    bekend = Contactpersoon.objects.filter(gemeente_id=gemeente_id, gebruiker=gebruiker).first()
    return bekend or Contactpersoon(
        gemeente_id=gemeente_id,
        gebruiker=gebruiker,
        naam=gebruiker.naam[:100],
        email=gebruiker.email[:241],
        telefoon=gebruiker.telefoon,
    )


@transaction.atomic
def bewaar_contactpersoon(
    actor: Actor, contact: Contactpersoon, *, naam: str, email: str, telefoon: str
) -> Contactpersoon:
    """Say how a colleague can be reached and report it, with everybody she is the contact person of.

    Raises:
        Geweigerd: the actor is not she nor a team leader.
        Onvoldaan: DUO would not take it.
    """
    CONTACTPERSOON_BEWERKEN.eis(actor, contact)
    contact.naam, contact.email, contact.telefoon = naam, email, telefoon
    eis(Melding.CONTACTPERSOON, contact_feiten(contact))
    was_nieuw = contact._state.adding  # noqa: SLF001  # Django's documented way to tell a new row
    contact.save()
    handeling = Handeling.AANGEMAAKT if was_nieuw else Handeling.GEWIJZIGD
    noteer(
        actor,
        handeling,
        gettext_noop("contactpersoon"),
        gemeente_id=contact.gemeente_id,
        onderwerp_id=contact.pk,
        doel=DOEL,
    )
    _meld(actor, contact)
    if was_nieuw:
        for dossier in _haar_dossiers(contact):
            reporting.koppel(actor, wie_van(dossier), contact.gebruiker_id)
    return contact


def _meld(actor: Actor, contact: Contactpersoon) -> Bericht | None:
    return reporting.meld_contactpersoon(
        actor,
        contact.gemeente_id,
        contact.gebruiker_id,
        naam=contact.naam,
        email=contact.email,
        telefoon=contact.telefoon,
    )


def _haar_dossiers(contact: Contactpersoon) -> list[Dossier]:
    rijen = Dossier.objects.filter(gemeente_id=contact.gemeente_id, klantmanager=contact.gebruiker_id)
    return list(
        rijen.exclude(fase=Fase.AFGEROND).select_related("persoon", "gemeente").order_by("persoon_id")
    )


def volg_toewijzing(actor: Actor, dossier: Dossier, vorige: UUID | None) -> Bericht | None:
    """Report who is the contact person now. Her details go first; without those there is nothing to couple.

    What is missing shows on the page of the traject; saying it there reports it all. Returns the coupling.
    """
    if not reporting.is_aangesloten(dossier.gemeente_id):
        return None
    if dossier.klantmanager is None:
        if vorige and Contactpersoon.objects.filter(gebruiker=vorige, gemeente=dossier.gemeente_id).exists():
            reporting.ontkoppel(actor, wie_van(dossier), vorige)
        return None
    contact = contactpersoon_van(dossier.gemeente_id, dossier.klantmanager)
    if contact._state.adding:  # noqa: SLF001  # as above
        if not is_bereikbaar(contact):
            return None
        contact.save()
        _meld(actor, contact)
    return reporting.koppel(actor, wie_van(dossier), dossier.klantmanager.pk)


def is_bereikbaar(contact: Contactpersoon) -> bool:
    """Whether DUO would take these details."""
    return not voorwaarden(Melding.CONTACTPERSOON, contact_feiten(contact)).weigeringen
