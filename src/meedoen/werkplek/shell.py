"""The shell around every page: which ways out of it this actor has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.ui.shell import ACCOUNT_MENU, MENU, MenuItem, Shell, Way
from meedoen.dossiers import rechten
from meedoen.werkplek.desk import Desk, desk_of


def desk_of_request(request: HttpRequest) -> Desk:
    """What lies ready for who asks; asked for once a request."""
    desk = getattr(request, "desk", None)
    if desk is None:
        desk = desk_of(cast("RequestWithActor", request).actor)
        request.desk = desk  # type: ignore[attr-defined]  # kept with the request it belongs to
    return cast("Desk", desk)


def shell(request: HttpRequest) -> Shell:
    """The shell of a page for who is signed in."""
    actor = cast("RequestWithActor", request).actor
    desk = desk_of_request(request)
    sees_dossiers = rechten.DOSSIER_VIEW.may_anywhere(actor)
    here = _here(actor, request.path)
    return Shell(
        where=_where(desk.gemeenten),
        theme=desk.theme,
        menu=_ways(MENU, actor, here),
        beheer=_ways(ACCOUNT_MENU, actor, here),
        search_url=reverse("werkplek:zoeken") if sees_dossiers else "",
        reports=desk.reports if sees_dossiers else None,
        reports_url=reverse("werkplek:meldingen"),
        uitgang_url=reverse("account_logout"),
    )


def _where(gemeenten: list[tuple[str, str]]) -> str:
    if len(gemeenten) > 1:
        return _("%(n)d gemeenten") % {"n": len(gemeenten)}
    return gemeenten[0][1] if gemeenten else ""


def _here(actor: Actor, path: str) -> str:
    """The page of the way that leads furthest towards this address; empty when none does."""
    ways = {reverse(page): page for page, way in (*MENU.items(), *ACCOUNT_MENU.items()) if way.may(actor)}
    # Every address begins with "/": that way leads to the first page alone.
    here = [url for url in ways if path == url or (url != "/" and path.startswith(url))]
    return ways[max(here, key=len)] if here else ""


def _ways(menu: Mapping[str, Way], actor: Actor, here: str) -> list[MenuItem]:
    return [
        MenuItem(way.label, reverse(page), here=page == here, aantal=way.count(actor) if way.count else 0)
        for page, way in sorted(menu.items(), key=lambda item: item[1].order)
        if way.may(actor)
    ]
