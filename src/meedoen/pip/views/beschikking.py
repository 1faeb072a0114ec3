"""Drawing up a decision, four eyes, fixing it and making it known."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meedoen.basis.toegang.middleware import VerzoekMetActor
from meedoen.dossiers.views.hulp import get_post, status
from meedoen.intake.selectors import samenvatting
from meedoen.pip import rechten, selectors, services
from meedoen.pip.forms import BekendmaakForm, BeschikkingForm, RedenForm, VaststelForm, WijzigForm, stand_van
from meedoen.pip.models import Beschikking
from meedoen.pip.toetsing import NogNiet, Omstandigheden, omstandigheden_van
from meedoen.pip.views.hulp import probeer

STIL = "X-Meedoen-Stil"
"""A header of the script that saves while one types: answer with what changed, not with a page."""


def _nieuwste(context: dict[str, Any]) -> Beschikking:
    """The newest decision of a page that is about one.

    Raises:
        NogNiet: there is none.
    """
    nieuwste: Beschikking | None = context["nieuwste"]
    if nieuwste is None:
        raise NogNiet(_("Er is nog geen PIP in dit dossier. Stel het eerst op."))
    return nieuwste


@login_required
@require_POST
def opstellen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Begin the decision of this dossier."""
    dossier = selectors.pipkader(request.actor, pk, "PIP opstellen")["dossier"]
    gelukt = _("Het PIP is begonnen. Het is een concept tot het vaststaat.")
    if probeer(request, lambda: services.stel_op(request.actor, dossier), gelukt):
        return redirect("pip:bewerken", pk)
    return redirect("pip:pip", pk)


