"""A municipality's own identity provider, as the environment describes it (docs/aanmelden.md)."""

from __future__ import annotations

import json
import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

REQUIRED = ("naam", "client_id", "secret", "server_url")
PROPERTIES = {*REQUIRED, "id", "organisatie", "claims"}
CLAIMS = {"email": "email", "email_verified": "email_verified"}
"""Which claim holds the address, and which one says that it was checked; `true` says that all are."""

ENGLISH = {"name": "naam", "client id": "client_id", "organisation": "organisatie"}


def read_oidc(text: str) -> list[dict[str, Any]]:
    """Turn `MEEDOEN_OIDC` into allauth's description of its apps; an empty text is an empty list.

    Raises:
        ImproperlyConfigured: it is no list of providers; one sentence for the operator, without the text
            itself, which holds secrets.
    """
    if not text.strip():
        return []
    try:
        providers = json.loads(text)
    except json.JSONDecodeError as error:
        raise ImproperlyConfigured(
            f"MEEDOEN_OIDC is geen JSON (regel {error.lineno}, teken {error.colno})."
        ) from None
    if not isinstance(providers, list) or not all(isinstance(one, dict) for one in providers):
        raise ImproperlyConfigured("MEEDOEN_OIDC moet een lijst zijn: [{...}, {...}].")
    apps = [
        _app({ENGLISH.get(name, name): w for name, w in one.items()}, nr)
        for nr, one in enumerate(providers, 1)
    ]
    _caution_more_than_one(apps)
    return apps


def _app(one: dict[str, Any], number: int) -> dict[str, Any]:
    if missing := [name for name in REQUIRED if not one.get(name)]:
        raise ImproperlyConfigured(f"MEEDOEN_OIDC, provider {number}: {', '.join(missing)} ontbreekt.")
    if unknown := sorted(one.keys() - PROPERTIES):
        raise ImproperlyConfigured(f"MEEDOEN_OIDC, provider {number}: {', '.join(unknown)} kennen we niet.")
    claims = {**CLAIMS, **one.get("claims", {})}
    if claims.keys() != CLAIMS.keys():
        raise ImproperlyConfigured(
            f"MEEDOEN_OIDC, provider {number}: claims kent alleen email en email_verified."
        )
    return {
        "provider_id": one.get("id") or re.sub(r"[^a-z0-9]+", "-", one["naam"].lower()).strip("-"),
        "name": one["naam"],
        "client_id": one["client_id"],
        "secret": one["secret"],
        "settings": {
            "server_url": one["server_url"],
            "organisatie": one.get("organisatie", ""),
            "claims": claims,
            "oauth_pkce_enabled": True,
        },
    }


def _caution_more_than_one(apps: list[dict[str, Any]]) -> None:
    """With more than one, each must say for whom it speaks: it may sign in nobody else's people."""
    if len({app["provider_id"] for app in apps}) < len(apps):
        raise ImproperlyConfigured("MEEDOEN_OIDC: twee providers hebben dezelfde id.")
    if len(apps) > 1 and not all(app["settings"]["organisatie"] for app in apps):
        raise ImproperlyConfigured(
            "MEEDOEN_OIDC: noem bij meer dan een provider steeds de organisatie (de code van de gemeente)."
        )
