"""The colours of a municipality as a stylesheet, and the choice of language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from meedoen.basis.organisations.models import Gebruiker, Gemeenteinstelling
from meedoen.basis.ui.colour import leesbaar_accent

EEN_UUR = 3600


@require_safe
def thema(_request: HttpRequest, code: str) -> HttpResponse:
    """The design tokens in which a municipality differs from our own theme.

    Nothing in it is secret, so anyone may have it. A colour that nobody could read is left out.
    """
    kleuren = Gemeenteinstelling.objects.filter(gemeente__code=code).values_list("accentkleur", flat=True)
    kleur = kleuren.first() or ""
    css = f".md-thema {{ --md-accent: {kleur}; }}\n" if leesbaar_accent(kleur) else ""
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=EEN_UUR)
    return response


@require_POST
def taal(request: HttpRequest) -> HttpResponse:
    """Choose the language of the pages; who is signed in gets her mail in it too."""
    keuze = request.POST.get("language")
    if request.user.is_authenticated and keuze in dict(settings.LANGUAGES):
        Gebruiker.objects.filter(pk=request.user.pk).update(taal=keuze)
    return set_language(request)
