"""Searching: asked by POST, so that no name or number ever stands in an address or a log of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers import rechten
from meedoen.werkplek.searching import HOOGSTENS, zoek

LANGST = 80


@require_http_methods(["GET", "HEAD", "POST"])
def zoeken(request: VerzoekMetActor) -> HttpResponse:
    """The search page, with what was found when something was asked."""
    if not rechten.DOSSIER_BEKIJKEN.mag_ergens(request.actor):
        raise rechten.DOSSIER_BEKIJKEN.geweigerd(request.actor)
    vraag = request.POST.get("zoek", "")[:LANGST].strip()
    context = {
        "vraag": vraag,
        "vondst": zoek(request.actor, vraag) if vraag else None,
        "hoogstens": HOOGSTENS,
        "mag_openen": rechten.DOSSIER_BEWERKEN.mag_ergens(request.actor),
    }
    return render(request, "werkplek/zoeken.html", context)
