"""The end of drawing up: the decision is dated and locked, its letter is made, and it is made known."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Gebruiker
from meedoen.dossiers.models import DossierDocument
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import voeg_document_toe
from meedoen.pip.evaluation import NogNiet, eis_voorwaarden, omstandigheden_van, pip_feiten
from meedoen.pip.keten import meld_besluit
from meedoen.pip.letter import instelling_van, stel_brief_samen
from meedoen.pip.letter_pdf import maak_pdf
from meedoen.pip.letter_stored import bewaar_tekst
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import PIP_VASTSTELLEN
from meedoen.pip.services.shared import log, op_slot, schrijf_feit, schrijf_stand


@transaction.atomic
def stel_vast(
    actor: Actor,
    beschikking: Beschikking,
    *,
    dagtekening: date,
    verzending_op: date,
    ondertekend_op: date | None = None,
) -> Beschikking:
    """Date and lock an approved decision and make its letter. Nothing in it changes after this.

    Facts: `leerroute`, and `pip_dagtekening` when this is the first PIP of the person: a later one never
    begins the three years anew (regelblad 4.20). For a change `wijziging_vastgesteld`.

    Args:
        verzending_op: the day on which the letter is sent or handed over; bezwaar counts from it.
        ondertekend_op: the day on which the newcomer signed, when he did.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it is not approved, a date cannot be, or a rule refuses it.
        BriefFout: the letter could not be made.
    """
    rij = op_slot(beschikking)
    PIP_VASTSTELLEN.eis(actor, rij)
    if rij.is_vast:
        raise NogNiet(_("Dit besluit staat al vast."))
    if rij.goedgekeurd_op is None:
        raise NogNiet(_("Dit PIP is nog niet goedgekeurd. Leg het eerst voor aan een collega."))
    _eis_datums(dagtekening, verzending_op, ondertekend_op)
    om = omstandigheden_van(rij.dossier)
    eis_voorwaarden(pip_feiten(rij, om, peildatum=timezone.localdate(), dagtekening=dagtekening))
    _onderteken(actor, rij)
    if rij.vervangt is None and not rij.is_eerste:
        rij.vorige_leerroute = om.feiten.get("leerroute", "")
    rij.dagtekening, rij.verzending_op = dagtekening, verzending_op
    rij.ondertekend_inburgeraar_op = ondertekend_op
    rij.vastgesteld_op = timezone.now()
    rij.brief = _maak_brief(actor, rij)
    rij.save()
    log(actor, rij, "PIP vaststellen", wijziging={"dagtekening": [None, dagtekening]})
    schrijf_stand(actor, rij, dagtekening)
    if not om.feiten.get("pip_dagtekening"):
        schrijf_feit(actor, rij, FeitSoort.PIP_DAGTEKENING, dagtekening)
    schrijf_feit(actor, rij, FeitSoort.LEERROUTE, dagtekening, rij.leerroute)
    meld_besluit(actor, rij)
    return rij


def _eis_datums(dagtekening: date, verzending_op: date, ondertekend_op: date | None) -> None:
    if verzending_op < dagtekening:
        raise NogNiet(_("De brief kan niet de deur uit voordat het besluit er is. Kies een latere dag."))
    if ondertekend_op and ondertekend_op > timezone.localdate():
        raise NogNiet(_("De inburgeraar kan niet in de toekomst hebben ondertekend. Kies een andere dag."))


def _onderteken(actor: Actor, rij: Beschikking) -> None:
    """Write down in whose name and in which function this is decided; later settings do not change it."""
    instelling = instelling_van(rij.gemeente)
    ondertekenaar = Gebruiker.objects.filter(pk=actor.id).first() if actor.id else None
    rij.vastgesteld_door = ondertekenaar
    rij.bevoegd_gezag = instelling.bevoegd_gezag
    rij.ondertekenaar_functie = instelling.ondertekenaar_functie or (
        ondertekenaar.functie if ondertekenaar else ""
    )


def _maak_brief(actor: Actor, rij: Beschikking) -> DossierDocument:
    """Make the document, and keep its words: from now on the page shows these."""
    naam = f"Besluit PIP {rij.versie} - {rij.dossier.nummer} - {rij.verzending_op:%Y-%m-%d}.pdf"
    brief = stel_brief_samen(rij)
    stuk = voeg_document_toe(actor, rij.dossier, naam, maak_pdf(brief), DossierDocument.Soort.BESCHIKKING)
    bewaar_tekst(stuk, brief)
    return stuk


@transaction.atomic
def maak_bekend(actor: Actor, beschikking: Beschikking, op: date) -> Beschikking:
    """Write down on which day the letter was sent or handed over. Facts: `pip_bekendgemaakt`, for a
    change `wijziging_bekendgemaakt` too.

    On another day than the letter says, a new letter is made with the right last day for bezwaar; that is
    the one to send. The former one stays among the documents.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: the decision is not fixed, is known already, or the day cannot be.
    """
    rij = op_slot(beschikking)
    PIP_VASTSTELLEN.eis(actor, rij)
    if not rij.is_vast or rij.dagtekening is None:
        raise NogNiet(_("Stel het PIP eerst vast."))
    if rij.bekendgemaakt_op:
        raise NogNiet(_("Dit PIP is al bekendgemaakt."))
    if op < rij.dagtekening:
        raise NogNiet(_("Bekendmaken kan niet voor de dagtekening. Kies een latere dag."))
    if op > timezone.localdate():
        raise NogNiet(_("Die dag is nog niet geweest. Leg de bekendmaking vast als de brief weg is."))
    if op != rij.verzending_op:
        rij.verzending_op = op
        rij.brief = _maak_brief(actor, rij)
    rij.bekendgemaakt_op = op
    rij.save()
    log(actor, rij, "PIP bekendmaken", wijziging={"bekendgemaakt_op": [None, op]})
    schrijf_stand(actor, rij, op)
    schrijf_feit(actor, rij, FeitSoort.PIP_BEKENDGEMAAKT, op)
    return rij
