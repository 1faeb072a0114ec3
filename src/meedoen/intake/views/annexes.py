"""What hangs on an intake: the leerbaarheidstoets, and information from others."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake import selectors, services
from meedoen.intake.forms import InformationForm, LbtForm, ReasonForm, ReceivedForm
from meedoen.intake.models import InformationRequest
from meedoen.intake.services.lbt import FIELDS, SKIP_ARTIKEL
from meedoen.intake.views.helpers import DossierPage, attempt, open_page


@get_post
def lbt(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Record or correct the leerbaarheidstoets."""
    page = open_page(request, pk, gettext_noop("leerbaarheidstoets"))
    evaluate = selectors.lbt_of(page.dossier)
    form = LbtForm(request.POST or None, instance=selectors.lbt_of(page.dossier) if evaluate else None)

    def do() -> None:
        values = {field: form.cleaned_data[field] for field in FIELDS}
        reason = form.cleaned_data.get("correctie_reden", "")
        services.record_lbt(request.actor, page.dossier, values, correctie_reden=reason)

    if request.method == "POST" and attempt(form, do):
        messages.success(request, _("De leerbaarheidstoets is vastgelegd."))
        return redirect("intake:lbt", pk)
    context = page.context | {"form": form, "evaluate": evaluate, "grondslag": SKIP_ARTIKEL}
    return render(request, "intake/lbt.html", context, status=status(form))


@get_post
def information(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """What is asked of others, and what it does to the ten weeks."""
    page = open_page(request, pk, gettext_noop("informatie van anderen"))
    form = InformationForm(request.POST or None)

    def do() -> None:
        services.ask_information(request.actor, page.dossier, **form.cleaned_data)

    if request.method == "POST" and attempt(form, do):
        messages.success(request, _("Het verzoek om informatie is vastgelegd."))
        return redirect("intake:informatie", pk)
    return _show(request, page, form)


@require_POST
def received(request: RequestWithActor, pk: UUID, information_request: UUID) -> HttpResponse:
    """Record on which day information came."""
    page = open_page(request, pk, gettext_noop("informatie van anderen"))
    form = ReceivedForm(request.POST)

    def do() -> InformationRequest:
        return services.receive_information(
            request.actor, page.dossier, information_request, form.cleaned_data["op"]
        )

    if attempt(form, do):
        messages.success(request, _("Bewaard. De laatste dag voor het PIP is opnieuw berekend."))
        return redirect("intake:informatie", pk)
    return _show(request, page, InformationForm(), form)


@require_POST
def lapsed(request: RequestWithActor, pk: UUID, information_request: UUID) -> HttpResponse:
    """A request that is no longer needed."""
    page = open_page(request, pk, gettext_noop("informatie van anderen"))
    form = ReasonForm(request.POST)

    def do() -> InformationRequest:
        return services.discard(request.actor, page.dossier, information_request, form.cleaned_data["reden"])

    if attempt(form, do):
        messages.success(request, _("Bewaard. De laatste dag voor het PIP is opnieuw berekend."))
        return redirect("intake:informatie", pk)
    return _show(request, page, InformationForm(), form)


def _show(
    request: RequestWithActor,
    page: DossierPage,
    form: InformationForm,
    error: ReceivedForm | ReasonForm | None = None,
) -> HttpResponse:
    context = page.context | {
        "form": form,
        "foutform": error or form,
        "ten_weeks": selectors.ten_weeks(request.actor, page.dossier, page.feiten),
    }
    return render(request, "intake/information.html", context, status=status(error or form))
