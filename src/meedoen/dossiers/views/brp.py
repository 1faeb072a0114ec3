"""Buttons about the BRP on the page of a person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers import rechten, selectors
from meedoen.dossiers.brp import BrpField
from meedoen.dossiers.services import brp


@require_POST
def ask(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Ask the BRP who this person is."""
    context = selectors.frame(request.actor, pk, gettext_noop("BRP vragen"), recht=rechten.DOSSIER_EDIT)
    brp.ask_brp(request.actor, context["dossier"])
    messages.success(request, _("De vraag is onderweg naar de BRP. Het antwoord staat hier vanzelf."))
    return redirect("dossiers:persoon", pk)


@require_POST
def take_over(request: RequestWithActor, pk: UUID, field: str) -> HttpResponse:
    """Make one field what the BRP says."""
    if field not in BrpField.values:
        raise Http404
    context = selectors.frame(
        request.actor, pk, gettext_noop("overnemen van de BRP"), recht=rechten.DOSSIER_EDIT
    )
    brp.take_over_from_brp(request.actor, context["dossier"], BrpField(field))
    messages.success(request, _("Het gegeven is overgenomen van de BRP."))
    return redirect("dossiers:persoon", pk)
