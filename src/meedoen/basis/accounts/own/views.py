"""Pages about what works in one's own name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.basis.access.models import ApiKey
from meedoen.basis.accounts import services
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.accounts.own.selectors import own_keys
from meedoen.basis.accounts.rechten import OWN_KEYS


@require_safe
def software(request: RequestWithActor) -> HttpResponse:
    """The client tokens in my name: proposals to decide on, and what was decided."""
    return _show(request)


@require_http_methods(["GET", "POST"])
def confirm(request: RequestWithActor, sleutel_id: UUID) -> HttpResponse:
    """Make the token that was proposed. Its text is in this answer, and nowhere else ever."""
    if request.method == "GET":  # somebody who reloads the address of the answer
        return redirect("access:software")
    key, text = services.confirm_key(request.actor, _my(request, sleutel_id).pk)
    return _show(request, nieuw=key, tekst=text)


@require_POST
def withdraw(request: RequestWithActor, sleutel_id: UUID) -> HttpResponse:
    """End a token, or turn a proposal down."""
    key = _my(request, sleutel_id)
    rejected = key.confirmed_at is None
    services.withdraw_key(request.actor, key)
    messages.success(
        request, _("Het voorstel is afgewezen.") if rejected else _("De toegangssleutel is ingetrokken.")
    )
    return redirect("access:software")


def _my(request: RequestWithActor, sleutel_id: UUID) -> ApiKey:
    return get_object_or_404(OWN_KEYS.filter(request.actor, ApiKey.objects.all()), pk=sleutel_id)


def _show(request: RequestWithActor, **context: object) -> HttpResponse:
    return render(request, "own/software.html", {"keys": own_keys(request.actor), **context})
