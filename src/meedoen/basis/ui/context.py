"""What every page knows: who asks, and what stands around the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from meedoen.basis.ui.languages import TALEN
from meedoen.basis.ui.shell import schil_van


def pagina(request: HttpRequest) -> dict[str, Any]:
    """`actor`, and `schil`: menu, municipality, waiting messages; asked for only by pages that show them."""
    return {
        "actor": getattr(request, "actor", None),
        "schil": SimpleLazyObject(lambda: schil_van(request)),
        "interfacetalen": [TALEN["nl"], TALEN["en"]],
    }
