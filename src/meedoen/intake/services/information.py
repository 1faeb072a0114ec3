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
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import leg_feit_vast, trek_feit_in
from meedoen.intake.models import InformatieVerzoek
from meedoen.intake.services.access import NIET_GETOOND, eis_bewerken, geldt


@transaction.atomic
def vraag_informatie(
    actor: Actor, dossier: Dossier, *, bij_wie: str, wat: str, gevraagd_op: date
) -> InformatieVerzoek:
    """Record that somebody else must give information before the PIP can be fixed.

    Raises:
        Geweigerd: not allowed, or asked in the future.
    """
    eis_bewerken(actor, dossier)
    if gevraagd_op > timezone.localdate():
        raise Geweigerd(_("De dag waarop je vroeg, ligt in de toekomst."))
    verzoek = InformatieVerzoek.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        bij_wie=bij_wie,
        wat=wat,
        gevraagd_op=gevraagd_op,
        gevraagd_door_id=actor.id,
    )
    noteer_dossier(
        actor,
        Handeling.AANGEMAAKT,
        gettext_noop("informatie van anderen"),
        dossier,
        gettext_noop("informatie vragen voor het PIP"),
    )
    return verzoek


@transaction.atomic
def ontvang_informatie(actor: Actor, dossier: Dossier, verzoek_id: UUID, op: date) -> InformatieVerzoek:
    """Record on which day information came; the last day counts as the fact `informatie_derden`.

    Raises:
        Geweigerd: not allowed, no such request, or a day that cannot be.
    """
    verzoek = _verzoek(actor, dossier, verzoek_id)
    if not verzoek.gevraagd_op <= op <= timezone.localdate():
        raise Geweigerd(_("Kies een dag vanaf de dag waarop je vroeg, tot en met vandaag."))
    vorige = verzoek.ontvangen_op
    verzoek.ontvangen_op = op
    verzoek.save(update_fields=["ontvangen_op"])
    wijziging = {"ontvangen_op": [vorige, op]}
    noteer_dossier(
        actor,
        Handeling.GEWIJZIGD,
        gettext_noop("informatie van anderen"),
        dossier,
        gettext_noop("informatie ontvangen"),
        wijziging,
    )
    _werk_feit_bij(actor, dossier, gettext_noop("informatie ontvangen"))
    return verzoek


@transaction.atomic
def laat_vervallen(actor: Actor, dossier: Dossier, verzoek_id: UUID, reden: str) -> InformatieVerzoek:
    """A request that is no longer needed, or was a mistake: it stays to be seen but counts no more.

    Raises:
        Geweigerd: not allowed, no such request, or no reason.
    """
    verzoek = _verzoek(actor, dossier, verzoek_id)
    if not reden.strip():
        raise Geweigerd(_("Schrijf op waarom deze informatie niet meer nodig is."))
    verzoek.vervallen_reden = reden
    verzoek.save(update_fields=["vervallen_reden"])
    wijziging = {"vervallen_reden": [NIET_GETOOND, NIET_GETOOND]}
    noteer_dossier(
        actor,
        Handeling.INGETROKKEN,
        gettext_noop("informatie van anderen"),
        dossier,
        gettext_noop("verzoek laten vervallen"),
        wijziging,
    )
    _werk_feit_bij(actor, dossier, reden)
    return verzoek


def _verzoek(actor: Actor, dossier: Dossier, verzoek_id: UUID) -> InformatieVerzoek:
    eis_bewerken(actor, dossier)
    verzoek = (
        InformatieVerzoek.objects.select_for_update(of=("self",))
        .filter(dossier=dossier, pk=verzoek_id, vervallen_reden="")
        .first()
    )
    if verzoek is None:
        raise Geweigerd(_("Dit verzoek om informatie bestaat niet (meer)."))
    return verzoek


def _werk_feit_bij(actor: Actor, dossier: Dossier, reden: str) -> None:
    """The two weeks run from the last information that was needed (Besluit art. 5.3; regelblad 3.15)."""
    geldig = InformatieVerzoek.objects.filter(dossier=dossier, vervallen_reden="")
    laatste = geldig.aggregate(laatste=Max("ontvangen_op"))["laatste"]
    if laatste:
        leg_feit_vast(actor, dossier, FeitSoort.INFORMATIE_DERDEN, datum=laatste, toelichting=reden)
    elif geldt(dossier, FeitSoort.INFORMATIE_DERDEN):
        doel = gettext_noop("verzoek laten vervallen")
        trek_feit_in(actor, dossier, FeitSoort.INFORMATIE_DERDEN, reden, doel=doel)
