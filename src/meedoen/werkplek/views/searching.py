"""Searching: asked by POST, so that no name or number ever stands in an address or a log of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers import rechten
from meedoen.werkplek.searching import AT_MOST, search

LONGEST = 80


@require_http_methods(["GET", "HEAD", "POST"])
def search_page(request: RequestWithActor) -> HttpResponse:
    """The search page, with what was found when something was asked."""
    if not rechten.DOSSIER_VIEW.may_anywhere(request.actor):
        raise rechten.DOSSIER_VIEW.refused(request.actor)
    ask = request.POST.get("zoek", "")[:LONGEST].strip()
    context = {
        "vraag": ask,
        "finding": search(request.actor, ask) if ask else None,
        "at_most": AT_MOST,
        "may_open": rechten.DOSSIER_EDIT.may_anywhere(request.actor),
    }
    return render(request, "werkplek/search.html", context)
