"""Pages about one's own account, and the way to a municipality's identity provider."""

from __future__ import annotations

import logging

from allauth.account.authentication import get_authentication_records
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import login as naar_provider
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from requests import RequestException

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.accounts.own.selectors import eigen_sleutels
from meedoen.basis.organisations.models import Gebruiker

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def naar_gemeente(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to a municipality's identity provider.

    A link on our own page goes at once. Who comes from elsewhere is asked first: no other site may sign
    someone in behind her back.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return render(request, "socialaccount/login.html", {"hier": request.get_full_path()})
    try:
        response: HttpResponse = naar_provider(request, provider_id)
    except RequestException:
        logger.exception("An identity provider does not answer.")
        return render(request, "socialaccount/authentication_error.html", status=502)
    return response


@require_safe
def mijn_account(request: VerzoekMetActor) -> HttpResponse:
    """Who I am here, and how I sign in."""
    gebruiker = request.user
    assert isinstance(gebruiker, Gebruiker)  # noqa: S101  # the middleware lets nobody else through
    context = {
        "gebruiker": gebruiker,
        "voorstellen": len(eigen_sleutels(request.actor).voorstellen),
        "via_gemeente": SocialAccount.objects.filter(user=gebruiker),
        "nu_via_gemeente": any(
            r["method"] == "socialaccount" for r in get_authentication_records(request, gebruiker)
        ),
    }
    return render(request, "account/mijn.html", context)
