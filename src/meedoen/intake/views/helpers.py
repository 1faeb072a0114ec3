"""What the views of the intake share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.utils.translation import gettext as _

from meedoen.basis.access.rechten import Refused
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.selectors import feiten_as_mapping, frame
from meedoen.intake import rechten, selectors
from meedoen.intake.models import BredeIntake
from meedoen.intake.selectors import IntakeState


@dataclass
class DossierPage:
    """A page inside the frame of a dossier: context, dossier, facts, and the intake when begun."""

    context: dict[str, Any]
    dossier: Dossier
    feiten: dict[str, Any]
    stand: IntakeState | None

    @property
    def intake(self) -> IntakeState:
        """The intake.

        Raises:
            Geweigerd: it has not begun.
        """
        if self.stand is None:
            raise Refused(_("De brede intake is nog niet begonnen. Begin eerst een gesprek."))
        return self.stand


def open_page(request: RequestWithActor, pk: UUID, doel: str) -> DossierPage:
    """Read a dossier and its intake for a purpose that goes into the logbook.

    Raises:
        Geweigerd: this actor may not.
    """
    context = frame(request.actor, pk, doel)
    dossier: Dossier = context["dossier"]
    feiten = feiten_as_mapping(dossier)
    state = selectors.intake_state(request.actor, dossier, feiten)
    empty = BredeIntake(gemeente_id=dossier.gemeente_id, dossier=dossier)
    may = bool(rechten.INTAKE_EDIT.may(request.actor, empty))
    context |= {
        "tab": "intake",
        "stand": state,
        "may_intake": may,
        "may_write": may and state is not None and state.completed_at is None,
    }
    return DossierPage(context, dossier, feiten, state)


def attempt(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do it when the form is right; a refusal becomes an error of the form. Returns whether it was done."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        reason = f"{refusal.reden} ({refusal.artikel})" if refusal.artikel else refusal.reden
        form.add_error(None, reason)
        return False
    return True
