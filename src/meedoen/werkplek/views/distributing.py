"""Dividing the work: give chosen dossiers to a colleague, with a look before and a way back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_list
from meedoen.werkplek import services
from meedoen.werkplek.forms import ChooseColleague
from meedoen.werkplek.selectors import dossier_ids
from meedoen.werkplek.worklist_lines import rows_of, worklist_lines


@require_POST
def distribute(request: RequestWithActor) -> HttpResponse:
    """Three steps in one address: choose a colleague, look what would happen, do it."""
    actor = request.actor
    if not rechten.DOSSIER_ASSIGN.may_anywhere(actor):
        raise rechten.DOSSIER_ASSIGN.refused(actor)
    dossiers = services.choosable(actor, dossier_ids(request.POST.getlist("dossier")))
    if not dossiers:
        messages.warning(request, _("Kies eerst een of meer dossiers uit de lijst."))
        return HttpResponseRedirect(f"{reverse('werkplek:werk')}?wie=team")
    form = ChooseColleague(
        request.POST if "naar" in request.POST else None, gemeente_id=dossiers[0].gemeente_id
    )
    if not form.is_valid():
        log_list(actor, gettext_noop("dossierlijst"), dossiers, gettext_noop("werk verdelen"))
        return render(
            request,
            "werkplek/distributing.html",
            {"form": form, "lines": worklist_lines(rows_of(dossiers)), "stap": 1},
        )
    distribution = services.prepare_for(dossiers, form.cleaned_data["naar"])
    if "doe" not in request.POST:
        log_list(actor, gettext_noop("dossierlijst"), dossiers, gettext_noop("werk verdelen"))
        context = {
            "distribution": distribution,
            "lines": worklist_lines(rows_of(distribution.by)),
            "skipped": [
                (line, reason)
                for line, (_dossier, reason) in zip(
                    worklist_lines(rows_of([dossier for dossier, _reason in distribution.skipped])),
                    distribution.skipped,
                    strict=True,
                )
            ],
            "stap": 2,
        }
        return render(request, "werkplek/distributing.html", context)
    for redistribution in services.distribute(actor, distribution):
        _report(request, len(redistribution.previous), distribution.naar.naam, redistribution.pk)
    return HttpResponseRedirect(f"{reverse('werkplek:werk')}?wie=team")


def _report(request: RequestWithActor, aantal: int, naar: str, pk: UUID) -> None:
    text = ngettext("%(n)d dossier is nu van %(naar)s.", "%(n)d dossiers zijn nu van %(naar)s.", aantal)
    messages.success(
        request,
        format_html(
            '{} <a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>',
            text % {"n": aantal, "naar": naar},
            reverse("werkplek:terugdraaien", args=[pk]),
            _("Draai dit terug"),
        ),
    )


@require_http_methods(["GET", "POST"])
def revert(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Ask, then give the dossiers back to whose they were."""
    if request.method != "POST":
        return render(request, "werkplek/revert.html")
    back, further = services.revert(request.actor, pk)
    text = ngettext("%(n)d dossier is terug.", "%(n)d dossiers zijn terug.", back) % {"n": back}
    if further:
        text += " " + ngettext(
            "%(n)d dossier bleef waar het is: het ging al verder, of wie het had werkt hier niet meer.",
            "%(n)d dossiers bleven waar ze zijn: ze gingen al verder, of wie ze had werkt hier niet meer.",
            further,
        ) % {"n": further}
    messages.success(request, text)
    return HttpResponseRedirect(f"{reverse('werkplek:werk')}?wie=team")
