"""The person: a new one with a dossier, corrections, the household."""

from __future__ import annotations

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.organisations.models import Gebruiker, Rol, Team
from meedoen.dossiers import rechten, selectors, services
from meedoen.dossiers.forms import HuishoudenForm, NieuwForm, PersoonForm, VerblijfForm
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.selectors.brp import brppaneel
from meedoen.dossiers.views.helpers import get_post, status


@get_post
def nieuw(request: VerzoekMetActor) -> HttpResponse:
    """Register someone who is coupled to the municipality, or notified by DUO."""
    actor = request.actor
    if not rechten.DOSSIER_BEWERKEN.mag_ergens(actor):
        raise rechten.DOSSIER_BEWERKEN.geweigerd(actor)
    form = NieuwForm(actor, request.POST or None)
    if form.is_valid():
        persoon = form.save(commit=False)
        eigen = persoon.gemeente_id in actor.gemeenten_als([Rol.KLANTMANAGER])
        dossier = services.open_dossier(
            actor,
            persoon,
            form.feiten(),
            klantmanager=request.user if eigen and isinstance(request.user, Gebruiker) else None,
            team=Team.objects.filter(pk__in=actor.teams, gemeente=persoon.gemeente_id).first(),
            adres_soort=form.cleaned_data["adres_soort"],
            plaats=form.cleaned_data["plaats"],
        )
        messages.success(request, _("Het dossier is geopend."))
        return redirect("dossiers:dossier", dossier.pk)
    zichtbaar = selectors.dossiers_voor(actor).filter(persoon__in=form.dubbel).select_related("persoon")
    context = {"form": form, "bestaand": list(zichtbaar) if form.dubbel else []}
    return render(request, "dossiers/nieuw.html", context, status=status(form))


@get_post
def persoon(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Correct the data of a person, and where she lives."""
    context = selectors.kader(
        request.actor, pk, gettext_noop("gegevens bijwerken"), recht=rechten.DOSSIER_BEWERKEN
    )
    dossier: Dossier = context["dossier"]
    form = PersoonForm(request.POST or None, instance=copy(dossier.persoon))
    verblijf = VerblijfForm(request.POST or None, instance=copy(dossier), prefix="verblijf")
    if form.is_valid() and verblijf.is_valid():
        services.wijzig_persoon(request.actor, dossier, form.save(commit=False), **verblijf.cleaned_data)
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("dossiers:dossier", pk)
    return render(
        request,
        "dossiers/persoon.html",
        context
        | {"tab": "overzicht", "form": form, "verblijf": verblijf, "brp": brppaneel(request.actor, dossier)},
        status=status(form, verblijf),
    )


@get_post
def huishouden(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Join two people in one household, or take one out."""
    context = selectors.kader(
        request.actor, pk, gettext_noop("huishouden bijwerken"), recht=rechten.DOSSIER_BEWERKEN
    )
    dossier: Dossier = context["dossier"]
    if request.POST.get("daad") == "verlaat":
        services.verlaat_huishouden(request.actor, dossier)
        messages.success(request, _("Deze persoon hoort niet meer bij het huishouden."))
        return redirect("dossiers:netwerk", pk)
    form = HuishoudenForm(request.actor, dossier, request.POST or None)
    if form.is_valid():
        rollen = {naam: form.cleaned_data[naam] for naam in ("rol", "rol_ander")}
        services.koppel_huishouden(request.actor, dossier, form.ander, **rollen)
        messages.success(request, _("Het huishouden is bijgewerkt."))
        return redirect("dossiers:netwerk", pk)
    context |= {"tab": "netwerk", "form": form, "huisgenoten": selectors.huisgenoten(request.actor, dossier)}
    return render(request, "dossiers/huishouden.html", context, status=status(form))
