"""Choosing between what DUO says and what the municipality says, and asking DUO again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.differences import Gegeven, Vergelijking
from meedoen.dossiers.models import Dossier, Feit, Verschilkeuze
from meedoen.dossiers.services.dossier import leg_feit_vast, trek_feit_in
from meedoen.dossiers.services.taking_up import pak_op
from meedoen.keten.duo.asking import vraag

OVERNEMEN = gettext_noop("overnemen van DUO")
HOUDEN = gettext_noop("ons gegeven houden")
VRAGEN = gettext_noop("DUO opnieuw vragen")
VRAGEN_OVER_IEMAND = ("plicht", "doelgroep", "termijn", "pip", "lbt", "examen", "vrijstelling", "ontheffing")
"""What is asked when somebody wants to know everything again."""


@transaction.atomic
def neem_over_van_duo(actor: Actor, dossier: Dossier, rij: Vergelijking, reden: str) -> None:
    """Make the fact what DUO says, with DUO as its source; the former one stays in the history.

    Raises:
        Geweigerd: not allowed, no reason, no difference, our own decision says otherwise, or the date cannot
            be beside our other facts.
    """
    _eis(actor, dossier, rij, reden)
    if rij.ons_besluit:
        raise Geweigerd(
            _("Dit staat in ons besluit over het PIP. Alleen een nieuw besluit kan het veranderen.")
        )
    if rij.bij_duo == Gegeven():
        trek_feit_in(actor, dossier, rij.soort, reden, doel=OVERNEMEN)
    else:
        leg_feit_vast(
            actor,
            dossier,
            rij.soort,
            datum=rij.bij_duo.datum,
            waarde=rij.bij_duo.waarde,
            bron=Feit.Bron.DUO,
            toelichting=reden,
            doel=OVERNEMEN,
            reden=reden,
        )
    _bewaar(actor, dossier, rij, Verschilkeuze.Keuze.DUO, reden)


@transaction.atomic
def houd_ons_gegeven(actor: Actor, dossier: Dossier, rij: Vergelijking, reden: str) -> None:
    """Keep what the municipality says. The difference is settled until one of the two says something else.

    Raises:
        Geweigerd: not allowed, no reason, or no difference.
    """
    _eis(actor, dossier, rij, reden)
    _bewaar(actor, dossier, rij, Verschilkeuze.Keuze.ONS, reden)
    noteer_dossier(actor, Handeling.GEWIJZIGD, gettext_noop("feit"), dossier, HOUDEN)


def _eis(actor: Actor, dossier: Dossier, rij: Vergelijking, reden: str) -> None:
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    if not reden.strip():
        raise Geweigerd(_("Schrijf op waarom je dit kiest."))
    if rij.gelijk:
        raise Geweigerd(_("DUO en wij zeggen nu hetzelfde. Er is niets meer te kiezen."))


def _bewaar(actor: Actor, dossier: Dossier, rij: Vergelijking, keuze: str, reden: str) -> None:
    pak_op(actor, dossier)
    Verschilkeuze.objects.create(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        soort=rij.soort,
        bij_duo=rij.bij_duo.sleutel,
        bij_ons=(rij.bij_ons or Gegeven()).sleutel,
        keuze=keuze,
        reden=reden.strip(),
        door_id=actor.id,
    )


@transaction.atomic
def vraag_duo_opnieuw(actor: Actor, dossier: Dossier) -> int:
    """Ask DUO everything about this person again; returns how many questions are under way.

    Raises:
        Geweigerd: not allowed, no BSN, or this municipality has no connection.
    """
    rechten.DOSSIER_BEWERKEN.eis(actor, dossier)
    bsn = dossier.persoon.bsn
    if not bsn:
        raise Geweigerd(_("Zonder BSN kunnen we DUO niets vragen. Vul eerst het BSN in."))
    gesteld = [vraag(dossier.gemeente_id, naam, bsn, over=dossier.pk) for naam in VRAGEN_OVER_IEMAND]
    if not any(gesteld):
        raise Geweigerd(_("Onze gemeente heeft geen aansluiting op DUO. Vraag de functioneel beheerder."))
    noteer_dossier(actor, Handeling.VERZONDEN, gettext_noop("dossier"), dossier, VRAGEN)
    return len(gesteld)
