"""The colours of a municipality as a stylesheet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from meedoen.basis.organisaties.models import Gemeenteinstelling
from meedoen.basis.stijl.kleur import leesbaar_accent

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
