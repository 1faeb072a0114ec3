"""The traject of a dossier: its page, and the acts that are recorded and reported there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from meedoen.basis.access.rechten import Refused
from meedoen.basis.accounts.middleware import RequestWithActor
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.rechten import DOSSIER_EDIT
from meedoen.dossiers.selectors import frame, valid_feiten
from meedoen.dossiers.services import register
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.keten.duo.asking import ask
from meedoen.keten.duo.known import schools
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import FIX_PIP
from meedoen.traject import rechten, selectors, services
from meedoen.traject.evaluation import Unmet, circumstances_of, conditions_for
from meedoen.traject.explanation import WHAT
from meedoen.traject.forms import AanbodForm, ContactForm, PlaatsingForm, ReasonForm, ResultaatForm, UrenForm
from meedoen.traject.models import Aanbod, Resultaat, Uren
from meedoen.wet.duo.feiten import Melding

KINDS: dict[str, type[Aanbod] | type[Resultaat] | type[Uren]] = {
    "aanbod": Aanbod,
    "resultaat": Resultaat,
    "uren": Uren,
}


@require_safe
def traject(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """The traject, its terms, and what DUO knows."""
    return render(request, "traject/traject.html", selectors.traject_page(request.actor, pk))


def _to_edit(request: RequestWithActor, pk: UUID, doel: str) -> dict[str, Any]:
    """The head of a page on which something is changed.

    Raises:
        Geweigerd: the actor may not.
    """
    context = selectors.traject_frame(request.actor, pk, doel)
    dossier: Dossier = context["dossier"]
    rechten.TRAJECT_EDIT.require(request.actor, Uren(dossier=dossier, gemeente_id=dossier.gemeente_id))
    return context


def _succeeded(request: HttpRequest, pk: UUID, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("traject:traject", pk)


@get_post
def aanbod(request: RequestWithActor, pk: UUID, row: UUID | None = None) -> HttpResponse:
    """Record or correct the offer of one school."""
    context = _to_edit(request, pk, gettext_noop("aanbod vastleggen"))
    dossier: Dossier = context["dossier"]
    previous = selectors.row_for(request.actor, pk, Aanbod, row) if row else None
    listing = schools(dossier.gemeente_id)
    if not listing:
        ask(dossier.gemeente_id, "instellingen")
    form = AanbodForm(
        circumstances_of(dossier),
        listing,
        request.POST or None,
        previous=previous,
        initial=_begin_aanbod(dossier, previous if isinstance(previous, Aanbod) else None),
    )
    if form.is_valid():
        school = listing.get(form.cleaned_data["instellingsnummer"])
        services.record_aanbod(request.actor, dossier, school=school, **form.cleaned_data)
        return _succeeded(request, pk, _("Het aanbod staat vast. Het gaat naar DUO."))
    context |= {"form": form, "previous": previous, "schools": listing.values()}
    return render(request, "traject/aanbod.html", context, status=status(form))


def _begin_aanbod(dossier: Dossier, previous: Aanbod | None) -> dict[str, Any]:
    """What is known already: the enrolment and placement of the dossier, and the PIP."""
    if previous:
        fields = ("instellingsnummer", "instelling", "datum", "start", "einde", "alfabetisering")
        return {field: getattr(previous, field) for field in fields}
    feiten = valid_feiten(dossier)
    signed_in, placed = feiten.get("aangemeld_aanbieder"), feiten.get("geplaatst")
    decision = Beschikking.objects.filter(dossier=dossier, fixed_at__isnull=False).first()
    last = placed or signed_in
    name = next((one.toelichting for one in (placed, signed_in) if one and one.toelichting), "")
    known = [one for one in schools(dossier.gemeente_id).values() if name and one.naam == name]
    return {
        "instellingsnummer": known[0].nummer if known else "",
        "instelling": name,
        "datum": last.datum if last else None,
        "start": placed.datum if placed else None,
        "alfabetisering": decision.alfabetisering if decision else "",
    }


@get_post
def resultaat(request: RequestWithActor, pk: UUID, soort: str) -> HttpResponse:
    """Record or correct the end of MAP, PVT or the Z-route."""
    if soort not in Resultaat.Kind.values:
        raise Http404
    context = _to_edit(request, pk, gettext_noop("resultaat vastleggen"))
    around = circumstances_of(context["dossier"])
    previous = around.resultaten.get(soort)
    oordeel = (
        "" if previous is None or previous.verwijtbaar is None else "ja" if previous.verwijtbaar else "nee"
    )
    begin = {"datum": previous.datum if previous else None, "verwijtbaar": oordeel}
    form = ResultaatForm(around, soort, request.POST or None, previous=previous, initial=begin)
    if form.is_valid():
        services.record_resultaat(request.actor, context["dossier"], soort, **form.cleaned_data)
        return _succeeded(request, pk, _("Het staat vast. Het gaat naar DUO."))
    context |= {"form": form, "previous": previous, "header": Resultaat.Kind(soort).label, "wat": "resultaat"}
    return render(request, "traject/record.html", context, status=status(form))


@get_post
def uren(request: RequestWithActor, pk: UUID, soort: str) -> HttpResponse:
    """Record a new total of hours."""
    if soort not in Uren.Kind.values:
        raise Http404
    context = _to_edit(request, pk, gettext_noop("uren vastleggen"))
    around = circumstances_of(context["dossier"])
    previous = around.uren.get(soort)
    begin = {"uren": previous.uren if previous else None, "tot_en_met": timezone.localdate()}
    form = UrenForm(around, soort, request.POST or None, initial=begin)
    if form.is_valid():
        services.record_uren(request.actor, context["dossier"], soort, **form.cleaned_data)
        return _succeeded(request, pk, _("De uren staan vast. Het totaal gaat naar DUO."))
    context |= {"form": form, "previous": previous, "header": Uren.Kind(soort).label, "wat": "uren"}
    return render(request, "traject/record.html", context, status=status(form))


@get_post
def withdraw(request: RequestWithActor, pk: UUID, wat: str, row: UUID) -> HttpResponse:
    """Withdraw what was never so, here and at DUO."""
    if wat not in KINDS:
        raise Http404
    context = _to_edit(request, pk, gettext_noop("traject intrekken"))
    one = selectors.row_for(request.actor, pk, KINDS[wat], row)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.withdraw(request.actor, one, form.cleaned_data["reden"])
        except Unmet as refusal:
            form.add_error(None, refusal.reden)
        else:
            return _succeeded(request, pk, _("Het is ingetrokken. DUO krijgt bericht."))
    context |= {"form": form, "row": one}
    return render(request, "traject/withdraw.html", context, status=status(form))


@get_post
def contactpersoon(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """How DUO and schools can reach the fixed contact person of this dossier."""
    context = selectors.traject_frame(request.actor, pk, gettext_noop("contactpersoon bij DUO"))
    dossier: Dossier = context["dossier"]
    if dossier.klantmanager is None:
        raise Refused(_("Dit dossier heeft nog geen contactpersoon. Wijs het eerst toe."))
    contact = services.contactpersoon_of(dossier.gemeente_id, dossier.klantmanager)
    rechten.CONTACTPERSOON_EDIT.require(request.actor, contact)
    begin = {field: getattr(contact, field) for field in ("naam", "email", "telefoon")}
    form = ContactForm(circumstances_of(dossier), request.POST or None, initial=begin)
    if form.is_valid():
        services.save_contactpersoon(request.actor, contact, **form.cleaned_data)
        return _succeeded(request, pk, _("De contactgegevens zijn bewaard. Ze gaan naar DUO."))
    return render(request, "traject/contactpersoon.html", context | {"form": form}, status=status(form))


@get_post
def remove_pip(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Take a PIP that was reported by mistake back at DUO."""
    context = selectors.traject_frame(request.actor, pk, gettext_noop("PIP weghalen bij DUO"))
    dossier: Dossier = context["dossier"]
    FIX_PIP.require(request.actor, Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id))
    feiten = circumstances_of(dossier).duo_feiten()
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.remove_pip(request.actor, dossier, form.cleaned_data["reden"])
        except Refused as refusal:
            form.add_error(None, refusal.reden)
        else:
            messages.success(request, _("DUO krijgt het verzoek om het PIP weg te halen."))
            return redirect("pip:pip", pk)
    context |= {"form": form, "conditions": conditions_for(Melding.PIP_WEG, feiten)}
    return render(request, "traject/remove_pip.html", context, status=status(form))


