"""Four eyes: one submits a decision, another approves it or gives it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Gebruiker
from meedoen.pip.content import inhoud, verschillen
from meedoen.pip.evaluation import NogNiet, eis_voorwaarden, omstandigheden_van, pip_feiten
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import PIP_GOEDKEUREN, PIP_OPSTELLEN
from meedoen.pip.services.beschikking import eis_concept
from meedoen.pip.services.shared import goedkeurders_van, log, mail, neem_stand_terug, op_slot, schrijf_stand
from meedoen.wet.pip import schaalt_af, wisselt_van_leerroute
from meedoen.wet.pip.feiten import PipFeiten

Aanleiding = Beschikking.Aanleiding


@transaction.atomic
def leg_voor(actor: Actor, beschikking: Beschikking) -> Beschikking:
    """Submit a draft for approval. Facts: `pip_voorgelegd`, or
    `wijziging_voorgelegd` for a change. Mails those who may approve it.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: a rule refuses the PIP (with its article), it is no such change, or nobody can approve.
    """
    rij = op_slot(beschikking)
    PIP_OPSTELLEN.eis(actor, rij)
    eis_concept(rij)
    vandaag = timezone.localdate()
    feiten = pip_feiten(rij, omstandigheden_van(rij.dossier), peildatum=vandaag)
    eis_voorwaarden(feiten)
    _eis_past_bij_aanleiding(rij, feiten)
    if not rij.motivering.strip():
        raise NogNiet(_("Schrijf op waarom deze leerroute past. Dat staat in de brief."))
    goedkeurders = goedkeurders_van(rij, behalve=[actor.id, *rij.makers])
    if not goedkeurders:
        raise NogNiet(
            _("Niemand anders mag dit PIP nu goedkeuren. Vraag de beheerder om een teamleider in te stellen.")
        )
    rij.voorgelegd_op, rij.voorgelegd_door_id = timezone.now(), actor.id
    rij.save()
    log(actor, rij, "PIP voorleggen", wijziging={"status": ["concept", "voorgelegd"]})
    schrijf_stand(actor, rij, vandaag)
    for mens in goedkeurders:
        mail(
            mens,
            rij,
            "pip_voorgelegd",
            f"PIP ter goedkeuring: dossier {rij.dossier.nummer}",
            f"{actor.naam} legt een PIP aan je voor. Wil je het lezen en goedkeuren, of teruggeven?",
        )
    return rij


def _eis_past_bij_aanleiding(beschikking: Beschikking, feiten: PipFeiten) -> None:
    """A change must be the change it says it is: the letter tells the newcomer so."""
    if beschikking.vervangt and not verschillen(inhoud(beschikking.vervangt), beschikking):
        raise NogNiet(
            _("Dit besluit zegt hetzelfde als het huidige PIP. Verander iets, of verwijder het concept.")
        )
    if beschikking.aanleiding == Aanleiding.SCHAKELEN and feiten.huidige_leerroute is None:
        raise NogNiet(_("De leerroute van het huidige PIP is niet bekend. Vul die eerst in bij de feiten."))
    if beschikking.aanleiding == Aanleiding.SCHAKELEN and not wisselt_van_leerroute(feiten):
        raise NogNiet(_("Je koos schakelen, maar de leerroute blijft dezelfde. Kies een andere leerroute."))
    if beschikking.aanleiding == Aanleiding.AFSCHALEN and not schaalt_af(feiten):
        raise NogNiet(_("Je koos afschalen, maar het niveau gaat niet naar A2. Kies niveau A2."))


@transaction.atomic
def keur_goed(actor: Actor, beschikking: Beschikking) -> Beschikking:
    """Approve what somebody else wrote and submitted. Facts: `pip_goedgekeurd`, or
    `wijziging_goedgekeurd` for a change.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it was not submitted, the same person wrote it, or a rule refuses it now.
    """
    rij = op_slot(beschikking)
    PIP_GOEDKEUREN.eis(actor, rij)
    if rij.voorgelegd_op is None or rij.goedgekeurd_op:
        raise NogNiet(_("Dit PIP ligt niet ter goedkeuring. Kijk of een collega je voor was."))
    vandaag = timezone.localdate()
    eis_voorwaarden(
        pip_feiten(
            rij,
            omstandigheden_van(rij.dossier),
            peildatum=vandaag,
            opsteller_is_goedkeurder=actor.id in rij.makers,
        )
    )
    rij.goedgekeurd_op, rij.goedgekeurd_door_id = timezone.now(), actor.id
    rij.teruggegeven_reden, rij.teruggegeven_inhoud = "", None
    rij.save()
    log(actor, rij, "PIP goedkeuren", wijziging={"status": ["voorgelegd", "goedgekeurd"]})
    schrijf_stand(actor, rij, vandaag)
    mail(
        rij.voorgelegd_door,
        rij,
        "pip_goedgekeurd",
        f"PIP goedgekeurd: dossier {rij.dossier.nummer}",
        f"{actor.naam} keurde het PIP goed. Je kunt het nu samen met de inburgeraar vaststellen.",
    )
    return rij


@transaction.atomic
def geef_terug(actor: Actor, beschikking: Beschikking, reden: str) -> Beschikking:
    """Give a submitted or approved decision back to its writer, with a reason.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it was not submitted, is fixed, or no reason is given.
    """
    rij = op_slot(beschikking)
    PIP_GOEDKEUREN.eis(actor, rij)
    indiener = _terug(actor, rij, reden, "PIP teruggeven")
    mail(
        indiener,
        rij,
        "pip_teruggegeven",
        f"PIP teruggegeven: dossier {rij.dossier.nummer}",
        f"{actor.naam} gaf het PIP terug. De reden staat bij het PIP. Pas het aan en leg het opnieuw voor.",
    )
    return rij


@transaction.atomic
def haal_terug(actor: Actor, beschikking: Beschikking, reden: str) -> Beschikking:
    """Take back what one submitted, for instance when the talk with the newcomer asks for a change.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it was not submitted, is fixed, or no reason is given.
    """
    rij = op_slot(beschikking)
    PIP_OPSTELLEN.eis(actor, rij)
    _terug(actor, rij, reden, "PIP terughalen")
    return rij


def _terug(actor: Actor, rij: Beschikking, reden: str, doel: str) -> Gebruiker | None:
    """Make a draft of it again; the next approver sees what changed since. Returns who had submitted it."""
    if rij.is_vast:
        raise NogNiet(_("Dit besluit staat vast. Veranderen kan alleen met een nieuw besluit."))
    if rij.voorgelegd_op is None:
        raise NogNiet(_("Dit PIP is niet voorgelegd. Je kunt het gewoon veranderen."))
    if not reden.strip():
        raise NogNiet(_("Zeg waarom. Dan weet je collega wat er moet gebeuren."))
    status = rij.status.value
    rij.teruggegeven_reden, rij.teruggegeven_inhoud = reden.strip(), inhoud(rij)
    indiener = rij.voorgelegd_door
    rij.voorgelegd_op = rij.voorgelegd_door = rij.goedgekeurd_op = rij.goedgekeurd_door = None
    rij.save()
    log(actor, rij, doel, wijziging={"status": [status, "concept"], "reden": [None, reden.strip()]})
    neem_stand_terug(actor, rij, reden=reden.strip(), doel=doel)
    return indiener
