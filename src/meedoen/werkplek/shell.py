"""The shell around every page: which ways out of it this actor has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.access.actor import Actor
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.audit_log.rechten import VIEW_AUDIT_LOG
from meedoen.basis.ui.shell import MenuItem, Shell
from meedoen.beheer.rechten import USERS_MANAGE
from meedoen.dossiers import rechten
from meedoen.intake.rechten import LEIDRAAD_MANAGE
from meedoen.keten.pages.attention import count_for
from meedoen.keten.pages.rechten import KETEN_MANAGE
from meedoen.pip.rechten import APPROVE_PIP
from meedoen.werkplek.desk import Desk, desk_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MayDo = Callable[[Actor], bool]


MENU: list[tuple[StrPromise, str, MayDo]] = [
    (gettext_lazy("Mijn werk"), "werkplek:werk", rechten.DOSSIER_VIEW.may_anywhere),
    (gettext_lazy("Goedkeuren"), "pip:ter_goedkeuring", APPROVE_PIP.may_anywhere),
    (gettext_lazy("Dossiers"), "dossiers:lijst", rechten.DOSSIER_VIEW.may_anywhere),
    (gettext_lazy("Agenda"), "werkplek:agenda", rechten.CONTACT_EDIT.may_anywhere),
    (gettext_lazy("Cijfers"), "werkplek:cijfers", rechten.FIGURES_VIEW.may_anywhere),
    (gettext_lazy("Beheer"), "beheer:start", USERS_MANAGE.may_anywhere),
    (gettext_lazy("Keten"), "keten:start", KETEN_MANAGE.may_anywhere),
    (gettext_lazy("Logboek"), "audit_log:lijst", VIEW_AUDIT_LOG.may_anywhere),
]
"""The ways in the header, and who has them."""

ASKS: dict[str, Callable[[Actor], int]] = {"keten:start": count_for}
"""How much behind a way in the header needs this person."""

BEHEER: list[tuple[StrPromise, str, MayDo]] = [
    (gettext_lazy("Mijn account"), "mijn_account", lambda _actor: True),
    (gettext_lazy("Gespreksleidraad"), "intake:leidraad", LEIDRAAD_MANAGE.may_anywhere),
    (gettext_lazy("Wie mag wat"), "access:wie_mag_wat", lambda _actor: True),
]
"""The ways in the menu under one's name."""


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
        beheer=_ways(BEHEER, actor, here),
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
    ways = {reverse(page): page for _name, page, may in (*MENU, *BEHEER) if may(actor)}
    # Every address begins with "/": that way leads to the first page alone.
    here = [url for url in ways if path == url or (url != "/" and path.startswith(url))]
    return ways[max(here, key=len)] if here else ""


def _ways(items: list[tuple[StrPromise, str, MayDo]], actor: Actor, here: str) -> list[MenuItem]:
    return [
        MenuItem(
            name,
            reverse(page),
            here=page == here,
            aantal=ASKS[page](actor) if page in ASKS else 0,
        )
        for name, page, may in items
        if may(actor)
    ]
