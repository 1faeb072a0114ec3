"""Acts that follow from what the BRP says: ask it, take over a field."""

from __future__ import annotations

from copy import copy

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.brp import BrpField, ComparisonRow, compare
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.services.personen import change_persoon
from meedoen.keten.brp.answers import read_persoon
from meedoen.keten.brp.channel import ask, last

QUESTIONS = gettext_noop("BRP vragen")


@transaction.atomic
def ask_brp(actor: Actor, dossier: Dossier) -> None:
    """Ask the BRP who this person is.

    Raises:
        Geweigerd: not allowed, no BSN, or this municipality has no connection.
    """
    rechten.DOSSIER_EDIT.require(actor, dossier)
    bsn = dossier.persoon.bsn
    if not bsn:
        raise Refused(_("Zonder BSN kunnen we de BRP niets vragen. Vul eerst het BSN in."))
    if ask(dossier.gemeente_id, bsn, about=dossier.pk) is None:
        raise Refused(_("Onze gemeente heeft geen aansluiting op de BRP. Vraag de functioneel beheerder."))
    log_dossier(actor, Action.SENT, gettext_noop("dossier"), dossier, QUESTIONS)


@transaction.atomic
def take_over_from_brp(actor: Actor, dossier: Dossier, field: BrpField) -> None:
    """Make one field what the BRP says. It ends nothing by itself, not even when it is a death.

    Raises:
        Geweigerd: not allowed, or there is nothing (any more) to take over.
    """
    rechten.DOSSIER_EDIT.require(actor, dossier)
    row = _row(dossier, field)
    if row is None or not row.takeable:
        raise Refused(_("Hier is niets meer over te nemen van de BRP."))
    persoon, place = copy(dossier.persoon), dossier.plaats
    if field == BrpField.PLACE:
        place = str(row.at_brp)
    else:
        setattr(persoon, field.value, row.at_brp)
    change_persoon(actor, dossier, persoon, adres_soort=dossier.adres_soort, plaats=place)


def _row(dossier: Dossier, field: BrpField) -> ComparisonRow | None:
    said = read_persoon(last(dossier.gemeente_id, dossier.persoon.bsn)) if dossier.persoon.bsn else None
    rows = compare(dossier, said) if said else []
    return next((row for row in rows if row.field == field), None)
