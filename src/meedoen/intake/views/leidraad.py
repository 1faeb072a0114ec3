"""Managing the conversation guide of a municipality: copy, edit, put in use."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake import selectors, services
from meedoen.intake.forms import InUseForm, LeefdomeinFormSet, LeidraadForm
from meedoen.intake.views.helpers import attempt


@require_safe
def leidraad(request: RequestWithActor) -> HttpResponse:
    """The guides of the municipalities this person manages them for, and the standard."""
    return render(request, "intake/leidraad.html", {"gemeenten": selectors.leidraden(request.actor)})


@require_POST
def copy(request: RequestWithActor, gemeente: UUID) -> HttpResponse:
    """Make an own version from the guide in use."""
    name = _("Eigen leidraad")
    new = services.make_own_leidraad(request.actor, gemeente, name)
    messages.success(request, _("Het concept staat klaar. Pas het aan en neem het in gebruik."))
    return redirect("intake:leidraad_versie", new.pk)


@get_post
def version(request: RequestWithActor, nummer: int) -> HttpResponse:
    """Read one guide; edit it while it is a draft."""
    one = selectors.leidraad_with_id(request.actor, nummer)
    if not one.is_draft:
        return render(request, "intake/read_leidraad.html", {"leidraad": one})
    form = LeidraadForm(request.POST or None, instance=one)
    domeinen = LeefdomeinFormSet(request.POST or None, queryset=one.domeinen.all(), prefix="domein")
    if request.method == "POST" and form.is_valid() and domeinen.is_valid():
        new = domeinen.save(commit=False)
        services.save_leidraad(request.actor, one, new, domeinen.deleted_objects)
        messages.success(request, _("Het concept is bewaard."))
        return redirect("intake:leidraad_versie", nummer)
    error = form.is_bound and not (form.is_valid() and domeinen.is_valid())
    context = {"leidraad": one, "form": form, "domeinen": domeinen, "ingebruik": InUseForm()}
    return render(request, "intake/edit_leidraad.html", context, status=422 if error else 200)


@require_POST
def in_use(request: RequestWithActor, nummer: int) -> HttpResponse:
    """Use a draft from a day on."""
    one = selectors.leidraad_with_id(request.actor, nummer)
    form = InUseForm(request.POST)
    if attempt(form, lambda: services.take_into_use(request.actor, one, form.cleaned_data["vanaf"])):
        messages.success(request, _("Nieuwe intakes gebruiken vanaf die dag deze leidraad."))
        return redirect("intake:leidraad")
    domeinen = LeefdomeinFormSet(queryset=one.domeinen.all(), prefix="domein")
    context = {"leidraad": one, "form": LeidraadForm(instance=one), "domeinen": domeinen, "ingebruik": form}
    return render(request, "intake/edit_leidraad.html", context, status=status(form))


@require_POST
def gone(request: RequestWithActor, nummer: int) -> HttpResponse:
    """Throw a draft away."""
    services.discard_draft(request.actor, selectors.leidraad_with_id(request.actor, nummer))
    messages.success(request, _("Het concept is weggegooid."))
    return redirect("intake:leidraad")
