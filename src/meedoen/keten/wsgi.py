"""The port of the chain: the same application, but it answers DUO and nobody else."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.settings")
_site = get_wsgi_application()

from meedoen.keten.duo.api import KETEN_PORT, PATH  # noqa: E402  # after Django has started


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer the chain; whatever else is asked here does not exist."""
    if environ.get("PATH_INFO") != PATH:
        start_response("404 Not Found", [("Content-Length", "0")])
        return [b""]
    return _site({**environ, KETEN_PORT: True}, start_response)
