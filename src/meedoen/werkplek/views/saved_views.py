"""Saved views: keep, choose, rename, remove."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.werkplek import services
from meedoen.werkplek.desk import weergaven_van
from meedoen.werkplek.filters import Filters, standaard_wie
from meedoen.werkplek.forms import BewaarWeergave, WijzigWeergave
from meedoen.werkplek.selectors import dossier_ids


def _naar_werk(query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('werkplek:werk')}?{query}")


@require_safe
def weergaven(request: VerzoekMetActor) -> HttpResponse:
    """All views this actor can choose; her own she can rename and remove."""
    rijen = weergaven_van(request.actor).select_related("gebruiker", "team")
    return render(request, "werkplek/weergaven.html", {"weergaven": rijen})


@require_POST
def kies(request: VerzoekMetActor) -> HttpResponse:
    """Choose a view, or the plain list, and remember it."""
    gekozen = dossier_ids([request.POST.get("weergave", "")])
    weergave = services.kies_weergave(request.actor, gekozen[0] if gekozen else None)
    return _naar_werk(weergave.filters if weergave else Filters(wie=standaard_wie(request.actor)).als_query())


@require_POST
def bewaar(request: VerzoekMetActor) -> HttpResponse:
    """Keep the filters under a name."""
    form = BewaarWeergave(request.POST, actor=request.actor)
    if not form.is_valid():
        return render(request, "werkplek/weergave.html", {"form": form, "kop": _("Bewaar weergave")})
    gevraagd = dict(deel.partition("=")[::2] for deel in form.cleaned_data["filters"].split("&"))
    filters = Filters.uit(gevraagd, request.actor).als_query()
    naam = form.cleaned_data["naam"]
    services.bewaar_weergave(request.actor, naam, filters, delen=form.cleaned_data.get("delen", False))
    messages.success(request, _("De weergave '%(naam)s' is bewaard.") % {"naam": naam})
    return _naar_werk(filters)


@require_http_methods(["GET", "POST"])
def wijzig(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Rename a view."""
    weergave = services.eigen_weergave(request.actor, pk)
    form = WijzigWeergave(request.POST or None, instance=weergave)
    if form.is_valid():
        form.save()
        messages.success(request, _("De weergave heeft een andere naam."))
        return HttpResponseRedirect(reverse("werkplek:weergaven"))
    return render(
        request, "werkplek/weergave.html", {"form": form, "kop": _("Geef de weergave een andere naam")}
    )


@require_POST
def verwijder(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Remove a view; the dossiers stay."""
    services.eigen_weergave(request.actor, pk).delete()
    messages.success(request, _("De weergave is weg. Er is niets met dossiers gebeurd."))
    return HttpResponseRedirect(reverse("werkplek:weergaven"))
