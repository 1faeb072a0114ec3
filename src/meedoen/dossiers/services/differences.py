"""Choosing between what DUO says and what the municipality says, and asking DUO again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.differences import Claim, Comparison
from meedoen.dossiers.models import DifferenceChoice, Dossier, Feit
from meedoen.dossiers.services.dossier import record_feit, withdraw_feit
from meedoen.dossiers.services.taking_up import take_up
from meedoen.keten.duo.asking import ask

TAKE_OVER = gettext_noop("overnemen van DUO")
KEEP = gettext_noop("ons gegeven houden")
QUESTIONS = gettext_noop("DUO opnieuw vragen")
QUESTIONS_ABOUT_SOMEONE = (
    "plicht",
    "doelgroep",
    "termijn",
    "pip",
    "lbt",
    "examen",
    "vrijstelling",
    "ontheffing",
)
"""What is asked when somebody wants to know everything again."""


@transaction.atomic
def take_over_from_duo(actor: Actor, dossier: Dossier, row: Comparison, reden: str) -> None:
    """Make the fact what DUO says, with DUO as its source; the former one stays in the history.

    Raises:
        Geweigerd: not allowed, no reason, no difference, our own decision says otherwise, or the date cannot
            be beside our other facts.
    """
    _require(actor, dossier, row, reden)
    if row.our_besluit:
        raise Refused(
            _("Dit staat in ons besluit over het PIP. Alleen een nieuw besluit kan het veranderen.")
        )
    if row.at_duo == Claim():
        withdraw_feit(actor, dossier, row.soort, reden, doel=TAKE_OVER)
    else:
        record_feit(
            actor,
            dossier,
            row.soort,
            datum=row.at_duo.datum,
            waarde=row.at_duo.waarde,
            bron=Feit.Source.DUO,
            toelichting=reden,
            doel=TAKE_OVER,
            reden=reden,
        )
    _save(actor, dossier, row, DifferenceChoice.Choice.DUO, reden)


@transaction.atomic
def keep_our_item(actor: Actor, dossier: Dossier, row: Comparison, reden: str) -> None:
    """Keep what the municipality says. The difference is settled until one of the two says something else.

    Raises:
        Geweigerd: not allowed, no reason, or no difference.
    """
    _require(actor, dossier, row, reden)
    _save(actor, dossier, row, DifferenceChoice.Choice.US, reden)
    log_dossier(actor, Action.CHANGED, gettext_noop("feit"), dossier, KEEP)


def _require(actor: Actor, dossier: Dossier, row: Comparison, reason: str) -> None:
    rechten.DOSSIER_EDIT.require(actor, dossier)
    if not reason.strip():
        raise Refused(_("Schrijf op waarom je dit kiest."))
    if row.equal:
        raise Refused(_("DUO en wij zeggen nu hetzelfde. Er is niets meer te kiezen."))


def _save(actor: Actor, dossier: Dossier, row: Comparison, choice: str, reason: str) -> None:
    take_up(actor, dossier)
    DifferenceChoice.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        soort=row.soort,
        at_duo=row.at_duo.sleutel,
        at_us=(row.at_us or Claim()).sleutel,
        keuze=choice,
        reden=reason.strip(),
        by_id=actor.id,
    )


@transaction.atomic
def ask_duo_again(actor: Actor, dossier: Dossier) -> int:
    """Ask DUO everything about this person again; returns how many questions are under way.

    Raises:
        Geweigerd: not allowed, no BSN, or this municipality has no connection.
    """
    rechten.DOSSIER_EDIT.require(actor, dossier)
    bsn = dossier.persoon.bsn
    if not bsn:
        raise Refused(_("Zonder BSN kunnen we DUO niets vragen. Vul eerst het BSN in."))
    put = [ask(dossier.gemeente_id, name, bsn, about=dossier.pk) for name in QUESTIONS_ABOUT_SOMEONE]
    if not any(put):
        raise Refused(_("Onze gemeente heeft geen aansluiting op DUO. Vraag de functioneel beheerder."))
    log_dossier(actor, Action.SENT, gettext_noop("dossier"), dossier, QUESTIONS)
    return len(put)
