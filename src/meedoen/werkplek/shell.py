"""The shell around every page: which ways out of it this actor has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meedoen.basis.access.actor import Actor
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.audit_log.rechten import LOGBOEK_BEKIJKEN
from meedoen.basis.ui.shell import MenuItem, Schil
from meedoen.beheer.rechten import GEBRUIKERS_BEHEREN
from meedoen.dossiers import rechten
from meedoen.intake.rechten import LEIDRAAD_BEHEREN
from meedoen.keten.pages.attention import aantal_voor
from meedoen.keten.pages.rechten import KETEN_BEHEREN
from meedoen.pip.rechten import PIP_GOEDKEUREN
from meedoen.werkplek.desk import Bureau, bureau_van

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Mag = Callable[[Actor], bool]


MENU: list[tuple[StrPromise, str, Mag]] = [
    (gettext_lazy("Mijn werk"), "werkplek:werk", rechten.DOSSIER_BEKIJKEN.mag_ergens),
    (gettext_lazy("Goedkeuren"), "pip:ter_goedkeuring", PIP_GOEDKEUREN.mag_ergens),
    (gettext_lazy("Dossiers"), "dossiers:lijst", rechten.DOSSIER_BEKIJKEN.mag_ergens),
    (gettext_lazy("Agenda"), "werkplek:agenda", rechten.CONTACT_BEWERKEN.mag_ergens),
    (gettext_lazy("Cijfers"), "werkplek:cijfers", rechten.CIJFERS_BEKIJKEN.mag_ergens),
    (gettext_lazy("Beheer"), "beheer:start", GEBRUIKERS_BEHEREN.mag_ergens),
    (gettext_lazy("Keten"), "keten:start", KETEN_BEHEREN.mag_ergens),
    (gettext_lazy("Logboek"), "audit_log:lijst", LOGBOEK_BEKIJKEN.mag_ergens),
]
"""The ways in the header, and who has them."""

VRAAGT: dict[str, Callable[[Actor], int]] = {"keten:start": aantal_voor}
"""How much behind a way in the header needs this person."""

BEHEER: list[tuple[StrPromise, str, Mag]] = [
    (gettext_lazy("Mijn account"), "mijn_account", lambda _actor: True),
    (gettext_lazy("Gespreksleidraad"), "intake:leidraad", LEIDRAAD_BEHEREN.mag_ergens),
    (gettext_lazy("Wie mag wat"), "access:wie_mag_wat", lambda _actor: True),
]
"""The ways in the menu under one's name."""


def bureau_van_verzoek(request: HttpRequest) -> Bureau:
    """What lies ready for who asks; asked for once a request."""
    bureau = getattr(request, "bureau", None)
    if bureau is None:
        bureau = bureau_van(cast("VerzoekMetActor", request).actor)
        request.bureau = bureau  # type: ignore[attr-defined]  # kept with the request it belongs to
    return cast("Bureau", bureau)


def schil(request: HttpRequest) -> Schil:
    """The shell of a page for who is signed in."""
    actor = cast("VerzoekMetActor", request).actor
    bureau = bureau_van_verzoek(request)
    ziet_dossiers = rechten.DOSSIER_BEKIJKEN.mag_ergens(actor)
    hier = _hier(actor, request.path)
    return Schil(
        waar=_waar(bureau.gemeenten),
        thema=bureau.thema,
        menu=_wegen(MENU, actor, hier),
        beheer=_wegen(BEHEER, actor, hier),
        zoek_url=reverse("werkplek:zoeken") if ziet_dossiers else "",
        meldingen=bureau.meldingen if ziet_dossiers else None,
        meldingen_url=reverse("werkplek:meldingen"),
        uitgang_url=reverse("account_logout"),
    )


def _waar(gemeenten: list[tuple[str, str]]) -> str:
    if len(gemeenten) > 1:
        return _("%(n)d gemeenten") % {"n": len(gemeenten)}
    return gemeenten[0][1] if gemeenten else ""


def _hier(actor: Actor, pad: str) -> str:
    """The page of the way that leads furthest towards this address; empty when none does."""
    wegen = {reverse(pagina): pagina for _naam, pagina, mag in (*MENU, *BEHEER) if mag(actor)}
    # Every address begins with "/": that way leads to the first page alone.
    hier = [url for url in wegen if pad == url or (url != "/" and pad.startswith(url))]
    return wegen[max(hier, key=len)] if hier else ""


def _wegen(items: list[tuple[StrPromise, str, Mag]], actor: Actor, hier: str) -> list[MenuItem]:
    return [
        MenuItem(
            naam,
            reverse(pagina),
            hier=pagina == hier,
            aantal=VRAAGT[pagina](actor) if pagina in VRAAGT else 0,
        )
        for naam, pagina, mag in items
        if mag(actor)
    ]
