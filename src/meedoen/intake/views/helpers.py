"""What the views of the intake share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.selectors import feiten_als_mapping, kader
from meedoen.intake import rechten, selectors
from meedoen.intake.models import BredeIntake
from meedoen.intake.selectors import Intakestand


@dataclass
class Blad:
    """A page inside the frame of a dossier: context, dossier, facts, and the intake when begun."""

    context: dict[str, Any]
    dossier: Dossier
    feiten: dict[str, Any]
    stand: Intakestand | None

    @property
    def intake(self) -> Intakestand:
        """The intake.

        Raises:
            Geweigerd: it has not begun.
        """
        if self.stand is None:
            raise Geweigerd(_("De brede intake is nog niet begonnen. Begin eerst een gesprek."))
        return self.stand


def open_blad(request: VerzoekMetActor, pk: UUID, doel: str) -> Blad:
    """Read a dossier and its intake for a purpose that goes into the logbook.

    Raises:
        Geweigerd: this actor may not.
    """
    context = kader(request.actor, pk, doel)
    dossier: Dossier = context["dossier"]
    feiten = feiten_als_mapping(dossier)
    stand = selectors.intakestand(request.actor, dossier, feiten)
    leeg = BredeIntake(gemeente_id=dossier.gemeente_id, dossier=dossier)
    mag = bool(rechten.INTAKE_BEWERKEN.mag(request.actor, leeg))
    context |= {
        "tab": "intake",
        "stand": stand,
        "mag_intake": mag,
        "mag_schrijven": mag and stand is not None and stand.afgerond_op is None,
    }
    return Blad(context, dossier, feiten, stand)


def probeer(form: BaseForm, daad: Callable[[], object]) -> bool:
    """Do it when the form is right; a refusal becomes an error of the form. Returns whether it was done."""
    if not form.is_valid():
        return False
    try:
        daad()
    except Geweigerd as weigering:
        reden = f"{weigering.reden} ({weigering.artikel})" if weigering.artikel else weigering.reden
        form.add_error(None, reden)
        return False
    return True
