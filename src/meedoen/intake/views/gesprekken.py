"""Beginning and ending talks, the overview of the intake, its end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.ui.law_language import in_taal
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake import selectors, services
from meedoen.intake.completing import eisen
from meedoen.intake.forms import AfsprakenForm, BeginGesprekForm, RedenForm, SamenvattingForm
from meedoen.intake.models import IntakeGesprek
from meedoen.intake.selectors import Intakestand
from meedoen.intake.views.helpers import Blad, open_blad, probeer


@get_post
def begin(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Begin a talk; the first one begins the intake."""
    blad = open_blad(request, pk, gettext_noop("gesprek voor de brede intake beginnen"))
    if blad.stand and blad.stand.lopend:
        return redirect("intake:domein", pk, blad.stand.eerste_open().domein.code)
    form = BeginGesprekForm(blad.dossier, request.POST or None)

    def doe() -> None:
        services.begin_gesprek(request.actor, blad.dossier, **form.cleaned_data)

    if request.method == "POST" and probeer(form, doe):
        return redirect("intake:intake", pk)
    leidraad = (
        blad.stand.intake.leidraad if blad.stand else selectors.leidraad_in_gebruik(blad.dossier.gemeente_id)
    )
    context = blad.context | {"form": form, "leidraad": leidraad, "domeinen": list(leidraad.domeinen.all())}
    return render(request, "intake/begin.html", context, status=status(form))


def _gesprek(stand: Intakestand, gesprek_id: UUID) -> IntakeGesprek:
    for gesprek in stand.gesprekken:
        if gesprek.pk == gesprek_id:
            return gesprek
    raise Geweigerd(_("Dit gesprek bestaat niet."))


@get_post
def samenvatting(request: VerzoekMetActor, pk: UUID, gesprek: UUID) -> HttpResponse:
    """End a talk with five sentences, or mend them."""
    blad = open_blad(request, pk, gettext_noop("gesprek voor de brede intake afronden"))
    een = _gesprek(blad.intake, gesprek)
    form = SamenvattingForm(request.POST or None, initial=_voorzet(blad.intake, een))

    def doe() -> None:
        services.rond_gesprek_af(request.actor, blad.dossier, een, form.zinnen)

    if request.method == "POST" and probeer(form, doe):
        return redirect("intake:voorlezen", pk, gesprek)
    return render(
        request,
        "intake/samenvatting.html",
        blad.context | {"form": form, "gesprek": een},
        status=status(form),
    )


def _voorzet(stand: Intakestand, gesprek: IntakeGesprek) -> dict[str, str]:
    """What was written already, or a beginning from what was saved since the talk began."""
    if gesprek.afgerond_op:
        return {f"zin_{nummer}": zin for nummer, zin in enumerate(gesprek.zinnen, start=1)}
    begonnen = gesprek.contactmoment.moment
    nieuw = [
        een
        for een in stand.standen
        if een.beeld.pk and een.beeld.bijgewerkt_op and een.beeld.bijgewerkt_op >= begonnen
    ]
    namen = [in_taal(een.domein.naam).lower() for een in nieuw]
    wensen = [een.beeld.wens for een in nieuw if een.beeld.wens]
    voorzet = {}
    if namen:
        rij = f"{', '.join(namen[:-1])} {_('en')} {namen[-1]}" if len(namen) > 1 else namen[0]
        voorzet["zin_1"] = (_("Wij spraken over %(rij)s.") % {"rij": rij})[:200]
    if wensen:
        voorzet["zin_3"] = (_("U wilt: %(wensen)s.") % {"wensen": "; ".join(wensen)})[:200]
    return voorzet


@require_safe
def voorlezen(request: VerzoekMetActor, pk: UUID, gesprek: UUID) -> HttpResponse:
    """The five sentences in large type, to read to the newcomer."""
    blad = open_blad(request, pk, gettext_noop("samenvatting voorlezen"))
    return render(
        request, "intake/voorlezen.html", blad.context | {"gesprek": _gesprek(blad.intake, gesprek)}
    )


@get_post
def overzicht(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """How far the intake is: domains, talks, what was offered, and the end."""
    blad = open_blad(request, pk, gettext_noop("brede intake bekijken"))
    stand = blad.intake
    afspraken = AfsprakenForm(request.POST or None, instance=stand.intake)
    if request.method == "POST" and probeer(
        afspraken, lambda: services.zet_afspraken(request.actor, blad.dossier, **afspraken.cleaned_data)
    ):
        messages.success(request, _("Bewaard."))
        return redirect("intake:overzicht", pk)
    return _toon_overzicht(request, blad, afspraken, RedenForm())


@get_post
def afronden(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Finish the intake; a refusal says what is missing."""
    if request.method != "POST":
        return redirect("intake:overzicht", pk)
    blad = open_blad(request, pk, gettext_noop("brede intake afronden"))
    services.rond_intake_af(request.actor, blad.dossier)
    messages.success(request, _("De brede intake is afgerond."))
    return redirect("intake:overzicht", pk)


@get_post
def heropenen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Open a finished intake again, with a reason."""
    if request.method != "POST":
        return redirect("intake:overzicht", pk)
    blad = open_blad(request, pk, gettext_noop("brede intake heropenen"))
    form = RedenForm(request.POST)
    if probeer(
        form, lambda: services.heropen_intake(request.actor, blad.dossier, form.cleaned_data["reden"])
    ):
        messages.success(request, _("De brede intake is weer open."))
        return redirect("intake:intake", pk)
    return _toon_overzicht(request, blad, AfsprakenForm(instance=blad.intake.intake), form)


def _toon_overzicht(
    request: VerzoekMetActor, blad: Blad, afspraken: AfsprakenForm, heropen: RedenForm
) -> HttpResponse:
    stand = blad.intake
    beelden = {een.domein.code: een.beeld for een in stand.standen}
    voorwaarden = eisen([een.domein for een in stand.standen], beelden, stand.gesprekken)
    context = blad.context | {
        "afspraken": afspraken,
        "heropen": heropen,
        "eisen": voorwaarden,
        "kan_af": all(eis.voldaan for eis in voorwaarden),
        "zonder_positie": [
            een for een in stand.standen if een.beeld.besproken and not een.beeld.startpositie
        ],
        "lbt": selectors.lbt_van(blad.dossier),
        "tien_weken": selectors.tien_weken(request.actor, blad.dossier, blad.feiten),
    }
    return render(request, "intake/overzicht.html", context, status=status(afspraken, heropen))
