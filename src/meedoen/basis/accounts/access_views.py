"""Who may do what, and why: for everybody who is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meedoen.basis.access import selectors
from meedoen.basis.accounts.middleware import VerzoekMetActor


@require_safe
def wie_mag_wat(request: VerzoekMetActor) -> HttpResponse:
    """Every right, who has it and why, whether it is mine, and who has which role in my municipalities."""
    gemeenten = selectors.gemeenten_van(request.actor)
    context = {
        "uitspraken": selectors.uitspraken(request.actor),
        "gemeenten": [(gemeente, selectors.collegas_per_rol(gemeente)) for gemeente in gemeenten],
    }
    return render(request, "access/wie_mag_wat.html", context)
