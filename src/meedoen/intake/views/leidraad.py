"""Managing the conversation guide of a municipality: copy, edit, put in use."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake import selectors, services
from meedoen.intake.forms import InGebruikForm, LeefdomeinFormSet, LeidraadForm
from meedoen.intake.views.helpers import probeer


@require_safe
def leidraad(request: VerzoekMetActor) -> HttpResponse:
    """The guides of the municipalities this person manages them for, and the standard."""
    return render(request, "intake/leidraad.html", {"gemeenten": selectors.leidraden(request.actor)})


@require_POST
def kopieer(request: VerzoekMetActor, gemeente: UUID) -> HttpResponse:
    """Make an own version from the guide in use."""
    naam = _("Eigen leidraad")
    nieuw = services.maak_eigen_leidraad(request.actor, gemeente, naam)
    messages.success(request, _("Het concept staat klaar. Pas het aan en neem het in gebruik."))
    return redirect("intake:leidraad_versie", nieuw.pk)


@get_post
def versie(request: VerzoekMetActor, nummer: int) -> HttpResponse:
    """Read one guide; edit it while it is a draft."""
    een = selectors.leidraad_met_id(request.actor, nummer)
    if not een.is_concept:
        return render(request, "intake/leidraad_lezen.html", {"leidraad": een})
    form = LeidraadForm(request.POST or None, instance=een)
    domeinen = LeefdomeinFormSet(request.POST or None, queryset=een.domeinen.all(), prefix="domein")
    if request.method == "POST" and form.is_valid() and domeinen.is_valid():
        nieuw = domeinen.save(commit=False)
        services.bewaar_leidraad(request.actor, een, nieuw, domeinen.deleted_objects)
        messages.success(request, _("Het concept is bewaard."))
        return redirect("intake:leidraad_versie", nummer)
    fout = form.is_bound and not (form.is_valid() and domeinen.is_valid())
    context = {"leidraad": een, "form": form, "domeinen": domeinen, "ingebruik": InGebruikForm()}
    return render(request, "intake/leidraad_bewerken.html", context, status=422 if fout else 200)


@require_POST
def in_gebruik(request: VerzoekMetActor, nummer: int) -> HttpResponse:
    """Use a draft from a day on."""
    een = selectors.leidraad_met_id(request.actor, nummer)
    form = InGebruikForm(request.POST)
    if probeer(form, lambda: services.neem_in_gebruik(request.actor, een, form.cleaned_data["vanaf"])):
        messages.success(request, _("Nieuwe intakes gebruiken vanaf die dag deze leidraad."))
        return redirect("intake:leidraad")
    domeinen = LeefdomeinFormSet(queryset=een.domeinen.all(), prefix="domein")
    context = {"leidraad": een, "form": LeidraadForm(instance=een), "domeinen": domeinen, "ingebruik": form}
    return render(request, "intake/leidraad_bewerken.html", context, status=status(form))


@require_POST
def weg(request: VerzoekMetActor, nummer: int) -> HttpResponse:
    """Throw a draft away."""
    services.gooi_concept_weg(request.actor, selectors.leidraad_met_id(request.actor, nummer))
    messages.success(request, _("Het concept is weggegooid."))
    return redirect("intake:leidraad")
