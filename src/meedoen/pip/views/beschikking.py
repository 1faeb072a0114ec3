"""Drawing up a decision, four eyes, fixing it and making it known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from meedoen.basis.access.rechten import Recht
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake.selectors import samenvatting
from meedoen.pip import rechten, selectors, services
from meedoen.pip.evaluation import NogNiet, Omstandigheden, omstandigheden_van
from meedoen.pip.forms import BekendmaakForm, BeschikkingForm, RedenForm, VaststelForm, WijzigForm, stand_van
from meedoen.pip.models import Beschikking
from meedoen.pip.views.helpers import probeer

STIL = "X-Meedoen-Stil"
"""A header of the script that saves while one types: answer with what changed, not with a page."""


def open_besluit(
    request: VerzoekMetActor, pk: UUID, doel: str, recht: Recht
) -> tuple[dict[str, Any], Beschikking]:
    """The page of an act on the newest decision, for who may do it.

    Raises:
        NogNiet: there is no decision.
        Geweigerd: the actor may not do this.
    """
    context = selectors.pipkader(request.actor, pk, doel)
    nieuwste: Beschikking | None = context["nieuwste"]
    if nieuwste is None:
        raise NogNiet(_("Er is nog geen PIP in dit dossier. Stel het eerst op."))
    recht.eis(request.actor, nieuwste)
    return context | {"beschikking": nieuwste}, nieuwste


def _doe(
    request: VerzoekMetActor,
    pk: UUID,
    sjabloon: str,
    context: dict[str, Any],
    form: BaseForm,
    daad: Callable[..., object],
    gelukt: str,
    naar: str = "pip:pip",
) -> HttpResponse:
    """A form for one act: done when it is filled in well, shown again with the reason when it is refused."""
    if form.is_valid() and probeer(request, lambda: daad(**form.cleaned_data), gelukt):
        return redirect(naar, pk)
    return render(request, sjabloon, context | {"form": form}, status=status(form))


@login_required
@require_POST
def opstellen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Begin the decision of this dossier."""
    dossier = selectors.pipkader(request.actor, pk, gettext_noop("PIP opstellen"))["dossier"]
    gelukt = _("Het PIP is begonnen. Het is een concept tot het vaststaat.")
    if probeer(request, lambda: services.stel_op(request.actor, dossier), gelukt):
        return redirect("pip:bewerken", pk)
    return redirect("pip:pip", pk)


@login_required
@get_post
def bewerken(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Write the draft. Saved with its button, and while typing where there is a script."""
    context, beschikking = open_besluit(request, pk, gettext_noop("PIP opstellen"), rechten.PIP_OPSTELLEN)
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
        "voorwaarden": selectors.voorwaarden_van(beschikking, om),
        "intake": samenvatting(request.actor, context["dossier"], doel=gettext_noop("PIP opstellen")),
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
    _context, beschikking = open_besluit(request, pk, gettext_noop("PIP voorleggen"), rechten.PIP_OPSTELLEN)
    gelukt = _("Het PIP is voorgelegd. Wie het mag goedkeuren, krijgt een e-mail.")
    probeer(request, lambda: services.leg_voor(request.actor, beschikking), gelukt)
    return redirect("pip:pip", pk)


@login_required
@get_post
def terughalen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Take back what was submitted."""
    context, beschikking = open_besluit(request, pk, gettext_noop("PIP terughalen"), rechten.PIP_OPSTELLEN)
    form, daad = RedenForm(request.POST or None), partial(services.haal_terug, request.actor, beschikking)
    return _doe(request, pk, "pip/terughalen.html", context, form, daad, _("Het PIP is weer een concept."))


@login_required
@get_post
def verwijderen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Throw a draft away, after a question."""
    context, beschikking = open_besluit(
        request, pk, gettext_noop("concept verwijderen"), rechten.PIP_OPSTELLEN
    )
    if request.method == "POST":
        gelukt = _("Het concept is verwijderd.")
        probeer(request, lambda: services.verwijder_concept(request.actor, beschikking), gelukt)
        return redirect("pip:pip", pk)
    return render(request, "pip/verwijderen.html", context)


@login_required
@get_post
def goedkeuren(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Read what somebody else wrote and what changed since the former version; approve it."""
    context, beschikking = open_besluit(request, pk, gettext_noop("PIP goedkeuren"), rechten.PIP_GOEDKEUREN)
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
        "veranderingen": selectors.veranderingen(beschikking),
        "alles_nieuw": beschikking.vervangt is None,
        "sinds_teruggave": selectors.sinds_teruggave(beschikking),
        "voorwaarden": selectors.voorwaarden_van(beschikking),
        "intake": samenvatting(request.actor, beschikking.dossier, doel=gettext_noop("PIP goedkeuren")),
        "lbt": omstandigheden_van(beschikking.dossier).lbt,
        "form": RedenForm(),
    }


@login_required
@require_POST
def teruggeven(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Give the decision back to its writer."""
    context, beschikking = open_besluit(request, pk, gettext_noop("PIP teruggeven"), rechten.PIP_GOEDKEUREN)
    form = RedenForm(request.POST)
    if form.is_valid():
        daad = partial(services.geef_terug, request.actor, beschikking, **form.cleaned_data)
        probeer(request, daad, _("Het PIP is teruggegeven. De opsteller krijgt een e-mail."))
        return redirect("pip:pip", pk)
    context |= _ter_beoordeling(request, beschikking) | {"form": form}
    return render(request, "pip/goedkeuren.html", context, status=status(form))


@login_required
@get_post
def vaststellen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Date and lock the decision, and make its letter."""
    context, beschikking = open_besluit(request, pk, gettext_noop("PIP vaststellen"), rechten.PIP_VASTSTELLEN)
    begin = dict.fromkeys(("dagtekening", "verzending_op", "ondertekend_op"), timezone.localdate())
    form = VaststelForm(request.POST or None, initial=begin)
    daad = partial(services.stel_vast, request.actor, beschikking)
    gelukt = _("Het PIP staat vast. De brief ligt klaar.")
    return _doe(request, pk, "pip/vaststellen.html", context, form, daad, gelukt)


@login_required
@get_post
def bekendmaken(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Write down on which day the letter went out."""
    context, beschikking = open_besluit(request, pk, gettext_noop("PIP bekendmaken"), rechten.PIP_VASTSTELLEN)
    form = BekendmaakForm(request.POST or None, initial={"op": beschikking.verzending_op})
    daad = partial(services.maak_bekend, request.actor, beschikking)
    gelukt = _("Het PIP is bekendgemaakt. De bezwaartermijn loopt.")
    return _doe(request, pk, "pip/bekendmaken.html", context, form, daad, gelukt)


@login_required
@get_post
def wijzigen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Begin a new decision that changes the PIP."""
    context = selectors.pipkader(request.actor, pk, gettext_noop("PIP wijzigen"))
    beschikking, dossier = context["nieuwste"], context["dossier"]
    wie = beschikking or Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id)
    rechten.PIP_OPSTELLEN.eis(request.actor, wie)
    if beschikking:
        daad = partial(services.wijzig, request.actor, beschikking)
    else:
        daad = partial(services.wijzig_overgenomen, request.actor, dossier)
    form = WijzigForm(request.POST or None)
    gelukt = _("Het nieuwe besluit is begonnen. Tot het vaststaat, geldt het huidige PIP.")
    return _doe(request, pk, "pip/wijzigen.html", context, form, daad, gelukt, naar="pip:bewerken")
