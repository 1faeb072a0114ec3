"""Drawing up a decision, four eyes, fixing it and making it known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from meedoen.basis.access.rechten import Recht
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake.selectors import summary
from meedoen.pip import rechten, selectors, services
from meedoen.pip.evaluation import Circumstances, NotYet, circumstances_of
from meedoen.pip.forms import BeschikkingForm, ChangeForm, FixForm, MakeKnownForm, ReasonForm, state_of
from meedoen.pip.models import Beschikking
from meedoen.pip.views.helpers import attempt

QUIET = "X-Meedoen-Stil"
"""A header of the script that saves while one types: answer with what changed, not with a page."""


def open_decision(
    request: RequestWithActor, pk: UUID, doel: str, recht: Recht
) -> tuple[dict[str, Any], Beschikking]:
    """The page of an act on the newest decision, for who may do it.

    Raises:
        NogNiet: there is no decision.
        Geweigerd: the actor may not do this.
    """
    context = selectors.pip_frame(request.actor, pk, doel)
    newest: Beschikking | None = context["newest"]
    if newest is None:
        raise NotYet(_("Er is nog geen PIP in dit dossier. Stel het eerst op."))
    recht.require(request.actor, newest)
    return context | {"beschikking": newest}, newest


def _do(
    request: RequestWithActor,
    pk: UUID,
    template: str,
    context: dict[str, Any],
    form: BaseForm,
    act: Callable[..., object],
    succeeded: str,
    naar: str = "pip:pip",
) -> HttpResponse:
    """A form for one act: done when it is filled in well, shown again with the reason when it is refused."""
    if form.is_valid() and attempt(request, lambda: act(**form.cleaned_data), succeeded):
        return redirect(naar, pk)
    return render(request, template, context | {"form": form}, status=status(form))


@login_required
@require_POST
def draft(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Begin the decision of this dossier."""
    dossier = selectors.pip_frame(request.actor, pk, gettext_noop("PIP opstellen"))["dossier"]
    succeeded = _("Het PIP is begonnen. Het is een concept tot het vaststaat.")
    if attempt(request, lambda: services.draft(request.actor, dossier), succeeded):
        return redirect("pip:bewerken", pk)
    return redirect("pip:pip", pk)


