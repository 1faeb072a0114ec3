"""The colours of a municipality as a stylesheet, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from meedoen.basis.organisations.models import Account, GemeenteSettings
from meedoen.basis.ui.colour import readable_accent

ONE_HOUR = 3600


@require_safe
def theme(_request: HttpRequest, code: str) -> HttpResponse:
    """The design tokens in which a municipality differs from our own theme.

    Nothing in it is secret, so anyone may have it. A colour that nobody could read is left out.
    """
    colours = GemeenteSettings.objects.filter(gemeente__code=code).values_list("accentkleur", flat=True)
    colour = colours.first() or ""
    css = f".md-theme {{ --md-accent: {colour}; }}\n" if readable_accent(colour) else ""
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=ONE_HOUR)
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages; who is signed in gets her mail in it too."""
    choice = request.POST.get("language")
    if request.user.is_authenticated and choice in dict(settings.LANGUAGES):
        Account.objects.filter(pk=request.user.pk).update(taal=choice)
    return set_language(request)
