"""Every request knows who asks, and its database connection sees only that person's municipalities."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import NIEMAND, Actor, actor_van
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.access.scope import stel_in
from meedoen.basis.accounts.session import bewaak
from meedoen.basis.audit_log.bounded import noteer_weigering
from meedoen.basis.organisations.models import Gebruiker

OPEN_VOOR_ALLEN = "ui"
"""The namespace of pages that show nobody's data: colours, the choice of language."""
API = "/api/"
"""Under this a client shows its token itself (`services.actor_van_sleutel`)."""
EIGEN_ACCOUNT = "/accounts/"
ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class VerzoekMetActor(HttpRequest):
    """A request after the middleware: it carries its actor."""

    actor: Actor


class ActorMiddleware:
    """Put `request.actor` on the request and set what row-level security lets through.

    Pages are for who is signed in, unless a view says `login_not_required`; the rights themselves are checked
    by selectors and services.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        bewaak(request)
        actor = _wie_vraagt(request)
        request.actor = actor  # type: ignore[attr-defined]  # VerzoekMetActor says so to the views
        stel_in(actor.gemeenten)
        response = self.get_response(request)
        _noteer_weigering(request, actor)
        if actor.id is not None and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"  # what she saw stays on no disk
        return response

    def process_view(
        self,
        request: VerzoekMetActor,
        view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Send who is not signed in to the door, and who lacks a second factor to where one is made."""
        naamruimte = request.resolver_match.namespace if request.resolver_match else ""
        if naamruimte == OPEN_VOOR_ALLEN or request.path_info.startswith(API):
            return None
        if not request.user.is_authenticated:
            return _naar_de_deur(request) if getattr(view, "login_required", True) else None
        if _mist_tweede_factor(request):
            messages.warning(
                request, _("Jouw gemeente vraagt een tweede stap bij het inloggen. Zet die eerst aan.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal as a page that says why, never as an error."""
        if isinstance(exception, Geweigerd):
            request.weigering = exception  # type: ignore[attr-defined]  # for when its transaction is over
            return render(request, "geweigerd.html", {"weigering": exception}, status=403)
        return None


def _wie_vraagt(request: HttpRequest) -> Actor:
    """Who is signed in; under `API`, whoever the token in the header belongs to and nobody else."""
    if request.path_info.startswith(API):
        from meedoen.basis.accounts.services import actor_van_sleutel

        soort, _spatie, sleutel = request.headers.get("Authorization", "").partition(" ")
        return (soort.lower() == "bearer" and actor_van_sleutel(sleutel.strip())) or NIEMAND
    return actor_van(request.user) if isinstance(request.user, Gebruiker) else NIEMAND


def _noteer_weigering(request: HttpRequest, actor: Actor) -> None:
    """Write down a refusal, now that what the request wrote is undone and its transaction over."""
    weigering = getattr(request, "weigering", None)
    if weigering is None or request.resolver_match is None:
        return
    ids = re.search(ID, request.path_info)
    waar = request.resolver_match.view_name
    noteer_weigering(actor, weigering, waar=waar, onderwerp_id=ids[0] if ids else "")


def _naar_de_deur(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back to where this person was.

    What was posted is lost, and can be no place to come back to: then it is the page of the form. A script is
    told with 401 that nobody is signed in.
    """
    if request.headers.get("Sec-Fetch-Mode", "navigate") not in {"navigate", "nested-navigate"}:
        return HttpResponse(status=401)
    terug = request.get_full_path() if request.method == "GET" else _vorige_pagina(request)
    if request.method == "POST":
        messages.warning(request, _("Je was uitgelogd. Wat je net instuurde, is niet bewaard."))
    return redirect_to_login(terug, resolve_url("account_login"))


def _vorige_pagina(request: HttpRequest) -> str:
    verwijzing = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        verwijzing, {request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    delen = urlsplit(verwijzing)
    return f"{delen.path}?{delen.query}" if delen.query else delen.path


def _mist_tweede_factor(request: VerzoekMetActor) -> bool:
    """Must this person make a second factor before anything else?

    Signing in by way of the municipality, or with a second factor this time, is enough; so only who has
    neither costs a query.
    """
    if not request.actor.tweede_factor or request.path_info.startswith(EIGEN_ACCOUNT):
        return False
    manieren = {stap["method"] for stap in get_authentication_records(request, request.user)}
    return not manieren & {"mfa", "socialaccount"} and not is_mfa_enabled(request.user)