@login_required
@get_post
def edit(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Write the draft. Saved with its button, and while typing where there is a script."""
    context, beschikking = open_decision(request, pk, gettext_noop("PIP opstellen"), rechten.DRAFT_PIP)
    if not context["possible"].edit:
        messages.info(request, _("Dit PIP is geen concept meer. Je kunt het hier lezen."))
        return redirect("pip:pip", pk)
    around = circumstances_of(context["dossier"])
    form = BeschikkingForm(around, request.POST or None, instance=beschikking)
    if form.is_valid():
        row = services.save(request.actor, beschikking, form.cleaned_data)
        if QUIET in request.headers:
            return _saved(request, row, around)
        messages.success(request, _("Het concept is bewaard."))
        return redirect("pip:bewerken" if "verder" in request.POST else "pip:pip", pk)
    if QUIET in request.headers:
        return JsonResponse(
            {"fouten": [error for errors in form.errors.values() for error in errors]}, status=422
        )
    context |= {
        "form": form,
        "conditions": selectors.conditions_of(beschikking, around),
        "intake": summary(request.actor, context["dossier"], doel=gettext_noop("PIP opstellen")),
        "lbt": around.lbt,
    }
    return render(request, "pip/edit.html", context, status=status(form))


def _saved(request: HttpRequest, row: Beschikking, around: Circumstances) -> HttpResponse:
    conditions = {"conditions": selectors.conditions_of(row, around)}
    return JsonResponse(
        {
            "tekst": _("Bewaard om %(tijd)s") % {"tijd": f"{timezone.localtime():%H:%M}"},
            "stand": state_of(row),
            "voorwaarden": render_to_string("pip/_conditions.html", conditions, request),
        }
    )


@login_required
@require_POST
def submit(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Submit the draft for approval."""
    _context, beschikking = open_decision(request, pk, gettext_noop("PIP voorleggen"), rechten.DRAFT_PIP)
    succeeded = _("Het PIP is voorgelegd. Wie het mag goedkeuren, krijgt een e-mail.")
    attempt(request, lambda: services.submit(request.actor, beschikking), succeeded)
    return redirect("pip:pip", pk)


@login_required
@get_post
def take_back(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Take back what was submitted."""
    context, beschikking = open_decision(request, pk, gettext_noop("PIP terughalen"), rechten.DRAFT_PIP)
    form, act = ReasonForm(request.POST or None), partial(services.take_back, request.actor, beschikking)
    return _do(request, pk, "pip/take_back.html", context, form, act, _("Het PIP is weer een concept."))


@login_required
@get_post
def delete(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Throw a draft away, after a question."""
    context, beschikking = open_decision(request, pk, gettext_noop("concept verwijderen"), rechten.DRAFT_PIP)
    if request.method == "POST":
        succeeded = _("Het concept is verwijderd.")
        attempt(request, lambda: services.delete_draft(request.actor, beschikking), succeeded)
        return redirect("pip:pip", pk)
    return render(request, "pip/delete.html", context)


@login_required
@get_post
def approve(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Read what somebody else wrote and what changed since the former version; approve it."""
    context, beschikking = open_decision(request, pk, gettext_noop("PIP goedkeuren"), rechten.APPROVE_PIP)
    if request.method == "POST":
        succeeded = _("Het PIP is goedgekeurd. De opsteller krijgt een e-mail.")
        attempt(request, lambda: services.approve(request.actor, beschikking), succeeded)
        return redirect("pip:pip", pk)
    if not context["possible"].approve:
        messages.info(request, _("Dit PIP ligt niet bij jou ter goedkeuring."))
        return redirect("pip:pip", pk)
    return render(request, "pip/approve.html", context | _for_review(request, beschikking))


def _for_review(request: RequestWithActor, beschikking: Beschikking) -> dict[str, Any]:
    return {
        "changes": selectors.changes(beschikking),
        "everything_new": beschikking.replaces is None,
        "since_return": selectors.since_return(beschikking),
        "conditions": selectors.conditions_of(beschikking),
        "intake": summary(request.actor, beschikking.dossier, doel=gettext_noop("PIP goedkeuren")),
        "lbt": circumstances_of(beschikking.dossier).lbt,
        "form": ReasonForm(),
    }


@login_required
@require_POST
def give_back(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Give the decision back to its writer."""
    context, beschikking = open_decision(request, pk, gettext_noop("PIP teruggeven"), rechten.APPROVE_PIP)
    form = ReasonForm(request.POST)
    if form.is_valid():
        act = partial(services.give_back, request.actor, beschikking, **form.cleaned_data)
        attempt(request, act, _("Het PIP is teruggegeven. De opsteller krijgt een e-mail."))
        return redirect("pip:pip", pk)
    context |= _for_review(request, beschikking) | {"form": form}
    return render(request, "pip/approve.html", context, status=status(form))


@login_required
@get_post
def fix(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Date and lock the decision, and make its letter."""
    context, beschikking = open_decision(request, pk, gettext_noop("PIP vaststellen"), rechten.FIX_PIP)
    begin = dict.fromkeys(("dagtekening", "verzending_op", "ondertekend_op"), timezone.localdate())
    form = FixForm(request.POST or None, initial=begin)
    act = partial(services.fix, request.actor, beschikking)
    succeeded = _("Het PIP staat vast. De brief ligt klaar.")
    return _do(request, pk, "pip/fix.html", context, form, act, succeeded)


@login_required
@get_post
def make_known(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Write down on which day the letter went out."""
    context, beschikking = open_decision(request, pk, gettext_noop("PIP bekendmaken"), rechten.FIX_PIP)
    form = MakeKnownForm(request.POST or None, initial={"op": beschikking.verzending_op})
    act = partial(services.make_known, request.actor, beschikking)
    succeeded = _("Het PIP is bekendgemaakt. De bezwaartermijn loopt.")
    return _do(request, pk, "pip/make_known.html", context, form, act, succeeded)


@login_required
@get_post
def change(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Begin a new decision that changes the PIP."""
    context = selectors.pip_frame(request.actor, pk, gettext_noop("PIP wijzigen"))
    beschikking, dossier = context["newest"], context["dossier"]
    who = beschikking or Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id)
    rechten.DRAFT_PIP.require(request.actor, who)
    if beschikking:
        act = partial(services.change, request.actor, beschikking)
    else:
        act = partial(services.change_taken_over, request.actor, dossier)
    form = ChangeForm(request.POST or None)
    succeeded = _("Het nieuwe besluit is begonnen. Tot het vaststaat, geldt het huidige PIP.")
    return _do(request, pk, "pip/change.html", context, form, act, succeeded, naar="pip:bewerken")
