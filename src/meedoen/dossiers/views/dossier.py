"""The list, the dossier page and its tabs, facts, who works on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from meedoen.basis.access.rechten import Refused
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers import rechten, selectors, services
from meedoen.dossiers.feit_rules import where_belongs
from meedoen.dossiers.forms import AssignForm, FeitForm, ShieldForm, WithdrawForm
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase, FeitSoort
from meedoen.dossiers.views.helpers import get_post, status


@require_safe
def listing(request: RequestWithActor) -> HttpResponse:
    """All dossiers I may see, to find one by number or phase."""
    number, phase = request.GET.get("nummer", ""), request.GET.get("fase", "")
    if not rechten.DOSSIER_VIEW.may_anywhere(request.actor):
        raise rechten.DOSSIER_VIEW.refused(request.actor)
    page = selectors.dossier_list(request.actor, nummer=number, fase=phase, na=request.GET.get("na", ""))
    context = {
        "page": page,
        "nummer": number,
        "fase": phase,
        "phases": Fase.choices,
        "may_open": rechten.DOSSIER_EDIT.may_anywhere(request.actor),
    }
    return render(request, "dossiers/list.html", context)


@require_safe
def dossier(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """The dossier: now, the line, signals, what happened."""
    context = selectors.overview(request.actor, pk, everything="alles" in request.GET)
    return render(request, "dossiers/dossier.html", context)


@require_safe
def network(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Who is around this person."""
    return render(request, "dossiers/network.html", selectors.network_page(request.actor, pk))


@require_safe
def audit_log(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Who read and changed what in this dossier."""
    for_ = request.GET.get("voor", "")
    context = selectors.audit_log_page(request.actor, pk, voor=int(for_) if for_.isdecimal() else None)
    return render(request, "dossiers/audit_log.html", context)


@require_safe
def feiten(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """All facts with their source and history."""
    return render(request, "dossiers/feiten.html", selectors.feiten_page(request.actor, pk))


@get_post
def feit(request: RequestWithActor, pk: UUID, soort: str) -> HttpResponse:
    """Add, correct or withdraw one fact."""
    if soort not in FeitSoort.values:
        raise Http404
    context = selectors.frame(request.actor, pk, gettext_noop("feit bijwerken"), recht=rechten.DOSSIER_EDIT)
    dossier: Dossier = context["dossier"]
    valid = selectors.valid_feiten(dossier)
    current = valid.get(soort)
    if where_belongs(soort, current, pip_taken_over=selectors.pip_taken_over(dossier)):
        raise Refused(_("Dit feit volgt uit de brede intake of de PIP. Werk het daar bij."))
    dates = {name: one.datum for name, one in valid.items() if one.datum}
    withdraw_it = request.POST.get("daad") == "trek_in"
    form = FeitForm(dossier, soort, current, dates, None if withdraw_it else request.POST or None)
    withdraw_ = WithdrawForm(request.POST if withdraw_it else None, prefix="intrek")
    if withdraw_it and withdraw_.is_valid():
        services.withdraw_feit(request.actor, dossier, soort, withdraw_.cleaned_data["reden"])
        messages.success(request, _("Het feit is ingetrokken. De termijnen zijn opnieuw berekend."))
        return redirect("dossiers:feiten", pk)
    if form.is_valid():
        services.record_feit(request.actor, dossier, soort, **form.cleaned_data)
        messages.success(request, _("Het feit is vastgelegd. De termijnen zijn opnieuw berekend."))
        return redirect("dossiers:feiten", pk)
    context |= {
        "tab": "overzicht",
        "soort": FeitSoort(soort),
        "current": current,
        "form": form,
        "withdraw": withdraw_,
    }
    return render(request, "dossiers/feit.html", context, status=status(form, withdraw_))


SHIELD = {"afschermen": True, "openen": False}


@get_post
def assign(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Give a dossier to a colleague, or shield it.

    The page says which of the two it asks for, so that one that was left open never undoes a colleague's act.
    """
    context = selectors.frame(
        request.actor, pk, gettext_noop("dossier toewijzen"), recht=rechten.DOSSIER_ASSIGN
    )
    dossier: Dossier = context["dossier"]
    act = request.POST.get("daad", "")
    form = AssignForm(request.POST if act == "toewijzen" else None, instance=Dossier(**_copy(dossier)))
    shield = ShieldForm(request.POST if act in SHIELD else None)
    if form.is_valid():
        services.assign(request.actor, [dossier], form.cleaned_data["klantmanager"])
        messages.success(request, _("Het dossier heeft een nieuwe contactpersoon."))
        return redirect("dossiers:dossier", pk)
    if shield.is_valid():
        services.shield(
            request.actor,
            dossier,
            shielded=SHIELD[act],
            reden=shield.cleaned_data["reden"],
        )
        messages.success(
            request,
            _("Het dossier is afgeschermd.") if dossier.shielded else _("Het dossier is weer open."),
        )
        return redirect("dossiers:dossier", pk)
    context |= {
        "tab": "overzicht",
        "form": form,
        "shield": shield,
        "shieldings": selectors.shieldings(dossier),
    }
    return render(request, "dossiers/assign.html", context, status=status(form, shield))


def _copy(dossier: Dossier) -> dict[str, Any]:
    """What a form may write on without touching the dossier that the service compares with."""
    return {"pk": dossier.pk, "gemeente_id": dossier.gemeente_id, "klantmanager_id": dossier.klantmanager_id}
