"""Where the acts on a dossier are done: from a step or a thing that matters now to a page."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from meedoen.dossiers.now import Punt, Soort
from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import STEPS


def adres_van_stap(stap: str, dossier_id: UUID) -> str:
    """The address on which the next step of a dossier is done."""
    naam, vraag = STEPS[Stap(stap)]
    return reverse(naam, args=[dossier_id]) + vraag


def adres_van_punt(dossier_id: UUID, punt: Punt) -> str:
    """The address behind the button of a thing that matters now."""
    match punt.soort:
        case Soort.STAP:
            return adres_van_stap(punt.op, dossier_id)
        case Soort.TERMIJN:
            return f"{reverse('dossiers:dossier', args=[dossier_id])}#termijn-{punt.op}"
        case Soort.GESPREK:
            return reverse("dossiers:contact", args=[dossier_id, punt.op])
        case Soort.SIGNAAL:
            return reverse("dossiers:signaal", args=[dossier_id, punt.op])
