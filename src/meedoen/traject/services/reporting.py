"""From what a traject says to its reports."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.outbox.models import Bericht
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.to_duo import wie_van
from meedoen.keten.duo import reporting
from meedoen.keten.duo.report_state import meldingen_over
from meedoen.pip.keten import meld_besluit
from meedoen.pip.models import Beschikking
from meedoen.traject.models import GELDIG, Aanbod, Resultaat, Uren
from meedoen.traject.rechten import TRAJECT_BEWERKEN
from meedoen.traject.services.contactpersoon import volg_toewijzing


def meld(actor: Actor, rij: Aanbod | Resultaat | Uren) -> Bericht | None:
    """Report a row that holds; None without a connection or a BSN."""
    wie = wie_van(rij.dossier)
    if isinstance(rij, Aanbod):
        bericht = reporting.meld_aanbod(
            actor,
            wie,
            instellingsnummer=rij.instellingsnummer,
            datum=rij.datum,
            start=rij.start,
            einde=rij.einde,
            alfabetisering=rij.alfabetisering,
        )
    elif isinstance(rij, Resultaat):
        bericht = reporting.meld_resultaat(
            actor, wie, rij.soort, datum=rij.datum, verwijtbaar=rij.verwijtbaar
        )
    else:
        bericht = reporting.meld_uren(actor, wie, rij.soort, uren=rij.uren)
    return bericht


def meld_ingetrokken(actor: Actor, rij: Aanbod | Resultaat | Uren) -> Bericht | None:
    """Take back at DUO what a row said; hours become none."""
    wie = wie_van(rij.dossier)
    if isinstance(rij, Aanbod):
        bericht = reporting.aanbod_weg(actor, wie, instellingsnummer=rij.instellingsnummer)
    elif isinstance(rij, Resultaat):
        bericht = reporting.meld_resultaat(actor, wie, rij.soort, datum=None)
    else:
        bericht = reporting.meld_uren(actor, wie, rij.soort, uren=0)
    return bericht


def meld_opnieuw(actor: Actor, dossier: Dossier, soort: str, deel: str = "") -> Bericht | None:
    """Report again what the dossier says now, in the place of a report that was refused or never placed.

    Args:
        soort: the kind of report.
        deel: the number of the school, for an offer.

    Raises:
        Geweigerd: the actor may not, there is nothing of the kind, or there is no way to report it.
    """
    TRAJECT_BEWERKEN.eis(actor, Uren(dossier=dossier, gemeente_id=dossier.gemeente_id))
    bericht = _van_nu(actor, dossier, soort, deel)
    if bericht is None:
        raise Geweigerd(
            _("Melden kan nu niet. De gemeente is niet aangesloten op DUO, of het dossier heeft geen BSN.")
        )
    return bericht


def _van_nu(actor: Actor, dossier: Dossier, soort: str, deel: str) -> Bericht | None:
    """Place the report that the dossier gives rise to now."""
    besluit = Beschikking.objects.filter(dossier=dossier, vastgesteld_op__isnull=False).first()
    if soort == "pip" and besluit:
        return meld_besluit(actor, besluit)
    if soort == "koppeling":
        return volg_toewijzing(actor, dossier, None)
    rij = _rij(dossier, soort, deel)
    return meld(actor, rij) if rij else _intrekking(actor, dossier, soort, deel)


def _rij(dossier: Dossier, soort: str, deel: str) -> Aanbod | Resultaat | Uren | None:
    if soort == "aanbod":
        return Aanbod.objects.filter(GELDIG, dossier=dossier, instellingsnummer=deel).first()
    if soort in set(Resultaat.Soort):
        return Resultaat.objects.filter(GELDIG, dossier=dossier, soort=soort).first()
    return Uren.objects.filter(GELDIG, dossier=dossier, soort=soort.removeprefix("uren_")).first()


def _intrekking(actor: Actor, dossier: Dossier, soort: str, deel: str) -> Bericht | None:
    """Taking back is an act of its own, with its conditions; here only one that got stuck goes again.

    Raises:
        Geweigerd: none of the kind got stuck.
    """
    vast = meldingen_over(dossier.pk).get((soort, deel))
    if vast is None or not vast.is_onopgelost:
        raise Geweigerd(_("Er is niets om te melden. Leg het eerst vast."))
    wie = wie_van(dossier)
    if soort == "pip_weg":
        return reporting.pip_weg(actor, wie)
    if soort == "aanbod_weg":
        return reporting.aanbod_weg(actor, wie, instellingsnummer=deel)
    if soort == "ontkoppeling":
        gebruiker = Bericht.objects.get(pk=vast.bericht_id).inhoud["gebruiker"]
        return reporting.ontkoppel(actor, wie, UUID(gebruiker))
    if soort in set(Resultaat.Soort):
        return reporting.meld_resultaat(actor, wie, soort, datum=None)
    return reporting.meld_uren(actor, wie, soort.removeprefix("uren_"), uren=0)
