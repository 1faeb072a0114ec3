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

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers import rechten, selectors
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.places import ORIGINS
from meedoen.dossiers.selectors.duo import duopagina, standen_van, vergelijkingen
from meedoen.dossiers.services.differences import houd_ons_gegeven, neem_over_van_duo, vraag_duo_opnieuw
from meedoen.dossiers.services.taking_up import pak_op
from meedoen.dossiers.views.helpers import get_post, status


class KeuzeForm(forms.Form):
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
def duo(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """What DUO says beside what we say."""
    return render(request, "dossiers/duo.html", duopagina(request.actor, pk))


@get_post
def verschil(request: VerzoekMetActor, pk: UUID, soort: str) -> HttpResponse:
    """One difference: what each side means, and the choice."""
    if soort not in FeitSoort.values:
        raise Http404
    context = selectors.kader(
        request.actor, pk, gettext_noop("verschil met DUO kiezen"), recht=rechten.DOSSIER_BEWERKEN
    )
    dossier = context["dossier"]
    rij = next((een for een in vergelijkingen(dossier, standen_van(dossier)) if een.soort == soort), None)
    if rij is None:
        raise Http404
    form = KeuzeForm(request.POST or None)
    if rij.ons_besluit:
        form.fields["keuze"].choices = [("ons", _("Houd ons gegeven"))]  # type: ignore[attr-defined]  # a ChoiceField
        form.fields["keuze"].initial = "ons"
    if form.is_valid():
        kies = neem_over_van_duo if form.cleaned_data["keuze"] == "duo" else houd_ons_gegeven
        kies(request.actor, dossier, rij, form.cleaned_data["reden"])
        messages.success(request, _("Je keuze is bewaard. De termijnen kloppen weer met wat nu geldt."))
        return redirect("dossiers:duo", pk)
    context |= {"tab": "duo", "rij": rij, "form": form}
    if rij.ons_besluit:
        context["besluit_url"] = ORIGINS[rij.soort].url(pk)
    return render(request, "dossiers/verschil.html", context, status=status(form))


@require_POST
def vraag_opnieuw(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Ask DUO everything about this person again."""
    context = selectors.kader(
        request.actor, pk, gettext_noop("DUO opnieuw vragen"), recht=rechten.DOSSIER_BEWERKEN
    )
    vraag_duo_opnieuw(request.actor, context["dossier"])
    messages.success(request, _("De vragen zijn onderweg naar DUO. Het antwoord staat hier vanzelf."))
    return redirect("dossiers:duo", pk)


@require_POST
def oppakken(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Say that the news of DUO is seen, so that the dossier takes its own place in the worklist."""
    context = selectors.kader(
        request.actor, pk, gettext_noop("nieuws van DUO oppakken"), recht=rechten.DOSSIER_BEWERKEN
    )
    pak_op(request.actor, context["dossier"])
    messages.success(request, _("Dit dossier staat nu op zijn eigen plek in de werklijst."))
    return redirect("dossiers:dossier", pk)
