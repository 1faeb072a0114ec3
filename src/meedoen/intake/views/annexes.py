"""What hangs on an intake: the leerbaarheidstoets, and information from others."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake import selectors, services
from meedoen.intake.forms import InformatieForm, LbtForm, OntvangenForm, RedenForm
from meedoen.intake.models import InformatieVerzoek
from meedoen.intake.services.lbt import ARTIKEL_OVERSLAAN, VELDEN
from meedoen.intake.views.helpers import Blad, open_blad, probeer


@get_post
def lbt(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Record or correct the leerbaarheidstoets."""
    blad = open_blad(request, pk, gettext_noop("leerbaarheidstoets"))
    toets = selectors.lbt_van(blad.dossier)
    form = LbtForm(request.POST or None, instance=selectors.lbt_van(blad.dossier) if toets else None)

    def doe() -> None:
        waarden = {veld: form.cleaned_data[veld] for veld in VELDEN}
        reden = form.cleaned_data.get("correctie_reden", "")
        services.leg_lbt_vast(request.actor, blad.dossier, waarden, correctie_reden=reden)

    if request.method == "POST" and probeer(form, doe):
        messages.success(request, _("De leerbaarheidstoets is vastgelegd."))
        return redirect("intake:lbt", pk)
    context = blad.context | {"form": form, "toets": toets, "grondslag": ARTIKEL_OVERSLAAN}
    return render(request, "intake/lbt.html", context, status=status(form))


@get_post
def informatie(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """What is asked of others, and what it does to the ten weeks."""
    blad = open_blad(request, pk, gettext_noop("informatie van anderen"))
    form = InformatieForm(request.POST or None)

    def doe() -> None:
        services.vraag_informatie(request.actor, blad.dossier, **form.cleaned_data)

    if request.method == "POST" and probeer(form, doe):
        messages.success(request, _("Het verzoek om informatie is vastgelegd."))
        return redirect("intake:informatie", pk)
    return _toon(request, blad, form)


@require_POST
def ontvangen(request: VerzoekMetActor, pk: UUID, verzoek: UUID) -> HttpResponse:
    """Record on which day information came."""
    blad = open_blad(request, pk, gettext_noop("informatie van anderen"))
    form = OntvangenForm(request.POST)

    def doe() -> InformatieVerzoek:
        return services.ontvang_informatie(request.actor, blad.dossier, verzoek, form.cleaned_data["op"])

    if probeer(form, doe):
        messages.success(request, _("Bewaard. De laatste dag voor het PIP is opnieuw berekend."))
        return redirect("intake:informatie", pk)
    return _toon(request, blad, InformatieForm(), form)


@require_POST
def vervallen(request: VerzoekMetActor, pk: UUID, verzoek: UUID) -> HttpResponse:
    """A request that is no longer needed."""
    blad = open_blad(request, pk, gettext_noop("informatie van anderen"))
    form = RedenForm(request.POST)

    def doe() -> InformatieVerzoek:
        return services.laat_vervallen(request.actor, blad.dossier, verzoek, form.cleaned_data["reden"])

    if probeer(form, doe):
        messages.success(request, _("Bewaard. De laatste dag voor het PIP is opnieuw berekend."))
        return redirect("intake:informatie", pk)
    return _toon(request, blad, InformatieForm(), form)


def _toon(
    request: VerzoekMetActor, blad: Blad, form: InformatieForm, fout: OntvangenForm | RedenForm | None = None
) -> HttpResponse:
    context = blad.context | {
        "form": form,
        "foutform": fout or form,
        "tien_weken": selectors.tien_weken(request.actor, blad.dossier, blad.feiten),
    }
    return render(request, "intake/informatie.html", context, status=status(fout or form))
