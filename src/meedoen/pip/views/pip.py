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

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers.audit_entry import log_list
from meedoen.dossiers.selectors import termijnen_of
from meedoen.pip import rechten, selectors
from meedoen.pip.content import lines
from meedoen.pip.models import Beschikking
from meedoen.pip.panels import panels

Status = Beschikking.Status


@login_required
@require_safe
def pip(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """The two panes: what was decided, and the living plan."""
    context = selectors.pip_frame(request.actor, pk, gettext_noop("PIP bekijken"))
    newest: Beschikking | None = context["newest"]
    context |= {
        "plan": selectors.plan_of(context["dossier"]),
        "termijnen": termijnen_of(context["dossier"]),
        "steps": steps(newest, is_taken_over=context["taken_over"] is not None),
    }
    if newest:
        context |= {
            "lines": [line for line in lines(newest) if line.says_something],
            "earlier": [version for version in context["versions"] if version.is_fixed and version != newest],
        }
    if any(version.is_fixed for version in context["versions"]):
        context["panels"] = panels(request.actor, context["dossier"])
    if newest and not newest.is_fixed:
        context["conditions"] = selectors.conditions_of(newest)
    return render(request, "pip/pip.html", context)


def steps(newest: Beschikking | None, *, is_taken_over: bool) -> list[dict[str, Any]]:
    """How far the decision is, as steps; one that the former system fixed has been through them all."""
    names = [_("Opstellen"), _("Voorleggen"), _("Vaststellen"), _("Bekendmaken")]
    order = [
        Status.DRAFT,
        Status.SUBMITTED,
        Status.APPROVED,
        Status.FIXED,
        Status.MADE_KNOWN,
    ]
    now = order.index(newest.status) if newest else len(names) if is_taken_over else 0
    return [
        {"naam": name, "stand": "klaar" if place < now else "nu" if place == now else "straks"}
        for place, name in enumerate(names)
    ]


@login_required
@require_safe
def for_approval(request: RequestWithActor) -> HttpResponse:
    """Every PIP that waits for this person's approval."""
    if not rechten.APPROVE_PIP.may_anywhere(request.actor):
        raise rechten.APPROVE_PIP.refused(request.actor)
    rows = list(selectors.for_approval(request.actor))
    log_list(
        request.actor, gettext_noop("lijst"), [row.dossier for row in rows], gettext_noop("PIP goedkeuren")
    )
    return render(request, "pip/for_approval.html", {"rows": rows})
