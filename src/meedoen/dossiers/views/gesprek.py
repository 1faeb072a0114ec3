"""Talks, signals and documents of a dossier."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.documents.services import DocumentFout
from meedoen.dossiers import rechten, selectors, services
from meedoen.dossiers.forms import GesprekForm, OplossingForm, SignaalForm, StukForm
from meedoen.dossiers.models import Contactmoment, Dossier, DossierDocument, Signaal
from meedoen.dossiers.views.helpers import get_post, status


@require_safe
def gesprekken(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """All talks, planned ones first."""
    return render(request, "dossiers/gesprekken.html", selectors.gesprekkenpagina(request.actor, pk))


@get_post
def contact_nieuw(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Plan a talk, or write down one that was. `?onderwerp=` fills in what it is about."""
    context = selectors.kader(
        request.actor, pk, gettext_noop("gesprek plannen"), recht=rechten.DOSSIER_BEWERKEN
    )
    dossier: Dossier = context["dossier"]
    onderwerp = request.GET.get("onderwerp", "")
    nieuw = Contactmoment(
        dossier=dossier,
        gemeente_id=dossier.gemeente_id,
        onderwerp=onderwerp if onderwerp in Contactmoment.Onderwerp.values else "",
        met_tolk=dossier.persoon.tolk_nodig,
    )
    form = GesprekForm(request.POST or None, instance=nieuw)
    if form.is_valid():
        services.plan_gesprek(request.actor, form.save(commit=False))
        messages.success(request, _("Het gesprek staat in het dossier."))
        return redirect("dossiers:gesprekken", pk)
    context |= {"tab": "gesprekken", "form": form, "nieuw": True}
    return render(request, "dossiers/gesprek.html", context, status=status(form))


@get_post
def contact(request: VerzoekMetActor, pk: UUID, contact: UUID) -> HttpResponse:
    """Read one talk; write down what became of it, or its report."""
    context = selectors.kader(request.actor, pk, gettext_noop("gesprek bekijken"))
    rijen = Contactmoment.objects.select_related("dossier__persoon", "door").filter(dossier=pk)
    gesprek = rechten.CONTACT_BEKIJKEN.filter(request.actor, rijen).filter(pk=contact).first()
    if gesprek is None:
        raise Geweigerd(
            _("Dit gesprek bestaat niet, of jij mag het niet zien."), recht=rechten.CONTACT_BEKIJKEN
        )
    form = GesprekForm(request.POST or None, instance=gesprek)
    if form.is_valid():
        services.leg_gesprek_vast(request.actor, form.save(commit=False))
        messages.success(request, _("Het gesprek is bewaard."))
        return redirect("dossiers:gesprekken", pk)
    context |= {"tab": "gesprekken", "form": form, "gesprek": gesprek}
    return render(request, "dossiers/gesprek.html", context, status=status(form))


@get_post
def signaal_nieuw(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Raise a signal, with an owner and a day."""
    context = selectors.kader(
        request.actor, pk, gettext_noop("signaal melden"), recht=rechten.DOSSIER_BEWERKEN
    )
    form = SignaalForm(context["dossier"], request.POST or None)
    if form.is_valid():
        services.meld_signaal(request.actor, form.save(commit=False))
        messages.success(request, _("Het signaal is gemeld."))
        return redirect("dossiers:dossier", pk)
    context |= {"tab": "overzicht", "form": form}
    return render(request, "dossiers/signaal_nieuw.html", context, status=status(form))


@get_post
def signaal(request: VerzoekMetActor, pk: UUID, signaal: UUID) -> HttpResponse:
    """Read one signal, and solve it."""
    context = selectors.kader(request.actor, pk, gettext_noop("signaal bekijken"))
    rijen = Signaal.objects.select_related("dossier__persoon", "eigenaar", "gemeld_door").filter(dossier=pk)
    een = rechten.SIGNAAL_BEKIJKEN.filter(request.actor, rijen).filter(pk=signaal).first()
    if een is None:
        raise Geweigerd(
            _("Dit signaal bestaat niet, of jij mag het niet zien."), recht=rechten.SIGNAAL_BEKIJKEN
        )
    form = OplossingForm(request.POST or None)
    if form.is_valid():
        services.los_signaal_op(request.actor, een, form.cleaned_data["oplossing"])
        messages.success(request, _("Het signaal is opgelost."))
        return redirect("dossiers:dossier", pk)
    context |= {"tab": "overzicht", "form": form, "signaal": een}
    return render(request, "dossiers/signaal.html", context, status=status(form))


@get_post
def documenten(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """All documents, and room for a new one."""
    context = selectors.documentenpagina(request.actor, pk)
    form = StukForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        naam, inhoud = form.cleaned_data["bestand"]
        services.voeg_document_toe(
            request.actor, context["dossier"], naam, inhoud, form.cleaned_data["soort"]
        )
        messages.success(request, _("Het document staat in het dossier."))
        return redirect("dossiers:documenten", pk)
    return render(request, "dossiers/documenten.html", context | {"form": form}, status=status(form))


def _stuk(request: VerzoekMetActor, pk: UUID, stuk: int) -> DossierDocument:
    rijen = DossierDocument.objects.select_related("document", "dossier").filter(dossier=pk)
    gevonden = rechten.DOCUMENT_BEKIJKEN.filter(request.actor, rijen).filter(pk=stuk).first()
    if gevonden is None:
        raise Geweigerd(
            _("Dit document bestaat niet, of jij mag het niet zien."), recht=rechten.DOCUMENT_BEKIJKEN
        )
    return gevonden


@require_safe
def document(request: VerzoekMetActor, pk: UUID, stuk: int) -> HttpResponse:
    """Download a document. Never shown in our own pages' name: always as a file to keep."""
    gevonden = _stuk(request, pk, stuk)
    try:
        inhoud = services.lees_document(request.actor, gevonden)
    except DocumentFout as fout:
        raise Http404(str(fout)) from fout
    antwoord = HttpResponse(inhoud, content_type=gevonden.document.mime)
    antwoord["Content-Disposition"] = content_disposition_header(True, gevonden.document.naam) or "attachment"
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


@require_POST
def document_intrekken(request: VerzoekMetActor, pk: UUID, stuk: int) -> HttpResponse:
    """Take back a document that was put in by mistake."""
    services.trek_document_in(request.actor, _stuk(request, pk, stuk))
    messages.success(request, _("Het document is ingetrokken. Het bestand is weg."))
    return redirect("dossiers:documenten", pk)
