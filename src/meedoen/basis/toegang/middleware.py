"""Every request knows who asks, and its database connection sees only that person's municipalities."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meedoen.basis.organisaties.models import Gebruiker
from meedoen.basis.toegang.actor import NIEMAND, Actor, actor_van
from meedoen.basis.toegang.rechten import Geweigerd
from meedoen.basis.toegang.werkruimte import stel_in


class VerzoekMetActor(HttpRequest):
    """A request after the middleware: it carries its actor."""

    actor: Actor


class ActorMiddleware:
    """Put `request.actor` on the request and set what row-level security lets through."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        actor = actor_van(user) if isinstance(user, Gebruiker) and user.is_authenticated else NIEMAND
        request.actor = actor  # type: ignore[attr-defined]  # VerzoekMetActor says so to the views
        stel_in(actor.gemeenten)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal as a page that says why, never as an error."""
        if isinstance(exception, Geweigerd):
            return render(request, "geweigerd.html", {"weigering": exception}, status=403)
        return None
