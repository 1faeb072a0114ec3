"""Saved views: keep, choose, rename, remove."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.werkplek import services
from meedoen.werkplek.desk import saved_views_of
from meedoen.werkplek.filters import Filters, default_who
from meedoen.werkplek.forms import ChangeSavedViewForm, SaveSavedViewForm
from meedoen.werkplek.selectors import dossier_ids


def _to_work(query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('werkplek:werk')}?{query}")


@require_safe
def saved_views(request: RequestWithActor) -> HttpResponse:
    """All views this actor can choose; her own she can rename and remove."""
    rows = saved_views_of(request.actor).select_related("user", "team")
    return render(request, "werkplek/saved_views.html", {"saved_views": rows})


@require_POST
def choose(request: RequestWithActor) -> HttpResponse:
    """Choose a view, or the plain list, and remember it."""
    chosen = dossier_ids([request.POST.get("weergave", "")])
    saved_view = services.choose_saved_view(request.actor, chosen[0] if chosen else None)
    return _to_work(saved_view.filters if saved_view else Filters(wie=default_who(request.actor)).as_query())


@require_POST
def save(request: RequestWithActor) -> HttpResponse:
    """Keep the filters under a name."""
    form = SaveSavedViewForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return render(request, "werkplek/saved_view.html", {"form": form, "header": _("Bewaar weergave")})
    requested = dict(part.partition("=")[::2] for part in form.cleaned_data["filters"].split("&"))
    filters = Filters.uit(requested, request.actor).as_query()
    name = form.cleaned_data["naam"]
    services.store_saved_view(request.actor, name, filters, delen=form.cleaned_data.get("delen", False))
    messages.success(request, _("De weergave '%(naam)s' is bewaard.") % {"naam": name})
    return _to_work(filters)


@require_http_methods(["GET", "POST"])
def change(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Rename a view."""
    saved_view = services.own_saved_view(request.actor, pk)
    form = ChangeSavedViewForm(request.POST or None, instance=saved_view)
    if form.is_valid():
        form.save()
        messages.success(request, _("De weergave heeft een andere naam."))
        return HttpResponseRedirect(reverse("werkplek:weergaven"))
    return render(
        request, "werkplek/saved_view.html", {"form": form, "header": _("Geef de weergave een andere naam")}
    )


@require_POST
def delete(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Remove a view; the dossiers stay."""
    services.own_saved_view(request.actor, pk).delete()
    messages.success(request, _("De weergave is weg. Er is niets met dossiers gebeurd."))
    return HttpResponseRedirect(reverse("werkplek:weergaven"))
