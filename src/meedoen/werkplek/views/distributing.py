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

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import noteer_lijst
from meedoen.werkplek import services
from meedoen.werkplek.forms import KiesCollega
from meedoen.werkplek.selectors import dossier_ids
from meedoen.werkplek.worklist_lines import rijen_van, werkregels


@require_POST
def verdelen(request: VerzoekMetActor) -> HttpResponse:
    """Three steps in one address: choose a colleague, look what would happen, do it."""
    actor = request.actor
    if not rechten.DOSSIER_TOEWIJZEN.mag_ergens(actor):
        raise rechten.DOSSIER_TOEWIJZEN.geweigerd(actor)
    dossiers = services.kiesbaar(actor, dossier_ids(request.POST.getlist("dossier")))
    if not dossiers:
        messages.warning(request, _("Kies eerst een of meer dossiers uit de lijst."))
        return HttpResponseRedirect(f"{reverse('werkplek:werk')}?wie=team")
    form = KiesCollega(request.POST if "naar" in request.POST else None, gemeente_id=dossiers[0].gemeente_id)
    if not form.is_valid():
        noteer_lijst(actor, gettext_noop("dossierlijst"), dossiers, gettext_noop("werk verdelen"))
        return render(
            request,
            "werkplek/verdelen.html",
            {"form": form, "regels": werkregels(rijen_van(dossiers)), "stap": 1},
        )
    verdeling = services.bereid_voor(dossiers, form.cleaned_data["naar"])
    if "doe" not in request.POST:
        noteer_lijst(actor, gettext_noop("dossierlijst"), dossiers, gettext_noop("werk verdelen"))
        context = {
            "verdeling": verdeling,
            "regels": werkregels(rijen_van(verdeling.door)),
            "overgeslagen": [
                (regel, reden)
                for regel, (_dossier, reden) in zip(
                    werkregels(rijen_van([dossier for dossier, _reden in verdeling.overgeslagen])),
                    verdeling.overgeslagen,
                    strict=True,
                )
            ],
            "stap": 2,
        }
        return render(request, "werkplek/verdelen.html", context)
    for herverdeling in services.verdeel(actor, verdeling):
        _meld(request, len(herverdeling.vorige), verdeling.naar.naam, herverdeling.pk)
    return HttpResponseRedirect(f"{reverse('werkplek:werk')}?wie=team")


def _meld(request: VerzoekMetActor, aantal: int, naar: str, pk: UUID) -> None:
    tekst = ngettext("%(n)d dossier is nu van %(naar)s.", "%(n)d dossiers zijn nu van %(naar)s.", aantal)
    messages.success(
        request,
        format_html(
            '{} <a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>',
            tekst % {"n": aantal, "naar": naar},
            reverse("werkplek:terugdraaien", args=[pk]),
            _("Draai dit terug"),
        ),
    )


@require_http_methods(["GET", "POST"])
def terugdraaien(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Ask, then give the dossiers back to whose they were."""
    if request.method != "POST":
        return render(request, "werkplek/terugdraaien.html")
    terug, verder = services.draai_terug(request.actor, pk)
    tekst = ngettext("%(n)d dossier is terug.", "%(n)d dossiers zijn terug.", terug) % {"n": terug}
    if verder:
        tekst += " " + ngettext(
            "%(n)d dossier bleef waar het is: het ging al verder, of wie het had werkt hier niet meer.",
            "%(n)d dossiers bleven waar ze zijn: ze gingen al verder, of wie ze had werkt hier niet meer.",
            verder,
        ) % {"n": verder}
    messages.success(request, tekst)
    return HttpResponseRedirect(f"{reverse('werkplek:werk')}?wie=team")
