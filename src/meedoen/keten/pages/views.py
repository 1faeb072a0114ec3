"""Pages of the chain, for who manages it. Every page is about one municipality."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.organisations.models import Organisatie
from meedoen.keten.models import Aansluiting, Partij
from meedoen.keten.pages import selectors, services
from meedoen.keten.pages.attention import aandacht
from meedoen.keten.pages.display import berichtregels, grafieken
from meedoen.keten.pages.forms import Aansluitingformulier, Vervallen
from meedoen.keten.pages.history import geschiedenis
from meedoen.keten.pages.probe import probeer
from meedoen.keten.pages.rechten import AANSLUITINGEN_BEHEREN

ZOUT = "keten.berichten"
get_post = require_http_methods(["GET", "HEAD", "POST"])


def _kader(gemeente: Organisatie, waar: str) -> dict[str, Any]:
    (let_op,) = aandacht([gemeente.pk])
    return {"gemeente": gemeente, "waar": waar, "aandacht": let_op}


@require_safe
def start(request: VerzoekMetActor) -> HttpResponse:
    """To the chain of the municipality one manages, or to a choice of municipalities."""
    gemeenten = selectors.gemeenten_van(request.actor)
    if len(gemeenten) == 1:
        return redirect("keten:overzicht", code=gemeenten[0].code)
    let_op = {een.gemeente_id: een.aantal for een in aandacht([een.pk for een in gemeenten])}
    context = {"gemeenten": [(een, let_op[een.pk]) for een in gemeenten]}
    return render(request, "keten/start.html", context)


@require_safe
def overzicht(request: VerzoekMetActor, code: str) -> HttpResponse:
    """How each party is doing, and what needs a person."""
    gemeente = selectors.gemeente_van(request.actor, code)
    partijen = selectors.partijen(request.actor, gemeente)
    notificaties = selectors.notificaties(request.actor, gemeente)
    context = _kader(gemeente, "overzicht") | {
        "partijen": partijen,
        "notificaties": notificaties,
        "grafieken": grafieken(selectors.dagen(), partijen, notificaties),
        "dagen": selectors.dagen(),
    }
    return render(request, "keten/overzicht.html", context)


@require_safe
def lijst(request: VerzoekMetActor, code: str) -> HttpResponse:
    """The messages that are stuck, wait or were let go, a page at a time."""
    gemeente = selectors.gemeente_van(request.actor, code)
    stand = request.GET.get("stand", "vast")
    if stand not in selectors.STANDEN:
        raise Http404
    na = request.GET.get("na", "")
    rijen, meer = selectors.berichten(
        request.actor, gemeente, stand, int(na) if na.isascii() and na.isdigit() and len(na) < 19 else None
    )
    context = _kader(gemeente, "berichten") | {
        "stand": stand,
        "regels": berichtregels(request.actor, rijen),
        "vorige": f"?stand={stand}" if na else "",
        "volgende": f"?stand={stand}&na={rijen[-1].volgnummer}" if meer else "",
    }
    return render(request, "keten/berichten.html", context)


@require_POST
def opnieuw(request: VerzoekMetActor, code: str, bericht_id: UUID) -> HttpResponse:
    """Send a refused message or a dead letter again."""
    gemeente = selectors.gemeente_van(request.actor, code)
    bericht = selectors.bericht_van(request.actor, gemeente, bericht_id)
    if services.verzend_opnieuw(request.actor, bericht):
        messages.success(request, _("Het bericht gaat opnieuw op weg."))
    else:
        messages.info(request, _("Dit bericht is al op weg of klaar."))
    return redirect("keten:berichten", code=code)


@get_post
def vervallen(request: VerzoekMetActor, code: str, bericht_id: UUID) -> HttpResponse:
    """Let a message go, and say why."""
    gemeente = selectors.gemeente_van(request.actor, code)
    bericht = selectors.bericht_van(request.actor, gemeente, bericht_id)
    formulier = Vervallen(request.POST or None)
    if formulier.is_valid():
        if services.laat_vervallen(request.actor, bericht, formulier.cleaned_data["reden"]):
            messages.success(request, _("Het bericht is vervallen. Wat erachter wachtte, gaat verder."))
        else:
            messages.info(request, _("Dit bericht is al op weg of klaar."))
        return redirect("keten:berichten", code=code)
    (regel,) = berichtregels(request.actor, [bericht])
    context = _kader(gemeente, "berichten") | {"form": formulier, "regel": regel}
    return render(request, "keten/vervallen.html", context, status=_status(request, formulier.is_bound))


def _status(request: HttpRequest, ingevuld: bool) -> int:
    """422 for a form that was sent and not accepted, so that scripts know it too."""
    return 422 if request.method == "POST" and ingevuld else 200


@require_safe
def aansluitingen(request: VerzoekMetActor, code: str) -> HttpResponse:
    """How the municipality reaches each party."""
    gemeente = selectors.gemeente_van(request.actor, code)
    context = _kader(gemeente, "aansluitingen") | {
        "aansluitingen": selectors.aansluitingen(gemeente),
        "regels": geschiedenis(request.actor, gemeente),
    }
    return render(request, "keten/aansluitingen.html", context)


@get_post
def aansluiting(request: VerzoekMetActor, code: str, partij: str) -> HttpResponse:
    """Set how the municipality reaches one party."""
    gemeente, wie = _aansluiting(request, code, partij)
    formulier = Aansluitingformulier(request.POST or None, gemeente=gemeente, partij=wie)
    if formulier.is_valid():
        services.bewaar_aansluiting(request.actor, gemeente, wie, formulier.cleaned_data)
        messages.success(request, _("De aansluiting is bewaard. Probeer nu de verbinding."))
        return redirect("keten:aansluitingen", code=code)
    context = _kader(gemeente, "aansluitingen") | {"form": formulier, "partij": wie}
    return render(request, "keten/aansluiting.html", context, status=_status(request, formulier.is_bound))


@require_POST
@transaction.non_atomic_requests
def proberen(request: VerzoekMetActor, code: str, partij: str) -> HttpResponse:
    """Ask the party one harmless question, and say how that went. No transaction waits for the answer."""
    gemeente, wie = _aansluiting(request, code, partij)
    uitslag = probeer(gemeente.pk, wie)
    services.noteer_proef(request.actor, gemeente, wie, uitslag)
    (messages.success if uitslag.gelukt else messages.error)(request, uitslag.tekst)
    return redirect("keten:aansluitingen", code=code)


def _aansluiting(request: VerzoekMetActor, code: str, partij: str) -> tuple[Organisatie, Partij]:
    if partij not in Partij.values:
        raise Http404
    gemeente = selectors.gemeente_van(request.actor, code)
    AANSLUITINGEN_BEHEREN.eis(request.actor, Aansluiting(gemeente=gemeente))
    return gemeente, Partij(partij)
