"""Buttons about the BRP on the page of a person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers import rechten, selectors
from meedoen.dossiers.brp import Veld
from meedoen.dossiers.services import brp


@require_POST
def vraag(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Ask the BRP who this person is."""
    context = selectors.kader(request.actor, pk, gettext_noop("BRP vragen"), recht=rechten.DOSSIER_BEWERKEN)
    brp.vraag_brp(request.actor, context["dossier"])
    messages.success(request, _("De vraag is onderweg naar de BRP. Het antwoord staat hier vanzelf."))
    return redirect("dossiers:persoon", pk)


@require_POST
def neem_over(request: VerzoekMetActor, pk: UUID, veld: str) -> HttpResponse:
    """Make one field what the BRP says."""
    if veld not in Veld.values:
        raise Http404
    context = selectors.kader(
        request.actor, pk, gettext_noop("overnemen van de BRP"), recht=rechten.DOSSIER_BEWERKEN
    )
    brp.neem_over_van_brp(request.actor, context["dossier"], Veld(veld))
    messages.success(request, _("Het gegeven is overgenomen van de BRP."))
    return redirect("dossiers:persoon", pk)
