"""The end of drawing up: the decision is dated and locked, its letter is made, and it is made known."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Account
from meedoen.dossiers.models import DossierDocument
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services import add_document
from meedoen.pip.evaluation import NotYet, circumstances_of, pip_feiten, require_conditions
from meedoen.pip.keten import report_decision
from meedoen.pip.letter import compose_letter, setting_of
from meedoen.pip.letter_pdf import make_pdf
from meedoen.pip.letter_stored import save_text
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import FIX_PIP
from meedoen.pip.services.shared import lock, log, write_feit, write_state


@transaction.atomic
def fix(
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
    row = lock(beschikking)
    FIX_PIP.require(actor, row)
    if row.is_fixed:
        raise NotYet(_("Dit besluit staat al vast."))
    if row.approved_at is None:
        raise NotYet(_("Dit PIP is nog niet goedgekeurd. Leg het eerst voor aan een collega."))
    _require_dates(dagtekening, verzending_op, ondertekend_op)
    around = circumstances_of(row.dossier)
    require_conditions(pip_feiten(row, around, peildatum=timezone.localdate(), dagtekening=dagtekening))
    _sign(actor, row)
    if row.replaces is None and not row.is_first:
        row.previous_leerroute = around.feiten.get("leerroute", "")
    row.dagtekening, row.verzending_op = dagtekening, verzending_op
    row.signed_inburgeraar_on = ondertekend_op
    row.fixed_at = timezone.now()
    row.letter = _make_letter(actor, row)
    row.save()
    log(actor, row, "PIP vaststellen", wijziging={"dagtekening": [None, dagtekening]})
    write_state(actor, row, dagtekening)
    if not around.feiten.get("pip_dagtekening"):
        write_feit(actor, row, FeitSoort.PIP_DAGTEKENING, dagtekening)
    write_feit(actor, row, FeitSoort.LEERROUTE, dagtekening, row.leerroute)
    report_decision(actor, row)
    return row


def _require_dates(dagtekening: date, dispatch_on: date, signed_on: date | None) -> None:
    if dispatch_on < dagtekening:
        raise NotYet(_("De brief kan niet de deur uit voordat het besluit er is. Kies een latere dag."))
    if signed_on and signed_on > timezone.localdate():
        raise NotYet(_("De inburgeraar kan niet in de toekomst hebben ondertekend. Kies een andere dag."))


def _sign(actor: Actor, row: Beschikking) -> None:
    """Write down in whose name and in which function this is decided; later settings do not change it."""
    setting = setting_of(row.gemeente)
    signatory = Account.objects.filter(pk=actor.id).first() if actor.id else None
    row.fixed_by = signatory
    row.bevoegd_gezag = setting.bevoegd_gezag
    row.ondertekenaar_functie = setting.ondertekenaar_functie or (signatory.functie if signatory else "")


def _make_letter(actor: Actor, row: Beschikking) -> DossierDocument:
    """Make the document, and keep its words: from now on the page shows these."""
    name = f"Besluit PIP {row.version} - {row.dossier.nummer} - {row.verzending_op:%Y-%m-%d}.pdf"
    letter = compose_letter(row)
    piece = add_document(actor, row.dossier, name, make_pdf(letter), DossierDocument.Kind.BESCHIKKING)
    save_text(piece, letter)
    return piece


@transaction.atomic
def make_known(actor: Actor, beschikking: Beschikking, op: date) -> Beschikking:
    """Write down on which day the letter was sent or handed over. Facts: `pip_bekendgemaakt`, for a
    change `wijziging_bekendgemaakt` too.

    On another day than the letter says, a new letter is made with the right last day for bezwaar; that is
    the one to send. The former one stays among the documents.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: the decision is not fixed, is known already, or the day cannot be.
    """
    row = lock(beschikking)
    FIX_PIP.require(actor, row)
    if not row.is_fixed or row.dagtekening is None:
        raise NotYet(_("Stel het PIP eerst vast."))
    if row.made_known_on:
        raise NotYet(_("Dit PIP is al bekendgemaakt."))
    if op < row.dagtekening:
        raise NotYet(_("Bekendmaken kan niet voor de dagtekening. Kies een latere dag."))
    if op > timezone.localdate():
        raise NotYet(_("Die dag is nog niet geweest. Leg de bekendmaking vast als de brief weg is."))
    if op != row.verzending_op:
        row.verzending_op = op
        row.letter = _make_letter(actor, row)
    row.made_known_on = op
    row.save()
    log(actor, row, "PIP bekendmaken", wijziging={"made_known_on": [None, op]})
    write_state(actor, row, op)
    write_feit(actor, row, FeitSoort.PIP_MADE_KNOWN, op)
    return row
