"""The tab about DUO: what it says beside what we say, and the acts that follow."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST, require_safe

from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers import rechten, selectors
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.places import ORIGINS
from meedoen.dossiers.selectors.duo import comparisons, duo_page, states_of
from meedoen.dossiers.services.differences import ask_duo_again, keep_our_item, take_over_from_duo
from meedoen.dossiers.services.taking_up import take_up
from meedoen.dossiers.views.helpers import get_post, status


class ChoiceForm(forms.Form):
    """Whose word holds, and why."""

    keuze = forms.ChoiceField(
        label=gettext_lazy("Wat klopt?"),
        choices=[
            ("duo", gettext_lazy("Neem over van DUO")),
            ("ons", gettext_lazy("Houd ons gegeven")),
        ],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Een collega moet dit later kunnen begrijpen."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
def duo(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """What DUO says beside what we say."""
    return render(request, "dossiers/duo.html", duo_page(request.actor, pk))


@get_post
def difference(request: RequestWithActor, pk: UUID, soort: str) -> HttpResponse:
    """One difference: what each side means, and the choice."""
    if soort not in FeitSoort.values:
        raise Http404
    context = selectors.frame(
        request.actor, pk, gettext_noop("verschil met DUO kiezen"), recht=rechten.DOSSIER_EDIT
    )
    dossier = context["dossier"]
    row = next((one for one in comparisons(dossier, states_of(dossier)) if one.soort == soort), None)
    if row is None:
        raise Http404
    form = ChoiceForm(request.POST or None)
    if row.our_besluit:
        form.fields["keuze"].choices = [("ons", _("Houd ons gegeven"))]  # type: ignore[attr-defined]  # a ChoiceField
        form.fields["keuze"].initial = "ons"
    if form.is_valid():
        choose = take_over_from_duo if form.cleaned_data["keuze"] == "duo" else keep_our_item
        choose(request.actor, dossier, row, form.cleaned_data["reden"])
        messages.success(request, _("Je keuze is bewaard. De termijnen kloppen weer met wat nu geldt."))
        return redirect("dossiers:duo", pk)
    context |= {"tab": "duo", "row": row, "form": form}
    if row.our_besluit:
        context["decision_url"] = ORIGINS[row.soort].url(pk)
    return render(request, "dossiers/difference.html", context, status=status(form))


@require_POST
def ask_again(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Ask DUO everything about this person again."""
    context = selectors.frame(
        request.actor, pk, gettext_noop("DUO opnieuw vragen"), recht=rechten.DOSSIER_EDIT
    )
    ask_duo_again(request.actor, context["dossier"])
    messages.success(request, _("De vragen zijn onderweg naar DUO. Het antwoord staat hier vanzelf."))
    return redirect("dossiers:duo", pk)


@require_POST
def take_up_news(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Say that the news of DUO is seen, so that the dossier takes its own place in the worklist."""
    context = selectors.frame(
        request.actor, pk, gettext_noop("nieuws van DUO oppakken"), recht=rechten.DOSSIER_EDIT
    )
    take_up(request.actor, context["dossier"])
    messages.success(request, _("Dit dossier staat nu op zijn eigen plek in de werklijst."))
    return redirect("dossiers:dossier", pk)
