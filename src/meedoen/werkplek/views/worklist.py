"""Mijn werk: what comes first, for whom, and the one act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from meedoen.basis.access.actor import Actor
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.audit_log.rechten import LOGBOEK_BEKIJKEN
from meedoen.basis.organisations.models import Rol
from meedoen.beheer.rechten import GEBRUIKERS_BEHEREN
from meedoen.dossiers import rechten
from meedoen.dossiers.phases import WachtOp
from meedoen.werkplek.desk import Bureau, bureau_van
from meedoen.werkplek.filters import KEUZES, NIEMAND, TEAM, WIE, Filters, Keuzes
from meedoen.werkplek.forms import BewaarWeergave
from meedoen.werkplek.paging import Plek
from meedoen.werkplek.selectors import werkblad
from meedoen.werkplek.worklist_lines import Werkregel

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NAMEN: dict[str, StrPromise] = {
    "fase": gettext_lazy("Fase"),
    "groep": gettext_lazy("Groep"),
    "termijn": gettext_lazy("Termijn"),
    "wanneer": gettext_lazy("Wanneer"),
    "wacht": gettext_lazy("Wacht op"),
}
"""The words beside each filter."""

THUIS = (
    (GEBRUIKERS_BEHEREN, "beheer:start"),
    (LOGBOEK_BEKIJKEN, "audit_log:lijst"),
    (rechten.CIJFERS_BEKIJKEN, "werkplek:cijfers"),
)
"""Where people begin who see no dossiers."""


@require_safe
@transaction.non_atomic_requests
def werk(request: VerzoekMetActor) -> HttpResponse:
    """The worklist; for who sees no dossiers the page her work begins with.

    It reads, and writes one line of the logbook before it answers: without a transaction of its own it needs
    two trips to the database less, on the page that is opened most.
    """
    actor = request.actor
    if not rechten.DOSSIER_BEKIJKEN.mag_ergens(actor):
        return _ander_thuis(request)
    filters = Filters.uit(request.GET.dict(), actor)
    bureau = bureau_van(actor, tel=Filters(wie=filters.wie, gemeente=filters.gemeente))
    if not request.GET and (begin := _begin(actor, bureau)):
        return HttpResponseRedirect(f"{reverse('werkplek:werk')}?{begin}")
    request.bureau = bureau  # type: ignore[attr-defined]  # the shell of the page uses it too
    mag_verdelen = filters.wie == TEAM and rechten.DOSSIER_TOEWIJZEN.mag_ergens(actor)
    blad = werkblad(actor, filters, Plek.lees(request.GET.get("na", "")))
    context = {
        "blad": blad,
        "rijen": _rijen(blad.regels, team=filters.wie == TEAM, mag_verdelen=mag_verdelen),
        "vorige": blad.vorige and f"?{filters.als_query()}&na={blad.vorige}",
        "volgende": blad.volgende and f"?{filters.als_query()}&na={blad.volgende}",
        "filters": filters,
        "query": filters.als_query(),
        "bureau": bureau,
        "team": filters.wie == TEAM,
        "mag_verdelen": mag_verdelen,
        "wie_keuzes": [
            (naam, filters.als_query(wie=wie), wie == filters.wie) for wie, naam in _wie_keuzes(actor)
        ],
        "velden": _velden(filters, bureau, mag_verdelen=mag_verdelen),
        "chips": _chips(filters, bureau),
        "tellingen": _tellingen(filters, bureau),
        "weergave": _weergave_nu(filters, bureau),
        "bewaar": BewaarWeergave(actor=actor, initial={"filters": filters.als_query()}),
        "onzeker": any(regel.waarom.endswith("*") for regel in blad.regels),
    }
    return render(request, "werkplek/werk.html", context)


def _rijen(regels: list[Werkregel], *, team: bool, mag_verdelen: bool) -> str:
    context = {"regels": regels, "team": team, "kies": _("Kies") if mag_verdelen else ""}
    return render_to_string("werkplek/rijen.html", context, using="lijsten")


def _ander_thuis(request: VerzoekMetActor) -> HttpResponse:
    for recht, pagina in THUIS:
        if recht.mag_ergens(request.actor):
            return HttpResponseRedirect(reverse(pagina))
    return render(request, "werkplek/geen_rol.html")


def _begin(actor: Actor, bureau: Bureau) -> str:
    """The filters to begin with: those of the view chosen last, else what waits for a quality officer."""
    if bureau.gekozen:
        return str(bureau.gekozen["filters"])
    if not actor.heeft_rol(Rol.KLANTMANAGER, Rol.TEAMLEIDER):
        return Filters(wie=TEAM, wacht=WachtOp.GOEDKEURDER).als_query()
    return ""


def _wie_keuzes(actor: Actor) -> list[tuple[str, Any]]:
    """Whose work: a quality officer has no dossiers of her own."""
    begeleidt = actor.heeft_rol(Rol.KLANTMANAGER, Rol.TEAMLEIDER)
    return [(wie, naam) for wie, naam in WIE if begeleidt or wie == TEAM]


def _velden(filters: Filters, bureau: Bureau, *, mag_verdelen: bool) -> list[dict[str, Any]]:
    """The selects above the list: name, words, choices, and the one that stands."""
    velden = [
        {"naam": naam, "woord": NAMEN[naam], "keuzes": keuzes, "nu": getattr(filters, naam)}
        for naam, keuzes in KEUZES.items()
    ]
    if mag_verdelen or filters.van:
        collega = [(filters.van, _("een collega"))] if filters.van not in ("", NIEMAND) else []
        keuzes: Keuzes = [(NIEMAND, _("nog van niemand")), *collega]
        velden.append({"naam": "van", "woord": _("Van"), "keuzes": keuzes, "nu": filters.van})
    if len(bureau.gemeenten) > 1:
        velden.append(
            {"naam": "gemeente", "woord": _("Gemeente"), "keuzes": bureau.gemeenten, "nu": filters.gemeente}
        )
    return velden


def _chips(filters: Filters, bureau: Bureau) -> list[tuple[str, str]]:
    """What is filtered, in words, each with the address without it."""
    woorden = {naam: dict(keuzes) for naam, keuzes in KEUZES.items()} | {"gemeente": dict(bureau.gemeenten)}
    chips = [
        (f"{NAMEN.get(naam, _('Gemeente'))}: {woord[waarde]}", filters.als_query(**{naam: ""}))
        for naam, woord in woorden.items()
        if (waarde := getattr(filters, naam)) in woord
    ]
    if filters.van:
        van = _("nog van niemand") if filters.van == NIEMAND else _("van een collega")
        chips.append((van, filters.als_query(van="")))
    return chips


def _tellingen(filters: Filters, bureau: Bureau) -> list[dict[str, Any]]:
    """The numbers above the list, each a link to what it counts."""
    schoon = Filters(wie=filters.wie, gemeente=filters.gemeente)
    soorten = (
        ("laat", _("te laat"), {"wanneer": "laat"}),
        ("week", _("komende week"), {"wanneer": "week"}),
        ("wacht", _("wachten op een ander"), {"wacht": "ander"}),
    )
    return [
        {"soort": soort, "n": bureau.tellingen[soort], "woord": woord, "query": schoon.als_query(**filter_)}
        for soort, woord, filter_ in soorten
    ]


def _weergave_nu(filters: Filters, bureau: Bureau) -> dict[str, Any] | None:
    """The view whose filters these are, if any."""
    query = filters.als_query()
    return next((weergave for weergave in bureau.weergaven if weergave["filters"] == query), None)
