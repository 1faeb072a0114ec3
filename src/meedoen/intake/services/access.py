"""What every act of an intake begins and ends with: the right, the state of the intake, and the logbook."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.intake import rechten
from meedoen.intake.models import BredeIntake

NIET_GETOOND = "…"
"""Stands in the logbook where a text was changed: that it changed is logged, what it says is not."""


def eis_bewerken(actor: Actor, dossier: Dossier) -> None:
    """Go on only when the actor may work on the intake of this dossier.

    Raises:
        Geweigerd: with the reason.
    """
    rechten.INTAKE_BEWERKEN.eis(actor, BredeIntake(gemeente_id=dossier.gemeente_id, dossier=dossier))


def geldt(dossier: Dossier, soort: str) -> bool:
    """Does this fact hold for the dossier now?"""
    return Feit.objects.filter(dossier=dossier, soort=soort, ingetrokken_op=None).exists()


def lopende_intake(actor: Actor, dossier: Dossier) -> BredeIntake:
    """The intake of a dossier, when the actor may work on it and it is not finished.

    Raises:
        Geweigerd: not allowed, not begun, or finished.
    """
    eis_bewerken(actor, dossier)
    intake = BredeIntake.objects.filter(dossier=dossier).select_related("leidraad").first()
    if intake is None:
        raise Geweigerd(_("De brede intake is nog niet begonnen. Begin eerst een gesprek."))
    if geldt(dossier, FeitSoort.INTAKE_AFGEROND):
        raise Geweigerd(_("De brede intake is afgerond. Heropen de intake als er iets moet veranderen."))
    return intake
