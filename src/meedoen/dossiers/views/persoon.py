"""The person: a new one with a dossier, corrections, the household."""

from __future__ import annotations

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.organisations.models import Account, Role, Team
from meedoen.dossiers import rechten, selectors, services
from meedoen.dossiers.forms import HuishoudenForm, NewForm, PersoonForm, ResidenceForm
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.selectors.brp import brp_panel
from meedoen.dossiers.views.helpers import get_post, status


@get_post
def new(request: RequestWithActor) -> HttpResponse:
    """Register someone who is coupled to the municipality, or notified by DUO."""
    actor = request.actor
    if not rechten.DOSSIER_EDIT.may_anywhere(actor):
        raise rechten.DOSSIER_EDIT.refused(actor)
    form = NewForm(actor, request.POST or None)
    if form.is_valid():
        persoon = form.save(commit=False)
        own = persoon.gemeente_id in actor.gemeenten_as([Role.KLANTMANAGER])
        dossier = services.open_dossier(
            actor,
            persoon,
            form.feiten(),
            klantmanager=request.user if own and isinstance(request.user, Account) else None,
            team=Team.objects.filter(pk__in=actor.teams, gemeente=persoon.gemeente_id).first(),
            adres_soort=form.cleaned_data["adres_soort"],
            plaats=form.cleaned_data["plaats"],
        )
        messages.success(request, _("Het dossier is geopend."))
        return redirect("dossiers:dossier", dossier.pk)
    visible = selectors.dossiers_for(actor).filter(persoon__in=form.dubbel).select_related("persoon")
    context = {"form": form, "existing": list(visible) if form.dubbel else []}
    return render(request, "dossiers/new.html", context, status=status(form))


@get_post
def persoon(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Correct the data of a person, and where she lives."""
    context = selectors.frame(
        request.actor, pk, gettext_noop("gegevens bijwerken"), recht=rechten.DOSSIER_EDIT
    )
    dossier: Dossier = context["dossier"]
    form = PersoonForm(request.POST or None, instance=copy(dossier.persoon))
    residence = ResidenceForm(request.POST or None, instance=copy(dossier), prefix="verblijf")
    if form.is_valid() and residence.is_valid():
        services.change_persoon(request.actor, dossier, form.save(commit=False), **residence.cleaned_data)
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("dossiers:dossier", pk)
    return render(
        request,
        "dossiers/persoon.html",
        context
        | {
            "tab": "overzicht",
            "form": form,
            "residence": residence,
            "brp": brp_panel(request.actor, dossier),
        },
        status=status(form, residence),
    )


@get_post
def huishouden(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Join two people in one household, or take one out."""
    context = selectors.frame(
        request.actor, pk, gettext_noop("huishouden bijwerken"), recht=rechten.DOSSIER_EDIT
    )
    dossier: Dossier = context["dossier"]
    if request.POST.get("daad") == "verlaat":
        services.leave_huishouden(request.actor, dossier)
        messages.success(request, _("Deze persoon hoort niet meer bij het huishouden."))
        return redirect("dossiers:netwerk", pk)
    form = HuishoudenForm(request.actor, dossier, request.POST or None)
    if form.is_valid():
        roles = {name: form.cleaned_data[name] for name in ("rol", "rol_ander")}
        services.link_huishouden(request.actor, dossier, form.other, **roles)
        messages.success(request, _("Het huishouden is bijgewerkt."))
        return redirect("dossiers:netwerk", pk)
    context |= {"tab": "netwerk", "form": form, "huisgenoten": selectors.huisgenoten(request.actor, dossier)}
    return render(request, "dossiers/huishouden.html", context, status=status(form))
