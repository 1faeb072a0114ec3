"""The page of a PIP: the decision and the plan side by side, and the conditions beside them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers.audit_entry import noteer_lijst
from meedoen.dossiers.selectors import termijnen_van
from meedoen.pip import rechten, selectors
from meedoen.pip.content import regels
from meedoen.pip.models import Beschikking
from meedoen.pip.panels import panels

Status = Beschikking.Status


@login_required
@require_safe
def pip(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """The two panes: what was decided, and the living plan."""
    context = selectors.pipkader(request.actor, pk, gettext_noop("PIP bekijken"))
    nieuwste: Beschikking | None = context["nieuwste"]
    context |= {
        "plan": selectors.plan_van(context["dossier"]),
        "termijnen": termijnen_van(context["dossier"]),
        "stappen": stappen(nieuwste, is_overgenomen=context["overgenomen"] is not None),
    }
    if nieuwste:
        context |= {
            "regels": [regel for regel in regels(nieuwste) if regel.zegt_iets],
            "eerdere": [versie for versie in context["versies"] if versie.is_vast and versie != nieuwste],
        }
    if any(versie.is_vast for versie in context["versies"]):
        context["panels"] = panels(request.actor, context["dossier"])
    if nieuwste and not nieuwste.is_vast:
        context["voorwaarden"] = selectors.voorwaarden_van(nieuwste)
    return render(request, "pip/pip.html", context)


def stappen(nieuwste: Beschikking | None, *, is_overgenomen: bool) -> list[dict[str, Any]]:
    """How far the decision is, as steps; one that the former system fixed has been through them all."""
    namen = [_("Opstellen"), _("Voorleggen"), _("Vaststellen"), _("Bekendmaken")]
    volgorde = [
        Status.CONCEPT,
        Status.VOORGELEGD,
        Status.GOEDGEKEURD,
        Status.VASTGESTELD,
        Status.BEKENDGEMAAKT,
    ]
    nu = volgorde.index(nieuwste.status) if nieuwste else len(namen) if is_overgenomen else 0
    return [
        {"naam": naam, "stand": "klaar" if plek < nu else "nu" if plek == nu else "straks"}
        for plek, naam in enumerate(namen)
    ]


@login_required
@require_safe
def ter_goedkeuring(request: VerzoekMetActor) -> HttpResponse:
    """Every PIP that waits for this person's approval."""
    if not rechten.PIP_GOEDKEUREN.mag_ergens(request.actor):
        raise rechten.PIP_GOEDKEUREN.geweigerd(request.actor)
    rijen = list(selectors.ter_goedkeuring(request.actor))
    noteer_lijst(
        request.actor, gettext_noop("lijst"), [rij.dossier for rij in rijen], gettext_noop("PIP goedkeuren")
    )
    return render(request, "pip/ter_goedkeuring.html", {"rijen": rijen})
