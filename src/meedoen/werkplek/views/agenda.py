"""The diary and the signals that wait: what is planned, and what others asked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_lijst
from meedoen.werkplek.agenda import agenda as agenda_van
from meedoen.werkplek.desk import open_signalen
from meedoen.werkplek.worklist_lines import korte_naam

HOOGSTENS = 100


@require_safe
def agenda(request: VerzoekMetActor) -> HttpResponse:
    """Two weeks of planned talks."""
    if not rechten.CONTACT_BEWERKEN.mag_ergens(request.actor):
        raise rechten.CONTACT_BEWERKEN.geweigerd(request.actor)
    context = {"agenda": agenda_van(request.actor), "vandaag": timezone.localdate()}
    return render(request, "werkplek/agenda.html", context)


@require_safe
def meldingen(request: VerzoekMetActor) -> HttpResponse:
    """The open signals that are this person's to solve."""
    signalen = list(open_signalen(request.actor).select_related("dossier__persoon")[:HOOGSTENS])
    noteer_lijst(
        request.actor,
        gettext_noop("dossierlijst"),
        [signaal.dossier for signaal in signalen],
        gettext_noop("meldingen"),
    )
    context = {"signalen": [(signaal, korte_naam(signaal.dossier.persoon)) for signaal in signalen]}
    return render(request, "werkplek/meldingen.html", context)
