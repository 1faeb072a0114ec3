"""Beginning and ending talks, the overview of the intake, its end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from meedoen.basis.access.rechten import Refused
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.basis.ui.law_language import in_language
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake import selectors, services
from meedoen.intake.completing import requirements
from meedoen.intake.forms import AfsprakenForm, BeginGesprekForm, ReasonForm, SummaryForm
from meedoen.intake.models import IntakeGesprek
from meedoen.intake.selectors import IntakeState
from meedoen.intake.views.helpers import DossierPage, attempt, open_page


@get_post
def begin(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Begin a talk; the first one begins the intake."""
    page = open_page(request, pk, gettext_noop("gesprek voor de brede intake beginnen"))
    if page.stand and page.stand.running:
        return redirect("intake:domein", pk, page.stand.first_open().domein.code)
    form = BeginGesprekForm(page.dossier, request.POST or None)

    def do() -> None:
        services.begin_gesprek(request.actor, page.dossier, **form.cleaned_data)

    if request.method == "POST" and attempt(form, do):
        return redirect("intake:intake", pk)
    leidraad = (
        page.stand.intake.leidraad if page.stand else selectors.leidraad_in_use(page.dossier.gemeente_id)
    )
    context = page.context | {"form": form, "leidraad": leidraad, "domeinen": list(leidraad.domeinen.all())}
    return render(request, "intake/begin.html", context, status=status(form))


def _gesprek(state: IntakeState, gesprek_id: UUID) -> IntakeGesprek:
    for gesprek in state.gesprekken:
        if gesprek.pk == gesprek_id:
            return gesprek
    raise Refused(_("Dit gesprek bestaat niet."))


@get_post
def summary(request: RequestWithActor, pk: UUID, gesprek: UUID) -> HttpResponse:
    """End a talk with five sentences, or mend them."""
    page = open_page(request, pk, gettext_noop("gesprek voor de brede intake afronden"))
    one = _gesprek(page.intake, gesprek)
    form = SummaryForm(request.POST or None, initial=_suggestion(page.intake, one))

    def do() -> None:
        services.complete_gesprek(request.actor, page.dossier, one, form.sentences)

    if request.method == "POST" and attempt(form, do):
        return redirect("intake:voorlezen", pk, gesprek)
    return render(
        request,
        "intake/summary.html",
        page.context | {"form": form, "gesprek": one},
        status=status(form),
    )


def _suggestion(state: IntakeState, gesprek: IntakeGesprek) -> dict[str, str]:
    """What was written already, or a beginning from what was saved since the talk began."""
    if gesprek.completed_at:
        return {f"zin_{number}": sentence for number, sentence in enumerate(gesprek.sentences, start=1)}
    begun = gesprek.contactmoment.moment
    new = [
        one for one in state.states if one.image.pk and one.image.updated_at and one.image.updated_at >= begun
    ]
    names = [in_language(one.domein.naam).lower() for one in new]
    wishes = [one.image.wens for one in new if one.image.wens]
    suggestion = {}
    if names:
        row = f"{', '.join(names[:-1])} {_('en')} {names[-1]}" if len(names) > 1 else names[0]
        suggestion["zin_1"] = (_("Wij spraken over %(rij)s.") % {"rij": row})[:200]
    if wishes:
        suggestion["zin_3"] = (_("U wilt: %(wensen)s.") % {"wensen": "; ".join(wishes)})[:200]
    return suggestion


@require_safe
def read_aloud(request: RequestWithActor, pk: UUID, gesprek: UUID) -> HttpResponse:
    """The five sentences in large type, to read to the newcomer."""
    page = open_page(request, pk, gettext_noop("samenvatting voorlezen"))
    return render(
        request, "intake/read_aloud.html", page.context | {"gesprek": _gesprek(page.intake, gesprek)}
    )


@get_post
def overview(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """How far the intake is: domains, talks, what was offered, and the end."""
    page = open_page(request, pk, gettext_noop("brede intake bekijken"))
    state = page.intake
    afspraken = AfsprakenForm(request.POST or None, instance=state.intake)
    if request.method == "POST" and attempt(
        afspraken, lambda: services.set_afspraken(request.actor, page.dossier, **afspraken.cleaned_data)
    ):
        messages.success(request, _("Bewaard."))
        return redirect("intake:overzicht", pk)
    return _show_overview(request, page, afspraken, ReasonForm())


@get_post
def complete(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Finish the intake; a refusal says what is missing."""
    if request.method != "POST":
        return redirect("intake:overzicht", pk)
    page = open_page(request, pk, gettext_noop("brede intake afronden"))
    services.complete_intake(request.actor, page.dossier)
    messages.success(request, _("De brede intake is afgerond."))
    return redirect("intake:overzicht", pk)


@get_post
def reopen(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Open a finished intake again, with a reason."""
    if request.method != "POST":
        return redirect("intake:overzicht", pk)
    page = open_page(request, pk, gettext_noop("brede intake heropenen"))
    form = ReasonForm(request.POST)
    if attempt(form, lambda: services.reopen_intake(request.actor, page.dossier, form.cleaned_data["reden"])):
        messages.success(request, _("De brede intake is weer open."))
        return redirect("intake:intake", pk)
    return _show_overview(request, page, AfsprakenForm(instance=page.intake.intake), form)


def _show_overview(
    request: RequestWithActor, page: DossierPage, afspraken: AfsprakenForm, reopen: ReasonForm
) -> HttpResponse:
    state = page.intake
    images = {one.domein.code: one.image for one in state.states}
    conditions = requirements([one.domein for one in state.states], images, state.gesprekken)
    context = page.context | {
        "afspraken": afspraken,
        "reopen": reopen,
        "requirements": conditions,
        "can_off": all(require.met for require in conditions),
        "without_position": [
            one for one in state.states if one.image.besproken and not one.image.startpositie
        ],
        "lbt": selectors.lbt_of(page.dossier),
        "ten_weeks": selectors.ten_weeks(request.actor, page.dossier, page.feiten),
    }
    return render(request, "intake/overview.html", context, status=status(afspraken, reopen))
