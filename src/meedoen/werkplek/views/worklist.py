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
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.audit_log.rechten import VIEW_AUDIT_LOG
from meedoen.basis.organisations.models import Role
from meedoen.beheer.rechten import USERS_MANAGE
from meedoen.dossiers import rechten
from meedoen.dossiers.phases import WachtOp
from meedoen.werkplek.desk import Desk, desk_of
from meedoen.werkplek.filters import CHOICES, NOBODY, TEAM, WHO, Choices, Filters
from meedoen.werkplek.forms import SaveSavedViewForm
from meedoen.werkplek.paging import Cursor
from meedoen.werkplek.selectors import worklist_page
from meedoen.werkplek.worklist_lines import WorklistLine

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NAMES: dict[str, StrPromise] = {
    "fase": gettext_lazy("Fase"),
    "groep": gettext_lazy("Groep"),
    "termijn": gettext_lazy("Termijn"),
    "wanneer": gettext_lazy("Wanneer"),
    "wacht": gettext_lazy("Wacht op"),
}
"""The words beside each filter."""

HOME = (
    (USERS_MANAGE, "beheer:start"),
    (VIEW_AUDIT_LOG, "audit_log:lijst"),
    (rechten.FIGURES_VIEW, "werkplek:cijfers"),
)
"""Where people begin who see no dossiers."""


@require_safe
@transaction.non_atomic_requests
def work(request: RequestWithActor) -> HttpResponse:
    """The worklist; for who sees no dossiers the page her work begins with.

    It reads, and writes one line of the logbook before it answers: without a transaction of its own it needs
    two trips to the database less, on the page that is opened most.
    """
    actor = request.actor
    if not rechten.DOSSIER_VIEW.may_anywhere(actor):
        return _another_home(request)
    filters = Filters.uit(request.GET.dict(), actor)
    desk = desk_of(actor, count=Filters(wie=filters.wie, gemeente=filters.gemeente))
    if not request.GET and (begin := _begin(actor, desk)):
        return HttpResponseRedirect(f"{reverse('werkplek:werk')}?{begin}")
    request.desk = desk  # type: ignore[attr-defined]  # the shell of the page uses it too
    may_distribute = filters.wie == TEAM and rechten.DOSSIER_ASSIGN.may_anywhere(actor)
    page = worklist_page(actor, filters, Cursor.read(request.GET.get("na", "")))
    context = {
        "page": page,
        "rows": _rows(page.lines, team=filters.wie == TEAM, may_distribute=may_distribute),
        "previous": page.previous and f"?{filters.as_query()}&na={page.previous}",
        "volgende": page.following and f"?{filters.as_query()}&na={page.following}",
        "filters": filters,
        "query": filters.as_query(),
        "desk": desk,
        "team": filters.wie == TEAM,
        "may_distribute": may_distribute,
        "who_choices": [
            (name, filters.as_query(wie=who), who == filters.wie) for who, name in _who_choices(actor)
        ],
        "fields": _fields(filters, desk, may_distribute=may_distribute),
        "chips": _chips(filters, desk),
        "counts": _counts(filters, desk),
        "saved_view": _current_saved_view(filters, desk),
        "save": SaveSavedViewForm(actor=actor, initial={"filters": filters.as_query()}),
        "uncertain": any(line.why.endswith("*") for line in page.lines),
    }
    return render(request, "werkplek/worklist.html", context)


def _rows(lines: list[WorklistLine], *, team: bool, may_distribute: bool) -> str:
    context = {"lines": lines, "team": team, "choose": _("Kies") if may_distribute else ""}
    return render_to_string("werkplek/rows.html", context, using="lijsten")


def _another_home(request: RequestWithActor) -> HttpResponse:
    for recht, page in HOME:
        if recht.may_anywhere(request.actor):
            return HttpResponseRedirect(reverse(page))
    return render(request, "werkplek/no_role.html")


def _begin(actor: Actor, desk: Desk) -> str:
    """The filters to begin with: those of the view chosen last, else what waits for a quality officer."""
    if desk.chosen:
        return str(desk.chosen["filters"])
    if not actor.has_role(Role.KLANTMANAGER, Role.TEAMLEIDER):
        return Filters(wie=TEAM, wacht=WachtOp.APPROVER).as_query()
    return ""


def _who_choices(actor: Actor) -> list[tuple[str, Any]]:
    """Whose work: a quality officer has no dossiers of her own."""
    guides = actor.has_role(Role.KLANTMANAGER, Role.TEAMLEIDER)
    return [(who, name) for who, name in WHO if guides or who == TEAM]


def _fields(filters: Filters, desk: Desk, *, may_distribute: bool) -> list[dict[str, Any]]:
    """The selects above the list: name, words, choices, and the one that stands."""
    fields = [
        {"naam": name, "word": NAMES[name], "choices": choices, "nu": getattr(filters, name)}
        for name, choices in CHOICES.items()
    ]
    if may_distribute or filters.van:
        colleague = [(filters.van, _("een collega"))] if filters.van not in ("", NOBODY) else []
        choices: Choices = [(NOBODY, _("nog van niemand")), *colleague]
        fields.append({"naam": "van", "word": _("Van"), "choices": choices, "nu": filters.van})
    if len(desk.gemeenten) > 1:
        fields.append(
            {"naam": "gemeente", "word": _("Gemeente"), "choices": desk.gemeenten, "nu": filters.gemeente}
        )
    return fields


def _chips(filters: Filters, desk: Desk) -> list[tuple[str, str]]:
    """What is filtered, in words, each with the address without it."""
    words = {name: dict(choices) for name, choices in CHOICES.items()} | {"gemeente": dict(desk.gemeenten)}
    chips = [
        (f"{NAMES.get(name, _('Gemeente'))}: {word[value]}", filters.as_query(**{name: ""}))
        for name, word in words.items()
        if (value := getattr(filters, name)) in word
    ]
    if filters.van:
        of = _("nog van niemand") if filters.van == NOBODY else _("van een collega")
        chips.append((of, filters.as_query(van="")))
    return chips


def _counts(filters: Filters, desk: Desk) -> list[dict[str, Any]]:
    """The numbers above the list, each a link to what it counts."""
    clean = Filters(wie=filters.wie, gemeente=filters.gemeente)
    kinds = (
        ("laat", _("te laat"), {"wanneer": "laat"}),
        ("week", _("komende week"), {"wanneer": "week"}),
        ("wacht", _("wachten op een ander"), {"wacht": "ander"}),
    )
    return [
        {"soort": kind, "n": desk.counts[kind], "word": word, "query": clean.as_query(**filter_)}
        for kind, word, filter_ in kinds
    ]


def _current_saved_view(filters: Filters, desk: Desk) -> dict[str, Any] | None:
    """The view whose filters these are, if any."""
    query = filters.as_query()
    return next((saved_view for saved_view in desk.saved_views if saved_view["filters"] == query), None)
