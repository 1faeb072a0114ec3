"""Who may do what, and why: for everybody who is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meedoen.basis.access import selectors
from meedoen.basis.accounts.middleware import RequestWithActor


@require_safe
def who_may_what(request: RequestWithActor) -> HttpResponse:
    """Every right, who has it and why, whether it is mine, and who has which role in my municipalities."""
    gemeenten = selectors.gemeenten_of(request.actor)
    context = {
        "statements": selectors.statements(request.actor),
        "gemeenten": [(gemeente, selectors.colleagues_per_role(gemeente)) for gemeente in gemeenten],
    }
    return render(request, "access/who_may_what.html", context)
