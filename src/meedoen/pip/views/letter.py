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

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.documents.services import DocumentError
from meedoen.dossiers.services import read_document
from meedoen.pip import selectors
from meedoen.pip.letter import compose_letter
from meedoen.pip.letter_pdf import make_pdf
from meedoen.pip.models import Beschikking

PDF = "application/pdf"


@login_required
@require_safe
def read(request: RequestWithActor, pk: UUID, version: int) -> HttpResponse:
    """The letter as text, with the PDF beside it where there is room; once fixed, both as they were fixed."""
    context = selectors.pip_frame(request.actor, pk, gettext_noop("brief PIP lezen"))
    beschikking = selectors.beschikking_for(request.actor, pk, version)
    context |= {"beschikking": beschikking, "letter": selectors.letter_of(beschikking)}
    return render(request, "pip/letter.html", context)


@login_required
@require_safe
@xframe_options_sameorigin
def example(request: RequestWithActor, pk: UUID, version: int | None = None) -> HttpResponse:
    """The PDF in the browser: the letter that was made, or a concept of the one that will be."""
    beschikking = selectors.beschikking_for(request.actor, pk, version)
    selectors.log_inzage(request.actor, beschikking, gettext_noop("brief PIP bekijken"))
    return _pdf(_content(request, beschikking), _name(beschikking), bijlage=False)


@login_required
@require_safe
def download(request: RequestWithActor, pk: UUID, version: int) -> HttpResponse:
    """The PDF as a file to keep. Each download is a line in the logbook."""
    beschikking = selectors.beschikking_for(request.actor, pk, version)
    selectors.log_inzage(request.actor, beschikking, gettext_noop("brief PIP downloaden"))
    return _pdf(_content(request, beschikking), _name(beschikking), bijlage=True)


def _content(request: RequestWithActor, beschikking: Beschikking) -> bytes:
    if not beschikking.is_fixed:
        return make_pdf(compose_letter(beschikking))
    if beschikking.letter is None:
        raise Http404
    try:
        return read_document(request.actor, beschikking.letter)
    except DocumentError as error:
        raise Http404(str(error)) from error


def _name(beschikking: Beschikking) -> str:
    if beschikking.letter:
        return beschikking.letter.document.naam
    return f"Concept PIP {beschikking.version} - {beschikking.dossier.nummer}.pdf"


def _pdf(content: bytes, name: str, *, bijlage: bool) -> HttpResponse:
    answer = HttpResponse(content, content_type=PDF)
    answer["Content-Disposition"] = content_disposition_header(bijlage, name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
