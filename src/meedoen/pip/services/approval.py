"""Four eyes: one submits a decision, another approves it or gives it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Account
from meedoen.pip.content import content, differences
from meedoen.pip.evaluation import NotYet, circumstances_of, pip_feiten, require_conditions
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import APPROVE_PIP, DRAFT_PIP
from meedoen.pip.services.beschikking import require_draft
from meedoen.pip.services.shared import approvers_of, lock, log, mail, take_back_state, write_state
from meedoen.wet.pip import schaalt_af, wisselt_van_leerroute
from meedoen.wet.pip.feiten import PipFeiten

Occasion = Beschikking.Occasion


@transaction.atomic
def submit(actor: Actor, beschikking: Beschikking) -> Beschikking:
    """Submit a draft for approval. Facts: `pip_voorgelegd`, or
    `wijziging_voorgelegd` for a change. Mails those who may approve it.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: a rule refuses the PIP (with its article), it is no such change, or nobody can approve.
    """
    row = lock(beschikking)
    DRAFT_PIP.require(actor, row)
    require_draft(row)
    today = timezone.localdate()
    feiten = pip_feiten(row, circumstances_of(row.dossier), peildatum=today)
    require_conditions(feiten)
    _require_fits_occasion(row, feiten)
    if not row.motivering.strip():
        raise NotYet(_("Schrijf op waarom deze leerroute past. Dat staat in de brief."))
    approvers = approvers_of(row, except_=[actor.id, *row.makers])
    if not approvers:
        raise NotYet(
            _("Niemand anders mag dit PIP nu goedkeuren. Vraag de beheerder om een teamleider in te stellen.")
        )
    row.submitted_at, row.submitted_by_id = timezone.now(), actor.id
    row.save()
    log(actor, row, "PIP voorleggen", wijziging={"status": ["concept", "voorgelegd"]})
    write_state(actor, row, today)
    for person in approvers:
        mail(
            person,
            row,
            "pip_voorgelegd",
            f"PIP ter goedkeuring: dossier {row.dossier.nummer}",
            f"{actor.naam} legt een PIP aan je voor. Wil je het lezen en goedkeuren, of teruggeven?",
        )
    return row


def _require_fits_occasion(beschikking: Beschikking, feiten: PipFeiten) -> None:
    """A change must be the change it says it is: the letter tells the newcomer so."""
    if beschikking.replaces and not differences(content(beschikking.replaces), beschikking):
        raise NotYet(
            _("Dit besluit zegt hetzelfde als het huidige PIP. Verander iets, of verwijder het concept.")
        )
    if beschikking.aanleiding == Occasion.SCHAKELEN and feiten.huidige_leerroute is None:
        raise NotYet(_("De leerroute van het huidige PIP is niet bekend. Vul die eerst in bij de feiten."))
    if beschikking.aanleiding == Occasion.SCHAKELEN and not wisselt_van_leerroute(feiten):
        raise NotYet(_("Je koos schakelen, maar de leerroute blijft dezelfde. Kies een andere leerroute."))
    if beschikking.aanleiding == Occasion.AFSCHALEN and not schaalt_af(feiten):
        raise NotYet(_("Je koos afschalen, maar het niveau gaat niet naar A2. Kies niveau A2."))


@transaction.atomic
def approve(actor: Actor, beschikking: Beschikking) -> Beschikking:
    """Approve what somebody else wrote and submitted. Facts: `pip_goedgekeurd`, or
    `wijziging_goedgekeurd` for a change.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it was not submitted, the same person wrote it, or a rule refuses it now.
    """
    row = lock(beschikking)
    APPROVE_PIP.require(actor, row)
    if row.submitted_at is None or row.approved_at:
        raise NotYet(_("Dit PIP ligt niet ter goedkeuring. Kijk of een collega je voor was."))
    today = timezone.localdate()
    require_conditions(
        pip_feiten(
            row,
            circumstances_of(row.dossier),
            peildatum=today,
            opsteller_is_goedkeurder=actor.id in row.makers,
        )
    )
    row.approved_at, row.approved_by_id = timezone.now(), actor.id
    row.returned_reason, row.returned_content = "", None
    row.save()
    log(actor, row, "PIP goedkeuren", wijziging={"status": ["voorgelegd", "goedgekeurd"]})
    write_state(actor, row, today)
    mail(
        row.submitted_by,
        row,
        "pip_goedgekeurd",
        f"PIP goedgekeurd: dossier {row.dossier.nummer}",
        f"{actor.naam} keurde het PIP goed. Je kunt het nu samen met de inburgeraar vaststellen.",
    )
    return row


@transaction.atomic
def give_back(actor: Actor, beschikking: Beschikking, reden: str) -> Beschikking:
    """Give a submitted or approved decision back to its writer, with a reason.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it was not submitted, is fixed, or no reason is given.
    """
    row = lock(beschikking)
    APPROVE_PIP.require(actor, row)
    submitter = _back(actor, row, reden, "PIP teruggeven")
    mail(
        submitter,
        row,
        "pip_teruggegeven",
        f"PIP teruggegeven: dossier {row.dossier.nummer}",
        f"{actor.naam} gaf het PIP terug. De reden staat bij het PIP. Pas het aan en leg het opnieuw voor.",
    )
    return row


@transaction.atomic
def take_back(actor: Actor, beschikking: Beschikking, reden: str) -> Beschikking:
    """Take back what one submitted, for instance when the talk with the newcomer asks for a change.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it was not submitted, is fixed, or no reason is given.
    """
    row = lock(beschikking)
    DRAFT_PIP.require(actor, row)
    _back(actor, row, reden, "PIP terughalen")
    return row


def _back(actor: Actor, row: Beschikking, reason: str, doel: str) -> Account | None:
    """Make a draft of it again; the next approver sees what changed since. Returns who had submitted it."""
    if row.is_fixed:
        raise NotYet(_("Dit besluit staat vast. Veranderen kan alleen met een nieuw besluit."))
    if row.submitted_at is None:
        raise NotYet(_("Dit PIP is niet voorgelegd. Je kunt het gewoon veranderen."))
    if not reason.strip():
        raise NotYet(_("Zeg waarom. Dan weet je collega wat er moet gebeuren."))
    status = row.status.value
    row.returned_reason, row.returned_content = reason.strip(), content(row)
    submitter = row.submitted_by
    row.submitted_at = row.submitted_by = row.approved_at = row.approved_by = None
    row.save()
    log(actor, row, doel, wijziging={"status": [status, "concept"], "reden": [None, reason.strip()]})
    take_back_state(actor, row, reden=reason.strip(), doel=doel)
    return submitter
