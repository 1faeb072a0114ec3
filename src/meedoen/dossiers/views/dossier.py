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

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers import rechten, selectors, services
from meedoen.dossiers.feit_rules import waar_hoort
from meedoen.dossiers.forms import AfschermForm, FeitForm, IntrekForm, ToewijsForm
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase, FeitSoort
from meedoen.dossiers.views.helpers import get_post, status


@require_safe
def lijst(request: VerzoekMetActor) -> HttpResponse:
    """All dossiers I may see, to find one by number or phase."""
    nummer, fase = request.GET.get("nummer", ""), request.GET.get("fase", "")
    if not rechten.DOSSIER_BEKIJKEN.mag_ergens(request.actor):
        raise rechten.DOSSIER_BEKIJKEN.geweigerd(request.actor)
    blad = selectors.dossierlijst(request.actor, nummer=nummer, fase=fase, na=request.GET.get("na", ""))
    context = {
        "blad": blad,
        "nummer": nummer,
        "fase": fase,
        "fasen": Fase.choices,
        "mag_openen": rechten.DOSSIER_BEWERKEN.mag_ergens(request.actor),
    }
    return render(request, "dossiers/lijst.html", context)


@require_safe
def dossier(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """The dossier: now, the line, signals, what happened."""
    context = selectors.overzicht(request.actor, pk, alles="alles" in request.GET)
    return render(request, "dossiers/dossier.html", context)


@require_safe
def netwerk(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Who is around this person."""
    return render(request, "dossiers/netwerk.html", selectors.netwerkpagina(request.actor, pk))


@require_safe
def logboek(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Who read and changed what in this dossier."""
    voor = request.GET.get("voor", "")
    context = selectors.logboekpagina(request.actor, pk, voor=int(voor) if voor.isdecimal() else None)
    return render(request, "dossiers/logboek.html", context)


@require_safe
def feiten(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """All facts with their source and history."""
    return render(request, "dossiers/feiten.html", selectors.feitenpagina(request.actor, pk))


@get_post
def feit(request: VerzoekMetActor, pk: UUID, soort: str) -> HttpResponse:
    """Add, correct or withdraw one fact."""
    if soort not in FeitSoort.values:
        raise Http404
    context = selectors.kader(
        request.actor, pk, gettext_noop("feit bijwerken"), recht=rechten.DOSSIER_BEWERKEN
    )
    dossier: Dossier = context["dossier"]
    geldig = selectors.geldige_feiten(dossier)
    huidig = geldig.get(soort)
    if waar_hoort(soort, huidig, pip_overgenomen=selectors.pip_overgenomen(dossier)):
        raise Geweigerd(_("Dit feit volgt uit de brede intake of de PIP. Werk het daar bij."))
    datums = {naam: een.datum for naam, een in geldig.items() if een.datum}
    trek_in = request.POST.get("daad") == "trek_in"
    form = FeitForm(dossier, soort, huidig, datums, None if trek_in else request.POST or None)
    intrekken = IntrekForm(request.POST if trek_in else None, prefix="intrek")
    if trek_in and intrekken.is_valid():
        services.trek_feit_in(request.actor, dossier, soort, intrekken.cleaned_data["reden"])
        messages.success(request, _("Het feit is ingetrokken. De termijnen zijn opnieuw berekend."))
        return redirect("dossiers:feiten", pk)
    if form.is_valid():
        services.leg_feit_vast(request.actor, dossier, soort, **form.cleaned_data)
        messages.success(request, _("Het feit is vastgelegd. De termijnen zijn opnieuw berekend."))
        return redirect("dossiers:feiten", pk)
    context |= {
        "tab": "overzicht",
        "soort": FeitSoort(soort),
        "huidig": huidig,
        "form": form,
        "intrekken": intrekken,
    }
    return render(request, "dossiers/feit.html", context, status=status(form, intrekken))


AFSCHERMEN = {"afschermen": True, "openen": False}


@get_post
def toewijzen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Give a dossier to a colleague, or shield it.

    The page says which of the two it asks for, so that one that was left open never undoes a colleague's act.
    """
    context = selectors.kader(
        request.actor, pk, gettext_noop("dossier toewijzen"), recht=rechten.DOSSIER_TOEWIJZEN
    )
    dossier: Dossier = context["dossier"]
    daad = request.POST.get("daad", "")
    form = ToewijsForm(request.POST if daad == "toewijzen" else None, instance=Dossier(**_kopie(dossier)))
    afschermen = AfschermForm(request.POST if daad in AFSCHERMEN else None)
    if form.is_valid():
        services.wijs_toe(request.actor, [dossier], form.cleaned_data["klantmanager"])
        messages.success(request, _("Het dossier heeft een nieuwe contactpersoon."))
        return redirect("dossiers:dossier", pk)
    if afschermen.is_valid():
        services.scherm_af(
            request.actor,
            dossier,
            afgeschermd=AFSCHERMEN[daad],
            reden=afschermen.cleaned_data["reden"],
        )
        messages.success(
            request,
            _("Het dossier is afgeschermd.") if dossier.afgeschermd else _("Het dossier is weer open."),
        )
        return redirect("dossiers:dossier", pk)
    context |= {
        "tab": "overzicht",
        "form": form,
        "afschermen": afschermen,
        "afschermingen": selectors.afschermingen(dossier),
    }
    return render(request, "dossiers/toewijzen.html", context, status=status(form, afschermen))


def _kopie(dossier: Dossier) -> dict[str, Any]:
    """What a form may write on without touching the dossier that the service compares with."""
    return {"pk": dossier.pk, "gemeente_id": dossier.gemeente_id, "klantmanager_id": dossier.klantmanager_id}
