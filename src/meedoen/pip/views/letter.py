"""The letter: as it will be sent, as text on the page, and as a file."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.documents.services import DocumentFout
from meedoen.dossiers.services import lees_document
from meedoen.pip import selectors
from meedoen.pip.letter import stel_brief_samen
from meedoen.pip.letter_pdf import maak_pdf
from meedoen.pip.models import Beschikking

PDF = "application/pdf"


@login_required
@require_safe
def lezen(request: VerzoekMetActor, pk: UUID, versie: int) -> HttpResponse:
    """The letter as text, with the PDF beside it where there is room; once fixed, both as they were fixed."""
    context = selectors.pipkader(request.actor, pk, gettext_noop("brief PIP lezen"))
    beschikking = selectors.beschikking_voor(request.actor, pk, versie)
    context |= {"beschikking": beschikking, "brief": selectors.brief_van(beschikking)}
    return render(request, "pip/brief.html", context)


@login_required
@require_safe
@xframe_options_sameorigin
def voorbeeld(request: VerzoekMetActor, pk: UUID, versie: int | None = None) -> HttpResponse:
    """The PDF in the browser: the letter that was made, or a concept of the one that will be."""
    beschikking = selectors.beschikking_voor(request.actor, pk, versie)
    selectors.noteer_inzage(request.actor, beschikking, gettext_noop("brief PIP bekijken"))
    return _pdf(_inhoud(request, beschikking), _naam(beschikking), bijlage=False)


@login_required
@require_safe
def download(request: VerzoekMetActor, pk: UUID, versie: int) -> HttpResponse:
    """The PDF as a file to keep. Each download is a line in the logbook."""
    beschikking = selectors.beschikking_voor(request.actor, pk, versie)
    selectors.noteer_inzage(request.actor, beschikking, gettext_noop("brief PIP downloaden"))
    return _pdf(_inhoud(request, beschikking), _naam(beschikking), bijlage=True)


def _inhoud(request: VerzoekMetActor, beschikking: Beschikking) -> bytes:
    if not beschikking.is_vast:
        return maak_pdf(stel_brief_samen(beschikking))
    if beschikking.brief is None:
        raise Http404
    try:
        return lees_document(request.actor, beschikking.brief)
    except DocumentFout as fout:
        raise Http404(str(fout)) from fout


def _naam(beschikking: Beschikking) -> str:
    if beschikking.brief:
        return beschikking.brief.document.naam
    return f"Concept PIP {beschikking.versie} - {beschikking.dossier.nummer}.pdf"


def _pdf(inhoud: bytes, naam: str, *, bijlage: bool) -> HttpResponse:
    antwoord = HttpResponse(inhoud, content_type=PDF)
    antwoord["Content-Disposition"] = content_disposition_header(bijlage, naam) or "inline"
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord
