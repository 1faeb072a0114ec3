"""Pages about what works in one's own name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.basis.access.models import Toegangssleutel
from meedoen.basis.accounts import services
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.accounts.own.selectors import eigen_sleutels
from meedoen.basis.accounts.rechten import EIGEN_SLEUTELS


@require_safe
def software(request: VerzoekMetActor) -> HttpResponse:
    """The client tokens in my name: proposals to decide on, and what was decided."""
    return _toon(request)


@require_http_methods(["GET", "POST"])
def bevestigen(request: VerzoekMetActor, sleutel_id: UUID) -> HttpResponse:
    """Make the token that was proposed. Its text is in this answer, and nowhere else ever."""
    if request.method == "GET":  # somebody who reloads the address of the answer
        return redirect("access:software")
    sleutel, tekst = services.bevestig_sleutel(request.actor, _mijn(request, sleutel_id).pk)
    return _toon(request, nieuw=sleutel, tekst=tekst)


@require_POST
def intrekken(request: VerzoekMetActor, sleutel_id: UUID) -> HttpResponse:
    """End a token, or turn a proposal down."""
    sleutel = _mijn(request, sleutel_id)
    afgewezen = sleutel.bevestigd_op is None
    services.trek_sleutel_in(request.actor, sleutel)
    messages.success(
        request, _("Het voorstel is afgewezen.") if afgewezen else _("De toegangssleutel is ingetrokken.")
    )
    return redirect("access:software")


def _mijn(request: VerzoekMetActor, sleutel_id: UUID) -> Toegangssleutel:
    return get_object_or_404(
        EIGEN_SLEUTELS.filter(request.actor, Toegangssleutel.objects.all()), pk=sleutel_id
    )


def _toon(request: VerzoekMetActor, **context: object) -> HttpResponse:
    return render(request, "own/software.html", {"sleutels": eigen_sleutels(request.actor), **context})
