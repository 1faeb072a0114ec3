"""What every act of an intake begins and ends with: the right, the state of the intake, and the logbook."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.intake import rechten
from meedoen.intake.models import BredeIntake

NOT_SHOWN = "…"
"""Stands in the logbook where a text was changed: that it changed is logged, what it says is not."""


def require_edit(actor: Actor, dossier: Dossier) -> None:
    """Go on only when the actor may work on the intake of this dossier.

    Raises:
        Geweigerd: with the reason.
    """
    rechten.INTAKE_EDIT.require(actor, BredeIntake(gemeente_id=dossier.gemeente_id, dossier=dossier))


def holds(dossier: Dossier, soort: str) -> bool:
    """Does this fact hold for the dossier now?"""
    return Feit.objects.filter(dossier=dossier, soort=soort, withdrawn_at=None).exists()


def running_intake(actor: Actor, dossier: Dossier) -> BredeIntake:
    """The intake of a dossier, when the actor may work on it and it is not finished.

    Raises:
        Geweigerd: not allowed, not begun, or finished.
    """
    require_edit(actor, dossier)
    intake = BredeIntake.objects.filter(dossier=dossier).select_related("leidraad").first()
    if intake is None:
        raise Refused(_("De brede intake is nog niet begonnen. Begin eerst een gesprek."))
    if holds(dossier, FeitSoort.INTAKE_COMPLETED):
        raise Refused(_("De brede intake is afgerond. Heropen de intake als er iets moet veranderen."))
    return intake
