"""What every page knows: who asks, whose colours it wears."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def pagina(request: HttpRequest) -> dict[str, Any]:
    """The actor, for menus."""
    return {"actor": getattr(request, "actor", None)}
