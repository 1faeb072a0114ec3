"""Figures: a question, a drawing, a table, and how it was counted."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers import rechten
from meedoen.dossiers.phases import Fase
from meedoen.werkplek.figures import SMALLEST, Figures, figures_of
from meedoen.wet.termijn import termijn_rule


@require_safe
def figures(request: RequestWithActor) -> HttpResponse:
    """Numbers per municipality, without names."""
    actor = request.actor
    if not rechten.FIGURES_VIEW.may_anywhere(actor):
        raise rechten.FIGURES_VIEW.refused(actor)
    rows = figures_of(actor)
    pip = termijn_rule("pip", timezone.localdate())
    context = {
        "gemeenten": [_with_bars(row, rows) for row in rows],
        "phases": [phase.label for phase in Fase],
        "kleinst": SMALLEST,
        "today": timezone.localdate(),
        "grondslag": pip.grondslag,
        "zekerheid": pip.certainty,
    }
    return render(request, "werkplek/figures.html", context)


def _with_bars(row: Figures, rows: list[Figures]) -> dict[str, Any]:
    """The figures with the lengths of their bars, in hundredths of the longest."""
    longest_phase = max((n or 0 for n in row.phases), default=0) or 1
    longest_days = max((one.pip_days or 0 for one in rows), default=0) or 1
    return {
        "figures": row,
        "phases": [
            (phase.label, n, round(100 * (n or 0) / longest_phase))
            for phase, n in zip(Fase, row.phases, strict=True)
        ],
        "on_time": None if row.pip_on_time is None else round(100 * row.pip_on_time),
        "days_length": round(100 * (row.pip_days or 0) / longest_days),
    }
