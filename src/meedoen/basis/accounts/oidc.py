"""A municipality's own identity provider, as the environment describes it (docs/aanmelden.md)."""

from __future__ import annotations

import json
import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

VERPLICHT = ("naam", "client_id", "secret", "server_url")
EIGENSCHAPPEN = {*VERPLICHT, "id", "organisatie", "claims"}
CLAIMS = {"email": "email", "email_verified": "email_verified"}
"""Which claim holds the address, and which one says that it was checked; `true` says that all are."""

ENGELS = {"name": "naam", "client id": "client_id", "organisation": "organisatie"}


def lees_oidc(tekst: str) -> list[dict[str, Any]]:
    """Turn `MEEDOEN_OIDC` into allauth's description of its apps; an empty text is an empty list.

    Raises:
        ImproperlyConfigured: it is no list of providers; one sentence for the operator, without the text
            itself, which holds secrets.
    """
    if not tekst.strip():
        return []
    try:
        providers = json.loads(tekst)
    except json.JSONDecodeError as fout:
        raise ImproperlyConfigured(
            f"MEEDOEN_OIDC is geen JSON (regel {fout.lineno}, teken {fout.colno})."
        ) from None
    if not isinstance(providers, list) or not all(isinstance(een, dict) for een in providers):
        raise ImproperlyConfigured("MEEDOEN_OIDC moet een lijst zijn: [{...}, {...}].")
    apps = [
        _app({ENGELS.get(naam, naam): w for naam, w in een.items()}, nr)
        for nr, een in enumerate(providers, 1)
    ]
    _let_op_meer_dan_een(apps)
    return apps


def _app(een: dict[str, Any], nummer: int) -> dict[str, Any]:
    if ontbreekt := [naam for naam in VERPLICHT if not een.get(naam)]:
        raise ImproperlyConfigured(f"MEEDOEN_OIDC, provider {nummer}: {', '.join(ontbreekt)} ontbreekt.")
    if onbekend := sorted(een.keys() - EIGENSCHAPPEN):
        raise ImproperlyConfigured(f"MEEDOEN_OIDC, provider {nummer}: {', '.join(onbekend)} kennen we niet.")
    claims = {**CLAIMS, **een.get("claims", {})}
    if claims.keys() != CLAIMS.keys():
        raise ImproperlyConfigured(
            f"MEEDOEN_OIDC, provider {nummer}: claims kent alleen email en email_verified."
        )
    return {
        "provider_id": een.get("id") or re.sub(r"[^a-z0-9]+", "-", een["naam"].lower()).strip("-"),
        "name": een["naam"],
        "client_id": een["client_id"],
        "secret": een["secret"],
        "settings": {
            "server_url": een["server_url"],
            "organisatie": een.get("organisatie", ""),
            "claims": claims,
            "oauth_pkce_enabled": True,
        },
    }


def _let_op_meer_dan_een(apps: list[dict[str, Any]]) -> None:
    """With more than one, each must say for whom it speaks: it may sign in nobody else's people."""
    if len({app["provider_id"] for app in apps}) < len(apps):
        raise ImproperlyConfigured("MEEDOEN_OIDC: twee providers hebben dezelfde id.")
    if len(apps) > 1 and not all(app["settings"]["organisatie"] for app in apps):
        raise ImproperlyConfigured(
            "MEEDOEN_OIDC: noem bij meer dan een provider steeds de organisatie (de code van de gemeente)."
        )
