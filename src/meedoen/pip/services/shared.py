"""What the acts on a PIP have in common: the lock, the line in the logbook, the facts, the mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor, actor_van
from meedoen.basis.access.rechten import SYSTEEM
from meedoen.basis.audit_log.services import Handeling
from meedoen.basis.organisations.models import Aanstelling, Gebruiker
from meedoen.basis.outbox.services import plaats
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import WIJZIGING, FeitSoort
from meedoen.dossiers.selectors import geldige_feiten
from meedoen.dossiers.services import leg_feit_vast, trek_feit_in
from meedoen.pip.evaluation import NogNiet
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import GOEDKEURDERS, PIP_GOEDKEUREN

Status = Beschikking.Status

FEIT_VAN_STAND: Mapping[bool, Mapping[str, str]] = {
    True: {
        Status.VOORGELEGD: FeitSoort.PIP_VOORGELEGD,
        Status.GOEDGEKEURD: FeitSoort.PIP_GOEDGEKEURD,
    },
    False: dict(zip(Status, WIJZIGING, strict=True)),
}
"""Which fact says how far a decision is: of a first PIP, and of one that changes it."""

ERBIJ = ("dossier__persoon", "dossier__klantmanager", "gemeente__instelling", "vervangt")


def op_slot(beschikking: Beschikking) -> Beschikking:
    """Read the decision anew with a lock on its row, so that two acts never run through each other.

    Raises:
        NogNiet: it is gone.
    """
    rijen = Beschikking.objects.select_for_update(of=("self",)).select_related(*ERBIJ)
    if (rij := rijen.filter(pk=beschikking.pk).first()) is None:
        raise NogNiet(_("Dit concept is er niet meer. Misschien verwijderde een collega het net."))
    return rij


def log(
    actor: Actor,
    beschikking: Beschikking,
    doel: str,
    *,
    handeling: str = Handeling.GEWIJZIGD,
    wijziging: Mapping[str, Any] | None = None,
) -> None:
    """Write one line about a decision in the logbook."""
    noteer_dossier(actor, handeling, gettext_noop("beschikking"), beschikking.dossier, doel, wijziging)


def namens(actor: Actor, dossier: Dossier) -> Actor:
    """The same person, with the right to write the facts that follow from the act just checked.

    An approver may not change dossiers; that she approved is a fact of the dossier all the same.
    """
    return replace(actor, rollen={SYSTEEM: frozenset({dossier.gemeente_id})}, bereik=None)


def schrijf_feit(actor: Actor, beschikking: Beschikking, soort: str, datum: date, waarde: str = "") -> None:
    """Write a fact that follows from an act on this decision."""
    dossier = beschikking.dossier
    leg_feit_vast(namens(actor, dossier), dossier, soort, datum=datum, waarde=waarde, doel="PIP")


def schrijf_stand(actor: Actor, beschikking: Beschikking, datum: date) -> None:
    """Write how far the decision is as a fact, so that the next act is a step on the line.

    That a first PIP was dated or made known is no fact of this kind: the line has facts of its own for it.
    """
    if soort := FEIT_VAN_STAND[beschikking.is_eerste].get(beschikking.status):
        schrijf_feit(actor, beschikking, soort, datum)


def begin_wijziging(actor: Actor, beschikking: Beschikking) -> None:
    """Write that a change was begun. What is known of a change before it steps back."""
    eerder = WIJZIGING[1:]
    neem_feiten_terug(actor, beschikking, eerder, reden="nieuw besluit begonnen", doel="PIP wijzigen")
    schrijf_stand(actor, beschikking, timezone.localdate())


def neem_stand_terug(actor: Actor, beschikking: Beschikking, *, reden: str, doel: str) -> None:
    """Withdraw what says that a decision was submitted and approved."""
    soorten = [
        FEIT_VAN_STAND[beschikking.is_eerste][stand] for stand in (Status.GOEDGEKEURD, Status.VOORGELEGD)
    ]
    neem_feiten_terug(actor, beschikking, soorten, reden=reden, doel=doel)


def neem_feiten_terug(
    actor: Actor, beschikking: Beschikking, soorten: Iterable[str], *, reden: str, doel: str
) -> None:
    """Withdraw facts that no longer hold; those that are not there are passed over."""
    geldig = geldige_feiten(beschikking.dossier)
    for soort in soorten:
        if soort in geldig:
            trek_feit_in(namens(actor, beschikking.dossier), beschikking.dossier, soort, reden, doel=doel)


def goedkeurders_van(beschikking: Beschikking, *, behalve: Iterable[Any]) -> list[Gebruiker]:
    """Who may approve this decision, by the one predicate that says so, without these people."""
    vandaag = timezone.localdate()
    rijen = (
        Aanstelling.objects.filter(
            Q(tot__isnull=True) | Q(tot__gte=vandaag),
            organisatie__in=[beschikking.gemeente_id, beschikking.gemeente.regio_id],
            rol__in=GOEDKEURDERS,
            vanaf__lte=vandaag,
            gebruiker__is_active=True,
        )
        .exclude(gebruiker__in=[wie for wie in behalve if wie])
        .select_related("gebruiker")
    )
    mensen = {rij.gebruiker.pk: rij.gebruiker for rij in rijen}
    return [mens for mens in mensen.values() if PIP_GOEDKEUREN.mag(actor_van(mens), beschikking)]


def mail(mens: Gebruiker | None, beschikking: Beschikking, soort: str, onderwerp: str, tekst: str) -> None:
    """Put an e-mail in the outbox. It names the number of the dossier and never a newcomer."""
    if mens is None or not mens.is_active:
        return
    plaats(
        "email",
        soort,
        {"aan": mens.email, "onderwerp": onderwerp, "tekst": f"{tekst}\n\n{WAAR}"},
        gemeente_id=beschikking.gemeente_id,
        volgsleutel=f"mail:{mens.pk}",
    )


WAAR = "Je vindt het in Meedoen, bij het dossier onder Plan (PIP)."
