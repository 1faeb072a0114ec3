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

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.pip import rechten, selectors, services
from meedoen.pip.forms import AfrondForm, AfspraakForm, DoelForm, VervalForm
from meedoen.pip.models import Afspraak, Doel
from meedoen.pip.views.helpers import probeer

PER_BLADZIJDE = 50
SOORTEN = ("doel", "afspraak")


def _soort(soort: str) -> str:
    if soort not in SOORTEN:
        raise Http404
    return soort


@login_required
@get_post
def nieuw(request: VerzoekMetActor, pk: UUID, soort: str) -> HttpResponse:
    """Add a goal or an agreement. `?partij=` and `?soort=` fill in which."""
    context = selectors.pipkader(request.actor, pk, gettext_noop("plan bijhouden"))
    dossier: Dossier = context["dossier"]
    rechten.PIP_OPSTELLEN.eis(request.actor, Doel(dossier=dossier, gemeente_id=dossier.gemeente_id))
    begin = {"reden": _("Besproken bij het maken van het plan"), "soort": "sub", **request.GET.dict()}
    form = (DoelForm if _soort(soort) == "doel" else AfspraakForm)(
        dossier, request.POST or None, initial=begin
    )
    if form.is_valid():
        maak: Callable[..., Any] = services.maak_doel if soort == "doel" else services.maak_afspraak
        velden = _velden(form.cleaned_data)
        if probeer(
            request, lambda: maak(request.actor, dossier, form.waarom, **velden), _("Het staat in het plan.")
        ):
            return redirect("pip:pip", pk)
    context |= {"form": form, "soort": soort, "nieuw": True}
    return render(request, "pip/plan_onderdeel.html", context, status=status(form))


def _velden(schoon: Mapping[str, Any], *zonder: str) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in schoon.items() if naam not in ("reden", "gesprek", *zonder)}


@login_required
@get_post
def aanpassen(request: VerzoekMetActor, pk: UUID, soort: str, onderdeel: UUID) -> HttpResponse:
    """Change a goal or an agreement, with the reason."""
    context = selectors.pipkader(request.actor, pk, gettext_noop("plan bijhouden"))
    dossier, wat = context["dossier"], selectors.onderdeel_voor(request.actor, pk, _soort(soort), onderdeel)
    form: DoelForm | AfspraakForm
    if isinstance(wat, Doel):
        begin: dict[str, Any] = {"soort": wat.soort, "tekst": wat.tekst, "streefdatum": wat.streefdatum}
        form = DoelForm(dossier, request.POST or None, initial=begin)
        del form.fields["soort"]
    else:
        begin = {"partij": wat.partij, "tekst": wat.tekst, "uiterlijk": wat.uiterlijk, "doel": wat.doel_id}
        form = AfspraakForm(dossier, request.POST or None, initial=begin)
    if form.is_valid():
        velden = _velden(form.cleaned_data)
        if probeer(request, lambda: _verander(request, wat, form, velden), _("Het plan is aangepast.")):
            return redirect("pip:pip", pk)
    context |= {"form": form, "soort": soort, "onderdeel": wat}
    return render(request, "pip/plan_onderdeel.html", context, status=status(form))


def _verander(
    request: VerzoekMetActor, wat: Doel | Afspraak, form: DoelForm | AfspraakForm, velden: dict[str, Any]
) -> None:
    if isinstance(wat, Doel):
        services.verander_doel(request.actor, wat, form.waarom, **velden)
    else:
        services.verander_afspraak(request.actor, wat, form.waarom, **velden)


@login_required
@get_post
def afronden(request: VerzoekMetActor, pk: UUID, soort: str, onderdeel: UUID) -> HttpResponse:
    """A goal was reached, or an agreement kept."""
    context = selectors.pipkader(request.actor, pk, gettext_noop("plan bijhouden"))
    wat = selectors.onderdeel_voor(request.actor, pk, _soort(soort), onderdeel)
    begin = {"op": timezone.localdate(), "reden": _("Besproken in het gesprek")}
    form = AfrondForm(context["dossier"], request.POST or None, initial=begin)
    if form.is_valid():
        op = form.cleaned_data["op"]
        if probeer(
            request,
            lambda: services.rond_af(request.actor, wat, form.waarom, op),
            _("Mooi. Het is afgerond."),
        ):
            return redirect("pip:pip", pk)
    context |= {"form": form, "soort": soort, "onderdeel": wat, "afronden": True}
    return render(request, "pip/plan_onderdeel.html", context, status=status(form))


@login_required
@get_post
def vervallen(request: VerzoekMetActor, pk: UUID, soort: str, onderdeel: UUID) -> HttpResponse:
    """Drop a goal or an agreement, with the reason."""
    context = selectors.pipkader(request.actor, pk, gettext_noop("plan bijhouden"))
    wat = selectors.onderdeel_voor(request.actor, pk, _soort(soort), onderdeel)
    form = VervalForm(context["dossier"], request.POST or None)
    if form.is_valid() and probeer(
        request, lambda: services.vervalt(request.actor, wat, form.waarom), _("Het is vervallen.")
    ):
        return redirect("pip:pip", pk)
    context |= {"form": form, "soort": soort, "onderdeel": wat, "vervallen": True}
    return render(request, "pip/plan_onderdeel.html", context, status=status(form))


@login_required
@require_safe
def geschiedenis(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Every change of the plan, newest first, with why and in which talk."""
    context = selectors.pipkader(request.actor, pk, gettext_noop("geschiedenis van het plan"))
    bladen = Paginator(selectors.geschiedenis(context["dossier"]), PER_BLADZIJDE)
    context["blad"] = bladen.get_page(request.GET.get("blad"))
    return render(request, "pip/geschiedenis.html", context)
