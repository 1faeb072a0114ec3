"""The diary and the signals that wait: what is planned, and what others asked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_list
from meedoen.werkplek.agenda import agenda as agenda_of
from meedoen.werkplek.desk import open_signalen
from meedoen.werkplek.worklist_lines import short_name

AT_MOST = 100


@require_safe
def agenda(request: RequestWithActor) -> HttpResponse:
    """Two weeks of planned talks."""
    if not rechten.CONTACT_EDIT.may_anywhere(request.actor):
        raise rechten.CONTACT_EDIT.refused(request.actor)
    context = {"agenda": agenda_of(request.actor), "today": timezone.localdate()}
    return render(request, "werkplek/agenda.html", context)


@require_safe
def reports(request: RequestWithActor) -> HttpResponse:
    """The open signals that are this person's to solve."""
    signalen = list(open_signalen(request.actor).select_related("dossier__persoon")[:AT_MOST])
    log_list(
        request.actor,
        gettext_noop("dossierlijst"),
        [signaal.dossier for signaal in signalen],
        gettext_noop("meldingen"),
    )
    context = {"signalen": [(signaal, short_name(signaal.dossier.persoon)) for signaal in signalen]}
    return render(request, "werkplek/reports.html", context)
