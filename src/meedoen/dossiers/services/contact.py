"""Talks and messages: planned, held, missed; and the facts that follow from the first of them."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling, verschil
from meedoen.basis.ui.law_language import in_het_nederlands
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Contactmoment, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services.dossier import leg_feit_vast
from meedoen.dossiers.services.taking_up import pak_op

Uitkomst = Contactmoment.Uitkomst


@transaction.atomic
def plan_gesprek(actor: Actor, gesprek: Contactmoment) -> Contactmoment:
    """Save a new talk or message, planned or already held.

    Raises:
        Geweigerd: the actor may not change this dossier, or the time does not fit the outcome.
    """
    rechten.CONTACT_BEWERKEN.eis(actor, gesprek)
    _eis_tijd(gesprek)
    gesprek.door_id = gesprek.door_id or actor.id
    gesprek.save(force_insert=True)
    pak_op(actor, gesprek.dossier)
    _noteer(actor, gesprek, Handeling.AANGEMAAKT, None)
    _trek_gevolgen(actor, gesprek)
    return gesprek


@transaction.atomic
def leg_gesprek_vast(actor: Actor, gesprek: Contactmoment) -> Contactmoment:
    """Save what became of a talk: its outcome, its report, another time.

    Raises:
        Geweigerd: as `plan_gesprek`.
    """
    vorig = Contactmoment.objects.select_related("dossier").select_for_update(of=("self",)).get(pk=gesprek.pk)
    rechten.CONTACT_BEWERKEN.eis(actor, vorig)
    _eis_tijd(gesprek)
    gesprek.save()
    _noteer(actor, gesprek, Handeling.GEWIJZIGD, vorig)
    _trek_gevolgen(actor, gesprek)
    return gesprek


def _eis_tijd(gesprek: Contactmoment) -> None:
    nu = timezone.now()
    if gesprek.uitkomst in {Uitkomst.GEHOUDEN, Uitkomst.NIET_VERSCHENEN} and gesprek.moment > nu:
        raise Geweigerd(_("Dit gesprek is nog niet geweest. Leg de uitkomst vast na het gesprek."))


def _trek_gevolgen(actor: Actor, gesprek: Contactmoment) -> None:
    """The first talk that was held is the first contact; a driegesprek that was held is the handover."""
    if gesprek.uitkomst != Uitkomst.GEHOUDEN or gesprek.kanaal == Contactmoment.Kanaal.OVERLEG:
        return
    soorten = [FeitSoort.EERSTE_CONTACT]
    if gesprek.onderwerp == Contactmoment.Onderwerp.DRIEGESPREK:
        soorten.append(FeitSoort.OVERDRACHT)
    bekend = set(
        Feit.objects.filter(dossier=gesprek.dossier, soort__in=soorten, ingetrokken_op=None)
        .values_list("soort", flat=True)
    )  # fmt: skip
    for soort in soorten:
        if soort not in bekend:
            leg_feit_vast(
                actor,
                gesprek.dossier,
                soort,
                datum=timezone.localdate(gesprek.moment),
                doel=gettext_noop("gesprek vastleggen"),
            )


def _noteer(actor: Actor, gesprek: Contactmoment, handeling: str, vorig: Contactmoment | None) -> None:
    """Log what changed. Of the report only that it changed: its text stays in the dossier."""
    velden = ("moment", "kanaal", "onderwerp", "uitkomst", "met_tolk", "plek")
    wijziging = verschil(
        {veld: getattr(vorig, veld) for veld in velden} if vorig else {},
        {veld: getattr(gesprek, veld) for veld in velden},
    )
    if vorig and vorig.verslag != gesprek.verslag:
        wijziging["verslag"] = [gettext_noop("vorige tekst"), gettext_noop("nieuwe tekst")]
    doel = in_het_nederlands(Contactmoment.Onderwerp(gesprek.onderwerp).label)
    noteer_dossier(actor, handeling, gettext_noop("gesprek"), gesprek.dossier, doel, wijziging)
