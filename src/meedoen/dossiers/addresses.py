"""Where the acts on a dossier are done: from a step or a thing that matters now to a page."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from meedoen.dossiers.now import Point, PointKind
from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import STEPS


def address_of_step(step: str, dossier_id: UUID) -> str:
    """The address on which the next step of a dossier is done."""
    name, ask = STEPS[Stap(step)]
    return reverse(name, args=[dossier_id]) + ask


def address_of_point(dossier_id: UUID, point: Point) -> str:
    """The address behind the button of a thing that matters now."""
    match point.soort:
        case PointKind.STEP:
            return address_of_step(point.op, dossier_id)
        case PointKind.TERMIJN:
            return f"{reverse('dossiers:dossier', args=[dossier_id])}#termijn-{point.op}"
        case PointKind.GESPREK:
            return reverse("dossiers:contact", args=[dossier_id, point.op])
        case PointKind.SIGNAAL:
            return reverse("dossiers:signaal", args=[dossier_id, point.op])
