"""Signals: raised with an owner and a day, solved with what was done."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Signaal


@transaction.atomic
def meld_signaal(actor: Actor, signaal: Signaal) -> Signaal:
    """Raise a signal. Without an owner it would be nobody's, so it always has one.

    Raises:
        Geweigerd: the actor may not change this dossier.
    """
    rechten.SIGNAAL_BEWERKEN.eis(actor, signaal)
    signaal.gemeld_door_id = actor.id
    signaal.save(force_insert=True)
    _noteer(actor, signaal, Handeling.AANGEMAAKT, {"eigenaar": [None, signaal.eigenaar_id]})
    return signaal


@transaction.atomic
def los_signaal_op(actor: Actor, signaal: Signaal, oplossing: str) -> None:
    """Close a signal with what was done about it.

    Raises:
        Geweigerd: not allowed, nothing said, or closed already.
    """
    huidig = Signaal.objects.select_related("dossier").select_for_update(of=("self",)).get(pk=signaal.pk)
    rechten.SIGNAAL_BEWERKEN.eis(actor, huidig)
    if not oplossing.strip():
        raise Geweigerd(_("Schrijf op wat er is gedaan. Dan weet een collega het later ook."))
    if huidig.opgelost_op:
        raise Geweigerd(_("Dit signaal is al opgelost. Misschien deed een collega het net."))
    huidig.opgelost_op = timezone.now()
    huidig.oplossing = oplossing.strip()
    huidig.save(update_fields=["opgelost_op", "oplossing"])
    _noteer(actor, huidig, Handeling.GEWIJZIGD, {"opgelost": [False, True]})


def _noteer(actor: Actor, signaal: Signaal, handeling: str, wijziging: dict[str, list[object]]) -> None:
    """Log the act, not the words: what is wrong with someone stays in the dossier."""
    nieuw = handeling == Handeling.AANGEMAAKT
    doel = gettext_noop("signaal melden") if nieuw else gettext_noop("signaal oplossen")
    noteer_dossier(actor, handeling, gettext_noop("signaal"), signaal.dossier, doel, wijziging)
