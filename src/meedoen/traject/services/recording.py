"""Recording an offer, a result or hours: check, write, log and report, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Action
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.selectors import valid_feiten
from meedoen.dossiers.services import register
from meedoen.keten.duo.known import School
from meedoen.traject.evaluation import circumstances_of, require
from meedoen.traject.models import VALID, Aanbod, Resultaat, Uren
from meedoen.traject.services.reporting import report, report_withdrawn
from meedoen.traject.services.shared import close, lock, log, save
from meedoen.wet.duo.feiten import Melding

CHANGED = gettext_noop("bijgewerkt")
UREN_REPORT = {
    Uren.Kind.INTAKE: Melding.UREN_INTAKE,
    Uren.Kind.PARTICIPATIE: Melding.UREN_PARTICIPATIE,
    Uren.Kind.TAALLES: Melding.UREN_TAALLES,
}


def aanbod_reported(school: School | None, **fields: Any) -> dict[str, Any]:
    """An offer in the words of `DuoFeiten`; a school that is not on DUO's list has no marks we know of."""
    return {
        "datum": fields.get("datum"),
        "start": fields.get("start"),
        "einde": fields.get("einde"),
        "school_keurmerk_bow": school.keurmerk_bow if school else None,
        "school_keurmerk_tst": school.keurmerk_tst if school else None,
    }


@transaction.atomic
def record_aanbod(
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
    lock(actor, dossier)
    fields = {"datum": datum, "start": start, "einde": einde}
    require(Melding.AANBOD, circumstances_of(dossier).duo_feiten(**aanbod_reported(school, **fields)))
    previous = Aanbod.objects.filter(VALID, dossier=dossier, instellingsnummer=instellingsnummer).first()
    new = Aanbod(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        instellingsnummer=instellingsnummer,
        instelling=instelling,
        alfabetisering=alfabetisering,
        **fields,
    )
    row = save(actor, new, previous, reden or CHANGED, gettext_noop("aanbod vastleggen"))
    if FeitSoort.SIGNED_IN_AANBIEDER not in valid_feiten(dossier):
        register(actor, dossier, aanbieder=instelling[:120], aangemeld=datum)
    report(actor, row)
    return row


@transaction.atomic
def record_resultaat(
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
    lock(actor, dossier)
    around = circumstances_of(dossier)
    require(Melding(soort), around.duo_feiten(soort, datum=datum, verwijtbaar=verwijtbaar))
    new = Resultaat(
        gemeente_id=dossier.gemeente_id, dossier=dossier, soort=soort, datum=datum, verwijtbaar=verwijtbaar
    )
    doel = gettext_noop("resultaat vastleggen")
    row = save(actor, new, around.resultaten.get(soort), reden or CHANGED, doel)
    report(actor, row)
    return row


@transaction.atomic
def record_uren(
    actor: Actor, dossier: Dossier, soort: str, *, uren: int, tot_en_met: date, reden: str = ""
) -> Uren:
    """Record a new total of hours and report it.

    Raises:
        Geweigerd: the actor may not.
        Onvoldaan: a condition of DUO is not met.
    """
    lock(actor, dossier)
    around = circumstances_of(dossier)
    require(UREN_REPORT[Uren.Kind(soort)], around.duo_feiten(soort, uren=uren))
    new = Uren(
        gemeente_id=dossier.gemeente_id, dossier=dossier, soort=soort, uren=uren, tot_en_met=tot_en_met
    )
    doel = gettext_noop("uren vastleggen")
    row = save(actor, new, around.uren.get(soort), reden or CHANGED, doel)
    report(actor, row)
    return row


@transaction.atomic
def withdraw(actor: Actor, row: Aanbod | Resultaat | Uren, reden: str) -> None:
    """Withdraw what was never so, here and at DUO. It stays in the history with the reason.

    Raises:
        Geweigerd: the actor may not, or no reason is given.
        Onvoldaan: DUO does not let go of it.
    """
    lock(actor, row.dossier)
    row = type(row).objects.select_related("dossier__persoon", "dossier__gemeente").get(pk=row.pk)
    if isinstance(row, Resultaat) and row.soort != Resultaat.Kind.ZROUTE:
        around = circumstances_of(row.dossier)
        require(Melding(row.soort), around.duo_feiten(row.soort))
    close(actor, row, reden)
    log(actor, row, Action.WITHDRAWN, gettext_noop("traject intrekken"))
    report_withdrawn(actor, row)
