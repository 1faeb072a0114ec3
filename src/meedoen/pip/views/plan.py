"""The living plan: goals and agreements, and their history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.pip import rechten, selectors, services
from meedoen.pip.forms import AfspraakForm, CompleteForm, DoelForm, LapseForm
from meedoen.pip.models import Afspraak, Doel
from meedoen.pip.views.helpers import attempt

PER_PAGE = 50
KINDS = ("doel", "afspraak")


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise Http404
    return kind


@login_required
@get_post
def new(request: RequestWithActor, pk: UUID, soort: str) -> HttpResponse:
    """Add a goal or an agreement. `?partij=` and `?soort=` fill in which."""
    context = selectors.pip_frame(request.actor, pk, gettext_noop("plan bijhouden"))
    dossier: Dossier = context["dossier"]
    rechten.DRAFT_PIP.require(request.actor, Doel(dossier=dossier, gemeente_id=dossier.gemeente_id))
    begin = {"reden": _("Besproken bij het maken van het plan"), "soort": "sub", **request.GET.dict()}
    form = (DoelForm if _kind(soort) == "doel" else AfspraakForm)(
        dossier, request.POST or None, initial=begin
    )
    if form.is_valid():
        make: Callable[..., Any] = services.make_doel if soort == "doel" else services.make_afspraak
        fields = _fields(form.cleaned_data)
        if attempt(
            request, lambda: make(request.actor, dossier, form.why, **fields), _("Het staat in het plan.")
        ):
            return redirect("pip:pip", pk)
    context |= {"form": form, "soort": soort, "nieuw": True}
    return render(request, "pip/plan_part.html", context, status=status(form))


def _fields(clean: Mapping[str, Any], *without: str) -> dict[str, Any]:
    return {name: value for name, value in clean.items() if name not in ("reden", "gesprek", *without)}


@login_required
@get_post
def adjust(request: RequestWithActor, pk: UUID, soort: str, onderdeel: UUID) -> HttpResponse:
    """Change a goal or an agreement, with the reason."""
    context = selectors.pip_frame(request.actor, pk, gettext_noop("plan bijhouden"))
    dossier, what = context["dossier"], selectors.component_for(request.actor, pk, _kind(soort), onderdeel)
    form: DoelForm | AfspraakForm
    if isinstance(what, Doel):
        begin: dict[str, Any] = {"soort": what.soort, "tekst": what.tekst, "streefdatum": what.streefdatum}
        form = DoelForm(dossier, request.POST or None, initial=begin)
        del form.fields["soort"]
    else:
        begin = {
            "partij": what.partij,
            "tekst": what.tekst,
            "uiterlijk": what.uiterlijk,
            "doel": what.doel_id,
        }
        form = AfspraakForm(dossier, request.POST or None, initial=begin)
    if form.is_valid():
        fields = _fields(form.cleaned_data)
        if attempt(request, lambda: _change(request, what, form, fields), _("Het plan is aangepast.")):
            return redirect("pip:pip", pk)
    context |= {"form": form, "soort": soort, "onderdeel": what}
    return render(request, "pip/plan_part.html", context, status=status(form))


def _change(
    request: RequestWithActor, what: Doel | Afspraak, form: DoelForm | AfspraakForm, fields: dict[str, Any]
) -> None:
    if isinstance(what, Doel):
        services.change_doel(request.actor, what, form.why, **fields)
    else:
        services.change_afspraak(request.actor, what, form.why, **fields)


@login_required
@get_post
def complete(request: RequestWithActor, pk: UUID, soort: str, onderdeel: UUID) -> HttpResponse:
    """A goal was reached, or an agreement kept."""
    context = selectors.pip_frame(request.actor, pk, gettext_noop("plan bijhouden"))
    what = selectors.component_for(request.actor, pk, _kind(soort), onderdeel)
    begin = {"op": timezone.localdate(), "reden": _("Besproken in het gesprek")}
    form = CompleteForm(context["dossier"], request.POST or None, initial=begin)
    if form.is_valid():
        on = form.cleaned_data["op"]
        if attempt(
            request,
            lambda: services.complete(request.actor, what, form.why, on),
            _("Mooi. Het is afgerond."),
        ):
            return redirect("pip:pip", pk)
    context |= {"form": form, "soort": soort, "onderdeel": what, "complete": True}
    return render(request, "pip/plan_part.html", context, status=status(form))


@login_required
@get_post
def lapsed(request: RequestWithActor, pk: UUID, soort: str, onderdeel: UUID) -> HttpResponse:
    """Drop a goal or an agreement, with the reason."""
    context = selectors.pip_frame(request.actor, pk, gettext_noop("plan bijhouden"))
    what = selectors.component_for(request.actor, pk, _kind(soort), onderdeel)
    form = LapseForm(context["dossier"], request.POST or None)
    if form.is_valid() and attempt(
        request, lambda: services.lapses(request.actor, what, form.why), _("Het is vervallen.")
    ):
        return redirect("pip:pip", pk)
    context |= {"form": form, "soort": soort, "onderdeel": what, "lapsed": True}
    return render(request, "pip/plan_part.html", context, status=status(form))


@login_required
@require_safe
def history(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Every change of the plan, newest first, with why and in which talk."""
    context = selectors.pip_frame(request.actor, pk, gettext_noop("geschiedenis van het plan"))
    pages = Paginator(selectors.history(context["dossier"]), PER_PAGE)
    context["page"] = pages.get_page(request.GET.get("blad"))
    return render(request, "pip/history.html", context)
