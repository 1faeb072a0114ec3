"""From what a traject says to its reports."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.outbox.models import Message
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.to_duo import who_of
from meedoen.keten.duo import reporting
from meedoen.keten.duo.report_state import reports_about
from meedoen.pip.keten import report_decision
from meedoen.pip.models import Beschikking
from meedoen.traject.models import VALID, Aanbod, Resultaat, Uren
from meedoen.traject.rechten import TRAJECT_EDIT
from meedoen.traject.services.contactpersoon import follow_assignment


def report(actor: Actor, row: Aanbod | Resultaat | Uren) -> Message | None:
    """Report a row that holds; None without a connection or a BSN."""
    who = who_of(row.dossier)
    if isinstance(row, Aanbod):
        message = reporting.report_aanbod(
            actor,
            who,
            instellingsnummer=row.instellingsnummer,
            datum=row.datum,
            start=row.start,
            einde=row.einde,
            alfabetisering=row.alfabetisering,
        )
    elif isinstance(row, Resultaat):
        message = reporting.report_resultaat(
            actor, who, row.soort, datum=row.datum, verwijtbaar=row.verwijtbaar
        )
    else:
        message = reporting.report_uren(actor, who, row.soort, uren=row.uren)
    return message


def report_withdrawn(actor: Actor, row: Aanbod | Resultaat | Uren) -> Message | None:
    """Take back at DUO what a row said; hours become none."""
    who = who_of(row.dossier)
    if isinstance(row, Aanbod):
        message = reporting.aanbod_withdrawn(actor, who, instellingsnummer=row.instellingsnummer)
    elif isinstance(row, Resultaat):
        message = reporting.report_resultaat(actor, who, row.soort, datum=None)
    else:
        message = reporting.report_uren(actor, who, row.soort, uren=0)
    return message


def report_again(actor: Actor, dossier: Dossier, kind: str, part: str = "") -> Message | None:
    """Report again what the dossier says now, in the place of a report that was refused or never placed.

    Args:
        soort: the kind of report.
        deel: the number of the school, for an offer.

    Raises:
        Geweigerd: the actor may not, there is nothing of the kind, or there is no way to report it.
    """
    TRAJECT_EDIT.require(actor, Uren(dossier=dossier, gemeente_id=dossier.gemeente_id))
    message = _of_now(actor, dossier, kind, part)
    if message is None:
        raise Refused(
            _("Melden kan nu niet. De gemeente is niet aangesloten op DUO, of het dossier heeft geen BSN.")
        )
    return message


def _of_now(actor: Actor, dossier: Dossier, kind: str, part: str) -> Message | None:
    """Place the report that the dossier gives rise to now."""
    decision = Beschikking.objects.filter(dossier=dossier, fixed_at__isnull=False).first()
    if kind == "pip" and decision:
        return report_decision(actor, decision)
    if kind == "koppeling":
        return follow_assignment(actor, dossier, None)
    row = _row(dossier, kind, part)
    return report(actor, row) if row else _withdrawal(actor, dossier, kind, part)


def _row(dossier: Dossier, soort: str, part: str) -> Aanbod | Resultaat | Uren | None:
    if soort == "aanbod":
        return Aanbod.objects.filter(VALID, dossier=dossier, instellingsnummer=part).first()
    if soort in set(Resultaat.Kind):
        return Resultaat.objects.filter(VALID, dossier=dossier, soort=soort).first()
    return Uren.objects.filter(VALID, dossier=dossier, soort=soort.removeprefix("uren_")).first()


def _withdrawal(actor: Actor, dossier: Dossier, kind: str, part: str) -> Message | None:
    """Taking back is an act of its own, with its conditions; here only one that got stuck goes again.

    Raises:
        Geweigerd: none of the kind got stuck.
    """
    fixed = reports_about(dossier.pk).get((kind, part))
    if fixed is None or not fixed.is_unsolved:
        raise Refused(_("Er is niets om te melden. Leg het eerst vast."))
    who = who_of(dossier)
    if kind == "pip_weg":
        return reporting.pip_withdrawn(actor, who)
    if kind == "aanbod_weg":
        return reporting.aanbod_withdrawn(actor, who, instellingsnummer=part)
    if kind == "ontkoppeling":
        user = Message.objects.get(pk=fixed.bericht_id).inhoud["gebruiker"]
        return reporting.decouple(actor, who, UUID(user))
    if kind in set(Resultaat.Kind):
        return reporting.report_resultaat(actor, who, kind, datum=None)
    return reporting.report_uren(actor, who, kind.removeprefix("uren_"), uren=0)
