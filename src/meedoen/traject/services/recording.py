"""Recording an offer, a result or hours: check, write, log and report, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Handeling
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.selectors import geldige_feiten
from meedoen.dossiers.services import meld_aan
from meedoen.keten.duo.known import School
from meedoen.traject.evaluation import eis, omstandigheden_van
from meedoen.traject.models import GELDIG, Aanbod, Resultaat, Uren
from meedoen.traject.services.reporting import meld, meld_ingetrokken
from meedoen.traject.services.shared import bewaar, log, op_slot, sluit
from meedoen.wet.duo.feiten import Melding

GEWIJZIGD = gettext_noop("bijgewerkt")
UREN_MELDING = {
    Uren.Soort.INTAKE: Melding.UREN_INTAKE,
    Uren.Soort.PARTICIPATIE: Melding.UREN_PARTICIPATIE,
    Uren.Soort.TAALLES: Melding.UREN_TAALLES,
}


def aanbod_gemeld(school: School | None, **velden: Any) -> dict[str, Any]:
    """An offer in the words of `DuoFeiten`; a school that is not on DUO's list has no marks we know of."""
    return {
        "datum": velden.get("datum"),
        "start": velden.get("start"),
        "einde": velden.get("einde"),
        "school_keurmerk_bow": school.keurmerk_bow if school else None,
        "school_keurmerk_tst": school.keurmerk_tst if school else None,
    }


@transaction.atomic
def leg_aanbod_vast(
    actor: Actor,
    dossier: Dossier,
    *,
    instellingsnummer: str,
    instelling: str,
    datum: date,
    alfabetisering: str,
    start: date | None = None,
    einde: date | None = None,
    school: School | None = None,
    reden: str = "",
) -> Aanbod:
    """Record the offer of one school and report it; an earlier one of that school is replaced.

    Who was not enrolled yet is so from now on: the fact `aangemeld_aanbieder` is written with it.

    Args:
        school: what DUO's list says of the school, None when it is not on it or was never fetched.

    Raises:
        Geweigerd: the actor may not.
        Onvoldaan: a condition of DUO is not met.
    """
    op_slot(actor, dossier)
    velden = {"datum": datum, "start": start, "einde": einde}
    eis(Melding.AANBOD, omstandigheden_van(dossier).duo_feiten(**aanbod_gemeld(school, **velden)))
    vorige = Aanbod.objects.filter(GELDIG, dossier=dossier, instellingsnummer=instellingsnummer).first()
    nieuw = Aanbod(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        instellingsnummer=instellingsnummer,
        instelling=instelling,
        alfabetisering=alfabetisering,
        **velden,
    )
    rij = bewaar(actor, nieuw, vorige, reden or GEWIJZIGD, gettext_noop("aanbod vastleggen"))
    if FeitSoort.AANGEMELD_AANBIEDER not in geldige_feiten(dossier):
        meld_aan(actor, dossier, aanbieder=instelling[:120], aangemeld=datum)
    meld(actor, rij)
    return rij


@transaction.atomic
def leg_resultaat_vast(
    actor: Actor,
    dossier: Dossier,
    soort: str,
    *,
    datum: date | None,
    verwijtbaar: bool | None = None,
    reden: str = "",
) -> Resultaat:
    """Record the end of MAP, PVT or the Z-route and report it; an earlier one is replaced.

    Raises:
        Geweigerd: the actor may not.
        Onvoldaan: a condition of DUO is not met.
    """
    op_slot(actor, dossier)
    om = omstandigheden_van(dossier)
    eis(Melding(soort), om.duo_feiten(soort, datum=datum, verwijtbaar=verwijtbaar))
    nieuw = Resultaat(
        gemeente_id=dossier.gemeente_id, dossier=dossier, soort=soort, datum=datum, verwijtbaar=verwijtbaar
    )
    doel = gettext_noop("resultaat vastleggen")
    rij = bewaar(actor, nieuw, om.resultaten.get(soort), reden or GEWIJZIGD, doel)
    meld(actor, rij)
    return rij


@transaction.atomic
def leg_uren_vast(
    actor: Actor, dossier: Dossier, soort: str, *, uren: int, tot_en_met: date, reden: str = ""
) -> Uren:
    """Record a new total of hours and report it.

    Raises:
        Geweigerd: the actor may not.
        Onvoldaan: a condition of DUO is not met.
    """
    op_slot(actor, dossier)
    om = omstandigheden_van(dossier)
    eis(UREN_MELDING[Uren.Soort(soort)], om.duo_feiten(soort, uren=uren))
    nieuw = Uren(
        gemeente_id=dossier.gemeente_id, dossier=dossier, soort=soort, uren=uren, tot_en_met=tot_en_met
    )
    doel = gettext_noop("uren vastleggen")
    rij = bewaar(actor, nieuw, om.uren.get(soort), reden or GEWIJZIGD, doel)
    meld(actor, rij)
    return rij


@transaction.atomic
def trek_in(actor: Actor, rij: Aanbod | Resultaat | Uren, reden: str) -> None:
    """Withdraw what was never so, here and at DUO. It stays in the history with the reason.

    Raises:
        Geweigerd: the actor may not, or no reason is given.
        Onvoldaan: DUO does not let go of it.
    """
    op_slot(actor, rij.dossier)
    rij = type(rij).objects.select_related("dossier__persoon", "dossier__gemeente").get(pk=rij.pk)
    if isinstance(rij, Resultaat) and rij.soort != Resultaat.Soort.ZROUTE:
        om = omstandigheden_van(rij.dossier)
        eis(Melding(rij.soort), om.duo_feiten(rij.soort))
    sluit(actor, rij, reden)
    log(actor, rij, Handeling.INGETROKKEN, gettext_noop("traject intrekken"))
    meld_ingetrokken(actor, rij)