@login_required
@get_post
def bewerken(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Write the draft. Saved with its button, and while typing where there is a script."""
    context = selectors.pipkader(request.actor, pk, "PIP opstellen")
    beschikking = _nieuwste(context)
    rechten.PIP_OPSTELLEN.eis(request.actor, beschikking)
    if not context["mogelijk"].bewerken:
        messages.info(request, _("Dit PIP is geen concept meer. Je kunt het hier lezen."))
        return redirect("pip:pip", pk)
    om = omstandigheden_van(context["dossier"])
    form = BeschikkingForm(om, request.POST or None, instance=beschikking)
    if form.is_valid():
        rij = services.bewaar(request.actor, beschikking, form.cleaned_data)
        if STIL in request.headers:
            return _bewaard(request, rij, om)
        messages.success(request, _("Het concept is bewaard."))
        return redirect("pip:bewerken" if "verder" in request.POST else "pip:pip", pk)
    if STIL in request.headers:
        return JsonResponse(
            {"fouten": [fout for fouten in form.errors.values() for fout in fouten]}, status=422
        )
    context |= {
        "form": form,
        "beschikking": beschikking,
        "voorwaarden": selectors.voorwaarden_van(beschikking, om),
        "intake": samenvatting(request.actor, context["dossier"], doel="PIP opstellen"),
        "lbt": om.lbt,
    }
    return render(request, "pip/bewerken.html", context, status=status(form))


def _bewaard(request: HttpRequest, rij: Beschikking, om: Omstandigheden) -> HttpResponse:
    voorwaarden = {"voorwaarden": selectors.voorwaarden_van(rij, om)}
    return JsonResponse(
        {
            "tekst": _("Bewaard om %(tijd)s") % {"tijd": f"{timezone.localtime():%H:%M}"},
            "stand": stand_van(rij),
            "voorwaarden": render_to_string("pip/_voorwaarden.html", voorwaarden, request),
        }
    )


@login_required
@require_POST
def voorleggen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Submit the draft for approval."""
    beschikking = _nieuwste(selectors.pipkader(request.actor, pk, "PIP voorleggen"))
    gelukt = _("Het PIP is voorgelegd. Wie het mag goedkeuren, krijgt een e-mail.")
    probeer(request, lambda: services.leg_voor(request.actor, beschikking), gelukt)
    return redirect("pip:pip", pk)


@login_required
@get_post
def terughalen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Take back what was submitted."""
    context = selectors.pipkader(request.actor, pk, "PIP terughalen")
    beschikking, form = _nieuwste(context), RedenForm(request.POST or None)
    rechten.PIP_OPSTELLEN.eis(request.actor, beschikking)
    if form.is_valid():
        reden, gelukt = form.cleaned_data["reden"], _("Het PIP is weer een concept.")
        probeer(request, lambda: services.haal_terug(request.actor, beschikking, reden), gelukt)
        return redirect("pip:pip", pk)
    context |= {"form": form, "beschikking": beschikking}
    return render(request, "pip/terughalen.html", context, status=status(form))


@login_required
@get_post
def verwijderen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Throw a draft away, after a question."""
    context = selectors.pipkader(request.actor, pk, "concept verwijderen")
    beschikking = _nieuwste(context)
    rechten.PIP_OPSTELLEN.eis(request.actor, beschikking)
    if request.method == "POST":
        gelukt = _("Het concept is verwijderd.")
        probeer(request, lambda: services.verwijder_concept(request.actor, beschikking), gelukt)
        return redirect("pip:pip", pk)
    return render(request, "pip/verwijderen.html", context | {"beschikking": beschikking})


@login_required
@get_post
def goedkeuren(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Read what somebody else wrote and what changed since the former version; approve it."""
    context = selectors.pipkader(request.actor, pk, "PIP goedkeuren")
    beschikking = _nieuwste(context)
    rechten.PIP_GOEDKEUREN.eis(request.actor, beschikking)
    if request.method == "POST":
        gelukt = _("Het PIP is goedgekeurd. De opsteller krijgt een e-mail.")
        probeer(request, lambda: services.keur_goed(request.actor, beschikking), gelukt)
        return redirect("pip:pip", pk)
    if not context["mogelijk"].goedkeuren:
        messages.info(request, _("Dit PIP ligt niet bij jou ter goedkeuring."))
        return redirect("pip:pip", pk)
    return render(request, "pip/goedkeuren.html", context | _ter_beoordeling(request, beschikking))


def _ter_beoordeling(request: VerzoekMetActor, beschikking: Beschikking) -> dict[str, Any]:
    return {
        "beschikking": beschikking,
        "veranderingen": selectors.veranderingen(beschikking),
        "alles_nieuw": beschikking.vervangt is None,
        "sinds_teruggave": selectors.sinds_teruggave(beschikking),
        "voorwaarden": selectors.voorwaarden_van(beschikking),
        "intake": samenvatting(request.actor, beschikking.dossier, doel="PIP goedkeuren"),
        "lbt": omstandigheden_van(beschikking.dossier).lbt,
        "form": RedenForm(),
    }


@login_required
@require_POST
def teruggeven(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Give the decision back to its writer."""
    context = selectors.pipkader(request.actor, pk, "PIP teruggeven")
    beschikking, form = _nieuwste(context), RedenForm(request.POST)
    rechten.PIP_GOEDKEUREN.eis(request.actor, beschikking)
    if form.is_valid():
        reden, gelukt = (
            form.cleaned_data["reden"],
            _("Het PIP is teruggegeven. De opsteller krijgt een e-mail."),
        )
        probeer(request, lambda: services.geef_terug(request.actor, beschikking, reden), gelukt)
        return redirect("pip:pip", pk)
    context |= _ter_beoordeling(request, beschikking) | {"form": form}
    return render(request, "pip/goedkeuren.html", context, status=status(form))


@login_required
@get_post
def vaststellen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Date and lock the decision, and make its letter."""
    context = selectors.pipkader(request.actor, pk, "PIP vaststellen")
    beschikking, vandaag = _nieuwste(context), timezone.localdate()
    rechten.PIP_VASTSTELLEN.eis(request.actor, beschikking)
    begin = {"dagtekening": vandaag, "verzending_op": vandaag, "ondertekend_op": vandaag}
    form = VaststelForm(request.POST or None, initial=begin)
    if form.is_valid():
        gelukt = _("Het PIP staat vast. De brief ligt klaar.")
        if probeer(
            request, lambda: services.stel_vast(request.actor, beschikking, **form.cleaned_data), gelukt
        ):
            return redirect("pip:pip", pk)
    context |= {"form": form, "beschikking": beschikking}
    return render(request, "pip/vaststellen.html", context, status=status(form))


@login_required
@get_post
def bekendmaken(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Write down on which day the letter went out."""
    context = selectors.pipkader(request.actor, pk, "PIP bekendmaken")
    beschikking = _nieuwste(context)
    rechten.PIP_VASTSTELLEN.eis(request.actor, beschikking)
    form = BekendmaakForm(request.POST or None, initial={"op": beschikking.verzending_op})
    if form.is_valid():
        op, gelukt = form.cleaned_data["op"], _("Het PIP is bekendgemaakt. De bezwaartermijn loopt.")
        if probeer(request, lambda: services.maak_bekend(request.actor, beschikking, op), gelukt):
            return redirect("pip:pip", pk)
    context |= {"form": form, "beschikking": beschikking}
    return render(request, "pip/bekendmaken.html", context, status=status(form))


@login_required
@get_post
def wijzigen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Begin a new decision that changes the PIP."""
    context = selectors.pipkader(request.actor, pk, "PIP wijzigen")
    beschikking, dossier, form = context["nieuwste"], context["dossier"], WijzigForm(request.POST or None)
    wie = beschikking or Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id)
    rechten.PIP_OPSTELLEN.eis(request.actor, wie)
    if form.is_valid():
        gelukt = _("Het nieuwe besluit is begonnen. Tot het vaststaat, geldt het huidige PIP.")
        if beschikking:
            daad = partial(services.wijzig, request.actor, beschikking, **form.cleaned_data)
        else:
            daad = partial(services.wijzig_overgenomen, request.actor, dossier, **form.cleaned_data)
        if probeer(request, daad, gelukt):
            return redirect("pip:bewerken", pk)
        return redirect("pip:pip", pk)
    context |= {"form": form, "beschikking": beschikking}
    return render(request, "pip/wijzigen.html", context, status=status(form))
