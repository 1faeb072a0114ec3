"""Acts that follow from what the BRP says: ask it, take over a field."""

from __future__ import annotations

from copy import copy

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.brp import Rij, Veld, vergelijk
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.services.personen import wijzig_persoon
from meedoen.keten.brp.answers import read_persoon
from meedoen.keten.brp.channel import laatste, vraag

VRAGEN = gettext_noop("BRP vragen")


@transaction.atomic
def vraag_brp(actor: Actor, dossier: Dossier) -> None:
    """Ask the BRP who this person is.

    Raises:
        Geweigerd: not allowed, no BSN, or this municipality has no connection.
    """
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    bsn = dossier.persoon.bsn
    if not bsn:
        raise Geweigerd(_("Zonder BSN kunnen we de BRP niets vragen. Vul eerst het BSN in."))
    if vraag(dossier.gemeente_id, bsn, over=dossier.pk) is None:
        raise Geweigerd(_("Onze gemeente heeft geen aansluiting op de BRP. Vraag de functioneel beheerder."))
    noteer_dossier(actor, Handeling.VERZONDEN, gettext_noop("dossier"), dossier, VRAGEN)


@transaction.atomic
def neem_over_van_brp(actor: Actor, dossier: Dossier, veld: Veld) -> None:
    """Make one field what the BRP says. It ends nothing by itself, not even when it is a death.

    Raises:
        Geweigerd: not allowed, or there is nothing (any more) to take over.
    """
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    rij = _rij(dossier, veld)
    if rij is None or not rij.neembaar:
        raise Geweigerd(_("Hier is niets meer over te nemen van de BRP."))
    persoon, plaats = copy(dossier.persoon), dossier.plaats
    if veld == Veld.PLAATS:
        plaats = str(rij.bij_brp)
    else:
        setattr(persoon, veld.value, rij.bij_brp)
    wijzig_persoon(actor, dossier, persoon, adres_soort=dossier.adres_soort, plaats=plaats)


def _rij(dossier: Dossier, veld: Veld) -> Rij | None:
    gezegd = read_persoon(laatste(dossier.gemeente_id, dossier.persoon.bsn)) if dossier.persoon.bsn else None
    rijen = vergelijk(dossier, gezegd) if gezegd else []
    return next((rij for rij in rijen if rij.veld == veld), None)
