"""What every page knows: who asks, and what stands around the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from meedoen.basis.ui.languages import LANGUAGES
from meedoen.basis.ui.shell import shell_of


def page(request: HttpRequest) -> dict[str, Any]:
    """`actor`, and `schil`: menu, municipality, waiting messages; asked for only by pages that show them."""
    return {
        "actor": getattr(request, "actor", None),
        "shell": SimpleLazyObject(lambda: shell_of(request)),
        "interfacetalen": [LANGUAGES["nl"], LANGUAGES["en"]],
    }
