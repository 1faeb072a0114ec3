"""Pages about one's own account, and the way to a municipality's identity provider."""

from __future__ import annotations

import logging

from allauth.account.authentication import get_authentication_records
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import login as to_provider
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from requests import RequestException

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.accounts.own.selectors import own_keys
from meedoen.basis.organisations.models import Account

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def to_gemeente(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to a municipality's identity provider.

    A link on our own page goes at once. Who comes from elsewhere is asked first: no other site may sign
    someone in behind her back.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return render(request, "socialaccount/login.html", {"here": request.get_full_path()})
    try:
        response: HttpResponse = to_provider(request, provider_id)
    except RequestException:
        logger.exception("An identity provider does not answer.")
        return render(request, "socialaccount/authentication_error.html", status=502)
    return response


@require_safe
def my_account(request: RequestWithActor) -> HttpResponse:
    """Who I am here, and how I sign in."""
    user = request.user
    assert isinstance(user, Account)  # noqa: S101  # the middleware lets nobody else through
    context = {
        "user": user,
        "proposals": len(own_keys(request.actor).proposals),
        "via_gemeente": SocialAccount.objects.filter(user=user),
        "now_via_gemeente": any(
            r["method"] == "socialaccount" for r in get_authentication_records(request, user)
        ),
    }
    return render(request, "account/mine.html", context)
