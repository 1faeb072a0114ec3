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

from meedoen.basis.access.actor import NOBODY, Actor, actor_of
from meedoen.basis.access.rechten import Refused
from meedoen.basis.access.scope import set_scope
from meedoen.basis.accounts.session import watch
from meedoen.basis.audit_log.bounded import log_refusal
from meedoen.basis.organisations.models import Account

OPEN_TO_ALL = "ui"
"""The namespace of pages that show nobody's data: colours, the choice of language."""
API = "/api/"
"""Under this a client shows its token itself (`services.actor_of_key`)."""
OWN_ACCOUNT = "/accounts/"
ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class RequestWithActor(HttpRequest):
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
        watch(request)
        actor = _who_asks(request)
        request.actor = actor  # type: ignore[attr-defined]  # VerzoekMetActor says so to the views
        set_scope(actor.gemeenten)
        response = self.get_response(request)
        _log_refusal(request, actor)
        if actor.id is not None and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"  # what she saw stays on no disk
        return response

    def process_view(
        self,
        request: RequestWithActor,
        view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Send who is not signed in to the door, and who lacks a second factor to where one is made."""
        namespace = request.resolver_match.namespace if request.resolver_match else ""
        if namespace == OPEN_TO_ALL or request.path_info.startswith(API):
            return None
        if not request.user.is_authenticated:
            return _to_the_entrance(request) if getattr(view, "login_required", True) else None
        if _lacks_second_factor(request):
            messages.warning(
                request, _("Jouw gemeente vraagt een tweede stap bij het inloggen. Zet die eerst aan.")
            )
            return HttpResponseRedirect(reverse("mfa_index"))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show a refusal as a page that says why, never as an error."""
        if isinstance(exception, Refused):
            request.refusal = exception  # type: ignore[attr-defined]  # for when its transaction is over
            return render(request, "refused.html", {"refusal": exception}, status=403)
        return None


def _who_asks(request: HttpRequest) -> Actor:
    """Who is signed in; under `API`, whoever the token in the header belongs to and nobody else."""
    if request.path_info.startswith(API):
        from meedoen.basis.accounts.services import actor_of_key

        kind, _space, key = request.headers.get("Authorization", "").partition(" ")
        return (kind.lower() == "bearer" and actor_of_key(key.strip())) or NOBODY
    return actor_of(request.user) if isinstance(request.user, Account) else NOBODY


def _log_refusal(request: HttpRequest, actor: Actor) -> None:
    """Write down a refusal, now that what the request wrote is undone and its transaction over."""
    refusal = getattr(request, "refusal", None)
    if refusal is None or request.resolver_match is None:
        return
    ids = re.search(ID, request.path_info)
    where = request.resolver_match.view_name
    log_refusal(actor, refusal, where=where, onderwerp_id=ids[0] if ids else "")


def _to_the_entrance(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and from there back to where this person was.

    What was posted is lost, and can be no place to come back to: then it is the page of the form. A script is
    told with 401 that nobody is signed in.
    """
    if request.headers.get("Sec-Fetch-Mode", "navigate") not in {"navigate", "nested-navigate"}:
        return HttpResponse(status=401)
    back = request.get_full_path() if request.method == "GET" else _previous_page(request)
    if request.method == "POST":
        messages.warning(request, _("Je was uitgelogd. Wat je net instuurde, is niet bewaard."))
    return redirect_to_login(back, resolve_url("account_login"))


def _previous_page(request: HttpRequest) -> str:
    reference = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        reference, {request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    parts = urlsplit(reference)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _lacks_second_factor(request: RequestWithActor) -> bool:
    """Must this person make a second factor before anything else?

    Signing in by way of the municipality, or with a second factor this time, is enough; so only who has
    neither costs a query.
    """
    if not request.actor.second_factor or request.path_info.startswith(OWN_ACCOUNT):
        return False
    ways = {step["method"] for step in get_authentication_records(request, request.user)}
    return not ways & {"mfa", "socialaccount"} and not is_mfa_enabled(request.user)
