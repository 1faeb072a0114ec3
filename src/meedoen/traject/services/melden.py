"""From what a traject says to its reports."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.basis.berichten.models import Bericht
from meedoen.basis.toegang.actor import Actor
from meedoen.basis.toegang.rechten import Geweigerd
from meedoen.dossiers.aan_duo import wie_van
from meedoen.dossiers.models import Dossier
from meedoen.keten.duo import melden
from meedoen.pip.keten import meld_besluit
from meedoen.pip.models import Beschikking
from meedoen.traject.models import GELDIG, Aanbod, Contactpersoon, Resultaat, Uren
from meedoen.traject.rechten import TRAJECT_BEWERKEN


def meld(actor: Actor, rij: Aanbod | Resultaat | Uren) -> Bericht | None:
    """Report a row that holds; None without a connection or a BSN."""
    wie = wie_van(rij.dossier)
    if isinstance(rij, Aanbod):
        bericht = melden.meld_aanbod(
            actor,
            wie,
            instellingsnummer=rij.instellingsnummer,
            datum=rij.datum,
            start=rij.start,
            einde=rij.einde,
            alfabetisering=rij.alfabetisering,
        )
    elif isinstance(rij, Resultaat):
        bericht = melden.meld_resultaat(actor, wie, rij.soort, datum=rij.datum, verwijtbaar=rij.verwijtbaar)
    else:
        bericht = melden.meld_uren(actor, wie, rij.soort, uren=rij.uren)
    return bericht


def meld_ingetrokken(actor: Actor, rij: Aanbod | Resultaat | Uren) -> Bericht | None:
    """Take back at DUO what a row said; hours become none."""
    wie = wie_van(rij.dossier)
    if isinstance(rij, Aanbod):
        bericht = melden.aanbod_weg(actor, wie, instellingsnummer=rij.instellingsnummer)
    elif isinstance(rij, Resultaat):
        bericht = melden.meld_resultaat(actor, wie, rij.soort, datum=None)
    else:
        bericht = melden.meld_uren(actor, wie, rij.soort, uren=0)
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
    wie = wie_van(dossier)
    geldig = {"dossier": dossier}
    besluit = Beschikking.objects.filter(dossier=dossier, vastgesteld_op__isnull=False).first()
    if soort == "pip" and besluit:
        return meld_besluit(actor, besluit)
    if soort == "pip_weg":
        return melden.pip_weg(actor, wie)
    if soort == "koppeling" and dossier.klantmanager_id:
        return melden.koppel(actor, wie, dossier.klantmanager_id)
    if soort == "aanbod_weg" and deel:
        return melden.aanbod_weg(actor, wie, instellingsnummer=deel)
    rij = (
        Aanbod.objects.filter(GELDIG, instellingsnummer=deel, **geldig).first()
        if soort == "aanbod"
        else Resultaat.objects.filter(GELDIG, soort=soort, **geldig).first()
        or Uren.objects.filter(GELDIG, soort=soort.removeprefix("uren_"), **geldig).first()
    )
    if rij is not None:
        return meld(actor, rij)
    if soort in set(Resultaat.Soort):
        return melden.meld_resultaat(actor, wie, soort, datum=None)
    raise Geweigerd(_("Er is niets om te melden. Leg het eerst vast."))


def meld_contactpersoon(actor: Actor, contact: Contactpersoon) -> Bericht | None:
    """Report how a colleague can be reached."""
    return melden.meld_contactpersoon(
        actor,
        contact.gemeente_id,
        contact.gebruiker_id,
        naam=contact.naam,
        email=contact.email,
        telefoon=contact.telefoon,
    )
