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

from meedoen.basis.access.rechten import Refused
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.documents.services import DocumentError
from meedoen.dossiers import rechten, selectors, services
from meedoen.dossiers.forms import DocumentForm, GesprekForm, SignaalForm, SolutionForm
from meedoen.dossiers.models import Contactmoment, Dossier, DossierDocument, Signaal
from meedoen.dossiers.views.helpers import get_post, status


@require_safe
def gesprekken(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """All talks, planned ones first."""
    return render(request, "dossiers/gesprekken.html", selectors.gesprekken_page(request.actor, pk))


@get_post
def new_contact(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Plan a talk, or write down one that was. `?onderwerp=` fills in what it is about."""
    context = selectors.frame(request.actor, pk, gettext_noop("gesprek plannen"), recht=rechten.DOSSIER_EDIT)
    dossier: Dossier = context["dossier"]
    subject = request.GET.get("onderwerp", "")
    new = Contactmoment(
        dossier=dossier,
        gemeente_id=dossier.gemeente_id,
        onderwerp=subject if subject in Contactmoment.Onderwerp.values else "",
        met_tolk=dossier.persoon.tolk_nodig,
    )
    form = GesprekForm(request.POST or None, instance=new)
    if form.is_valid():
        services.plan_gesprek(request.actor, form.save(commit=False))
        messages.success(request, _("Het gesprek staat in het dossier."))
        return redirect("dossiers:gesprekken", pk)
    context |= {"tab": "gesprekken", "form": form, "nieuw": True}
    return render(request, "dossiers/gesprek.html", context, status=status(form))


@get_post
def contact(request: RequestWithActor, pk: UUID, contact: UUID) -> HttpResponse:
    """Read one talk; write down what became of it, or its report."""
    context = selectors.frame(request.actor, pk, gettext_noop("gesprek bekijken"))
    rows = Contactmoment.objects.select_related("dossier__persoon", "by").filter(dossier=pk)
    gesprek = rechten.CONTACT_VIEW.filter(request.actor, rows).filter(pk=contact).first()
    if gesprek is None:
        raise Refused(_("Dit gesprek bestaat niet, of jij mag het niet zien."), recht=rechten.CONTACT_VIEW)
    form = GesprekForm(request.POST or None, instance=gesprek)
    if form.is_valid():
        services.record_gesprek(request.actor, form.save(commit=False))
        messages.success(request, _("Het gesprek is bewaard."))
        return redirect("dossiers:gesprekken", pk)
    context |= {"tab": "gesprekken", "form": form, "gesprek": gesprek}
    return render(request, "dossiers/gesprek.html", context, status=status(form))


@get_post
def new_signaal(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Raise a signal, with an owner and a day."""
    context = selectors.frame(request.actor, pk, gettext_noop("signaal melden"), recht=rechten.DOSSIER_EDIT)
    form = SignaalForm(context["dossier"], request.POST or None)
    if form.is_valid():
        services.report_signaal(request.actor, form.save(commit=False))
        messages.success(request, _("Het signaal is gemeld."))
        return redirect("dossiers:dossier", pk)
    context |= {"tab": "overzicht", "form": form}
    return render(request, "dossiers/new_signaal.html", context, status=status(form))


@get_post
def signaal(request: RequestWithActor, pk: UUID, signaal: UUID) -> HttpResponse:
    """Read one signal, and solve it."""
    context = selectors.frame(request.actor, pk, gettext_noop("signaal bekijken"))
    rows = Signaal.objects.select_related("dossier__persoon", "eigenaar", "reported_by").filter(dossier=pk)
    one = rechten.SIGNAAL_VIEW.filter(request.actor, rows).filter(pk=signaal).first()
    if one is None:
        raise Refused(_("Dit signaal bestaat niet, of jij mag het niet zien."), recht=rechten.SIGNAAL_VIEW)
    form = SolutionForm(request.POST or None)
    if form.is_valid():
        services.solve_signaal(request.actor, one, form.cleaned_data["oplossing"])
        messages.success(request, _("Het signaal is opgelost."))
        return redirect("dossiers:dossier", pk)
    context |= {"tab": "overzicht", "form": form, "signaal": one}
    return render(request, "dossiers/signaal.html", context, status=status(form))


@get_post
def documents(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """All documents, and room for a new one."""
    context = selectors.documents_page(request.actor, pk)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        name, content = form.cleaned_data["bestand"]
        services.add_document(request.actor, context["dossier"], name, content, form.cleaned_data["soort"])
        messages.success(request, _("Het document staat in het dossier."))
        return redirect("dossiers:documenten", pk)
    return render(request, "dossiers/documents.html", context | {"form": form}, status=status(form))


def _piece(request: RequestWithActor, pk: UUID, piece: int) -> DossierDocument:
    rows = DossierDocument.objects.select_related("document", "dossier").filter(dossier=pk)
    found = rechten.DOCUMENT_VIEW.filter(request.actor, rows).filter(pk=piece).first()
    if found is None:
        raise Refused(_("Dit document bestaat niet, of jij mag het niet zien."), recht=rechten.DOCUMENT_VIEW)
    return found


@require_safe
def document(request: RequestWithActor, pk: UUID, piece: int) -> HttpResponse:
    """Download a document. Never shown in our own pages' name: always as a file to keep."""
    found = _piece(request, pk, piece)
    try:
        content = services.read_document(request.actor, found)
    except DocumentError as error:
        raise Http404(str(error)) from error
    answer = HttpResponse(content, content_type=found.document.mime)
    answer["Content-Disposition"] = content_disposition_header(True, found.document.naam) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def withdraw_document(request: RequestWithActor, pk: UUID, piece: int) -> HttpResponse:
    """Take back a document that was put in by mistake."""
    services.withdraw_document(request.actor, _piece(request, pk, piece))
    messages.success(request, _("Het document is ingetrokken. Het bestand is weg."))
    return redirect("dossiers:documenten", pk)
