"""Figures: a question, a drawing, a table, and how it was counted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers import rechten
from meedoen.dossiers.phases import Fase
from meedoen.werkplek.figures import KLEINST, Cijfers, cijfers_van
from meedoen.wet.termijn import termijn_rule


@require_safe
def cijfers(request: VerzoekMetActor) -> HttpResponse:
    """Numbers per municipality, without names."""
    actor = request.actor
    if not rechten.CIJFERS_BEKIJKEN.mag_ergens(actor):
        raise rechten.CIJFERS_BEKIJKEN.geweigerd(actor)
    rijen = cijfers_van(actor)
    pip = termijn_rule("pip", timezone.localdate())
    context = {
        "gemeenten": [_met_balken(rij, rijen) for rij in rijen],
        "fasen": [fase.label for fase in Fase],
        "kleinst": KLEINST,
        "vandaag": timezone.localdate(),
        "grondslag": pip.grondslag,
        "zekerheid": pip.certainty,
    }
    return render(request, "werkplek/cijfers.html", context)


def _met_balken(rij: Cijfers, rijen: list[Cijfers]) -> dict[str, Any]:
    """The figures with the lengths of their bars, in hundredths of the longest."""
    langst_fase = max((n or 0 for n in rij.fasen), default=0) or 1
    langst_dagen = max((een.pip_dagen or 0 for een in rijen), default=0) or 1
    return {
        "cijfers": rij,
        "fasen": [
            (fase.label, n, round(100 * (n or 0) / langst_fase))
            for fase, n in zip(Fase, rij.fasen, strict=True)
        ],
        "op_tijd": None if rij.pip_op_tijd is None else round(100 * rij.pip_op_tijd),
        "dagen_lengte": round(100 * (rij.pip_dagen or 0) / langst_dagen),
    }
