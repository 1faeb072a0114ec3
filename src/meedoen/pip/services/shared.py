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

from meedoen.basis.access.actor import Actor, actor_of
from meedoen.basis.access.rechten import SYSTEM
from meedoen.basis.audit_log.services import Action
from meedoen.basis.organisations.models import Account, Appointment
from meedoen.basis.outbox.services import enqueue
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import CHANGE, FeitSoort
from meedoen.dossiers.selectors import valid_feiten
from meedoen.dossiers.services import record_feit, withdraw_feit
from meedoen.pip.evaluation import NotYet
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import APPROVE_PIP, APPROVERS

Status = Beschikking.Status

FEIT_OF_STATE: Mapping[bool, Mapping[str, str]] = {
    True: {
        Status.SUBMITTED: FeitSoort.PIP_SUBMITTED,
        Status.APPROVED: FeitSoort.PIP_APPROVED,
    },
    False: dict(zip(Status, CHANGE, strict=True)),
}
"""Which fact says how far a decision is: of a first PIP, and of one that changes it."""

ADDED = ("dossier__persoon", "dossier__klantmanager", "gemeente__instelling", "replaces")


def lock(beschikking: Beschikking) -> Beschikking:
    """Read the decision anew with a lock on its row, so that two acts never run through each other.

    Raises:
        NogNiet: it is gone.
    """
    rows = Beschikking.objects.select_for_update(of=("self",)).select_related(*ADDED)
    if (row := rows.filter(pk=beschikking.pk).first()) is None:
        raise NotYet(_("Dit concept is er niet meer. Misschien verwijderde een collega het net."))
    return row


def log(
    actor: Actor,
    beschikking: Beschikking,
    doel: str,
    *,
    handeling: str = Action.CHANGED,
    wijziging: Mapping[str, Any] | None = None,
) -> None:
    """Write one line about a decision in the logbook."""
    log_dossier(actor, handeling, gettext_noop("beschikking"), beschikking.dossier, doel, wijziging)


def on_behalf_of(actor: Actor, dossier: Dossier) -> Actor:
    """The same person, with the right to write the facts that follow from the act just checked.

    An approver may not change dossiers; that she approved is a fact of the dossier all the same.
    """
    return replace(actor, roles={SYSTEM: frozenset({dossier.gemeente_id})}, bereik=None)


def write_feit(actor: Actor, beschikking: Beschikking, kind: str, date_: date, value: str = "") -> None:
    """Write a fact that follows from an act on this decision."""
    dossier = beschikking.dossier
    record_feit(on_behalf_of(actor, dossier), dossier, kind, datum=date_, waarde=value, doel="PIP")


def write_state(actor: Actor, beschikking: Beschikking, date_: date) -> None:
    """Write how far the decision is as a fact, so that the next act is a step on the line.

    That a first PIP was dated or made known is no fact of this kind: the line has facts of its own for it.
    """
    if kind := FEIT_OF_STATE[beschikking.is_first].get(beschikking.status):
        write_feit(actor, beschikking, kind, date_)


def begin_change(actor: Actor, beschikking: Beschikking) -> None:
    """Write that a change was begun. What is known of a change before it steps back."""
    earlier = CHANGE[1:]
    take_back_feiten(actor, beschikking, earlier, reden="nieuw besluit begonnen", doel="PIP wijzigen")
    write_state(actor, beschikking, timezone.localdate())


def take_back_state(actor: Actor, beschikking: Beschikking, *, reden: str, doel: str) -> None:
    """Withdraw what says that a decision was submitted and approved."""
    kinds = [FEIT_OF_STATE[beschikking.is_first][state] for state in (Status.APPROVED, Status.SUBMITTED)]
    take_back_feiten(actor, beschikking, kinds, reden=reden, doel=doel)


def take_back_feiten(
    actor: Actor, beschikking: Beschikking, kinds: Iterable[str], *, reden: str, doel: str
) -> None:
    """Withdraw facts that no longer hold; those that are not there are passed over."""
    valid = valid_feiten(beschikking.dossier)
    for kind in kinds:
        if kind in valid:
            withdraw_feit(
                on_behalf_of(actor, beschikking.dossier), beschikking.dossier, kind, reden, doel=doel
            )


def approvers_of(beschikking: Beschikking, *, except_: Iterable[Any]) -> list[Account]:
    """Who may approve this decision, by the one predicate that says so, without these people."""
    today = timezone.localdate()
    rows = (
        Appointment.objects.filter(
            Q(tot__isnull=True) | Q(tot__gte=today),
            organisation__in=[beschikking.gemeente_id, beschikking.gemeente.region_id],
            rol__in=APPROVERS,
            vanaf__lte=today,
            user__is_active=True,
        )
        .exclude(user__in=[who for who in except_ if who])
        .select_related("user")
    )
    people = {row.user.pk: row.user for row in rows}
    return [person for person in people.values() if APPROVE_PIP.may(actor_of(person), beschikking)]


def mail(person: Account | None, beschikking: Beschikking, soort: str, onderwerp: str, tekst: str) -> None:
    """Put an e-mail in the outbox. It names the number of the dossier and never a newcomer."""
    if person is None or not person.is_active:
        return
    enqueue(
        "email",
        soort,
        {"aan": person.email, "onderwerp": onderwerp, "tekst": f"{tekst}\n\n{WHERE}"},
        gemeente_id=beschikking.gemeente_id,
        sequence_key=f"mail:{person.pk}",
    )


WHERE = "Je vindt het in Meedoen, bij het dossier onder Plan (PIP)."