@require_POST
def report(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Report again what the dossier says now."""
    context = _to_edit(request, pk, gettext_noop("opnieuw melden aan DUO"))
    kind = request.POST.get("soort", "")
    if kind not in WHAT:
        raise Http404
    services.report_again(request.actor, context["dossier"], kind, request.POST.get("deel", ""))
    return _succeeded(request, pk, _("De melding gaat opnieuw naar DUO."))


@get_post
def plaatsing(request: RequestWithActor, pk: UUID) -> HttpResponse:
    """Enrol someone with a provider, and write down that she was placed."""
    context = frame(request.actor, pk, gettext_noop("aanmelden bij aanbieder"), recht=DOSSIER_EDIT)
    dossier: Dossier = context["dossier"]
    valid = valid_feiten(dossier)
    signed_in, placed = valid.get(FeitSoort.SIGNED_IN_AANBIEDER), valid.get(FeitSoort.PLACED)
    form = PlaatsingForm(
        dossier,
        {name: one.datum for name, one in valid.items() if one.datum},
        request.POST or None,
        initial={
            "aanbieder": signed_in.toelichting if signed_in else "",
            "aangemeld": signed_in.datum if signed_in else None,
            "geplaatst": placed.datum if placed else None,
        },
    )
    if form.is_valid():
        register(request.actor, dossier, **form.cleaned_data)
        messages.success(request, _("De aanmelding is vastgelegd."))
        return redirect("traject:traject", pk)
    return render(
        request, "traject/plaatsing.html", context | {"tab": "traject", "form": form}, status=status(form)
    )
