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

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.rechten import DOSSIER_BEWERKEN
from meedoen.dossiers.selectors import geldige_feiten, kader
from meedoen.dossiers.services import meld_aan
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.keten.duo.asking import vraag
from meedoen.keten.duo.known import scholen
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import PIP_VASTSTELLEN
from meedoen.traject import rechten, selectors, services
from meedoen.traject.evaluation import Onvoldaan, omstandigheden_van, voorwaarden
from meedoen.traject.explanation import WAT
from meedoen.traject.forms import AanbodForm, ContactForm, PlaatsingForm, RedenForm, ResultaatForm, UrenForm
from meedoen.traject.models import Aanbod, Resultaat, Uren
from meedoen.wet.duo.feiten import Melding

SOORTEN: dict[str, type[Aanbod] | type[Resultaat] | type[Uren]] = {
    "aanbod": Aanbod,
    "resultaat": Resultaat,
    "uren": Uren,
}


@require_safe
def traject(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """The traject, its terms, and what DUO knows."""
    return render(request, "traject/traject.html", selectors.trajectpagina(request.actor, pk))


def _te_bewerken(request: VerzoekMetActor, pk: UUID, doel: str) -> dict[str, Any]:
    """The head of a page on which something is changed.

    Raises:
        Geweigerd: the actor may not.
    """
    context = selectors.trajectkader(request.actor, pk, doel)
    dossier: Dossier = context["dossier"]
    rechten.TRAJECT_BEWERKEN.eis(request.actor, Uren(dossier=dossier, gemeente_id=dossier.gemeente_id))
    return context


def _gelukt(request: HttpRequest, pk: UUID, tekst: str) -> HttpResponse:
    messages.success(request, tekst)
    return redirect("traject:traject", pk)


@get_post
def aanbod(request: VerzoekMetActor, pk: UUID, rij: UUID | None = None) -> HttpResponse:
    """Record or correct the offer of one school."""
    context = _te_bewerken(request, pk, gettext_noop("aanbod vastleggen"))
    dossier: Dossier = context["dossier"]
    vorige = selectors.rij_voor(request.actor, pk, Aanbod, rij) if rij else None
    lijst = scholen(dossier.gemeente_id)
    if not lijst:
        vraag(dossier.gemeente_id, "instellingen")
    form = AanbodForm(
        omstandigheden_van(dossier),
        lijst,
        request.POST or None,
        vorige=vorige,
        initial=_begin_aanbod(dossier, vorige if isinstance(vorige, Aanbod) else None),
    )
    if form.is_valid():
        school = lijst.get(form.cleaned_data["instellingsnummer"])
        services.leg_aanbod_vast(request.actor, dossier, school=school, **form.cleaned_data)
        return _gelukt(request, pk, _("Het aanbod staat vast. Het gaat naar DUO."))
    context |= {"form": form, "vorige": vorige, "scholen": lijst.values()}
    return render(request, "traject/aanbod.html", context, status=status(form))


def _begin_aanbod(dossier: Dossier, vorige: Aanbod | None) -> dict[str, Any]:
    """What is known already: the enrolment and placement of the dossier, and the PIP."""
    if vorige:
        velden = ("instellingsnummer", "instelling", "datum", "start", "einde", "alfabetisering")
        return {veld: getattr(vorige, veld) for veld in velden}
    feiten = geldige_feiten(dossier)
    aangemeld, geplaatst = feiten.get("aangemeld_aanbieder"), feiten.get("geplaatst")
    besluit = Beschikking.objects.filter(dossier=dossier, vastgesteld_op__isnull=False).first()
    laatste = geplaatst or aangemeld
    naam = next((een.toelichting for een in (geplaatst, aangemeld) if een and een.toelichting), "")
    bekend = [een for een in scholen(dossier.gemeente_id).values() if naam and een.naam == naam]
    return {
        "instellingsnummer": bekend[0].nummer if bekend else "",
        "instelling": naam,
        "datum": laatste.datum if laatste else None,
        "start": geplaatst.datum if geplaatst else None,
        "alfabetisering": besluit.alfabetisering if besluit else "",
    }


@get_post
def resultaat(request: VerzoekMetActor, pk: UUID, soort: str) -> HttpResponse:
    """Record or correct the end of MAP, PVT or the Z-route."""
    if soort not in Resultaat.Soort.values:
        raise Http404
    context = _te_bewerken(request, pk, gettext_noop("resultaat vastleggen"))
    om = omstandigheden_van(context["dossier"])
    vorige = om.resultaten.get(soort)
    oordeel = "" if vorige is None or vorige.verwijtbaar is None else "ja" if vorige.verwijtbaar else "nee"
    begin = {"datum": vorige.datum if vorige else None, "verwijtbaar": oordeel}
    form = ResultaatForm(om, soort, request.POST or None, vorige=vorige, initial=begin)
    if form.is_valid():
        services.leg_resultaat_vast(request.actor, context["dossier"], soort, **form.cleaned_data)
        return _gelukt(request, pk, _("Het staat vast. Het gaat naar DUO."))
    context |= {"form": form, "vorige": vorige, "kop": Resultaat.Soort(soort).label, "wat": "resultaat"}
    return render(request, "traject/vastleggen.html", context, status=status(form))


@get_post
def uren(request: VerzoekMetActor, pk: UUID, soort: str) -> HttpResponse:
    """Record a new total of hours."""
    if soort not in Uren.Soort.values:
        raise Http404
    context = _te_bewerken(request, pk, gettext_noop("uren vastleggen"))
    om = omstandigheden_van(context["dossier"])
    vorige = om.uren.get(soort)
    begin = {"uren": vorige.uren if vorige else None, "tot_en_met": timezone.localdate()}
    form = UrenForm(om, soort, request.POST or None, initial=begin)
    if form.is_valid():
        services.leg_uren_vast(request.actor, context["dossier"], soort, **form.cleaned_data)
        return _gelukt(request, pk, _("De uren staan vast. Het totaal gaat naar DUO."))
    context |= {"form": form, "vorige": vorige, "kop": Uren.Soort(soort).label, "wat": "uren"}
    return render(request, "traject/vastleggen.html", context, status=status(form))


@get_post
def intrekken(request: VerzoekMetActor, pk: UUID, wat: str, rij: UUID) -> HttpResponse:
    """Withdraw what was never so, here and at DUO."""
    if wat not in SOORTEN:
        raise Http404
    context = _te_bewerken(request, pk, gettext_noop("traject intrekken"))
    een = selectors.rij_voor(request.actor, pk, SOORTEN[wat], rij)
    form = RedenForm(request.POST or None)
    if form.is_valid():
        try:
            services.trek_in(request.actor, een, form.cleaned_data["reden"])
        except Onvoldaan as weigering:
            form.add_error(None, weigering.reden)
        else:
            return _gelukt(request, pk, _("Het is ingetrokken. DUO krijgt bericht."))
    context |= {"form": form, "rij": een}
    return render(request, "traject/intrekken.html", context, status=status(form))


@get_post
def contactpersoon(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """How DUO and schools can reach the fixed contact person of this dossier."""
    context = selectors.trajectkader(request.actor, pk, gettext_noop("contactpersoon bij DUO"))
    dossier: Dossier = context["dossier"]
    if dossier.klantmanager is None:
        raise Geweigerd(_("Dit dossier heeft nog geen contactpersoon. Wijs het eerst toe."))
    contact = services.contactpersoon_van(dossier.gemeente_id, dossier.klantmanager)
    rechten.CONTACTPERSOON_BEWERKEN.eis(request.actor, contact)
    begin = {veld: getattr(contact, veld) for veld in ("naam", "email", "telefoon")}
    form = ContactForm(omstandigheden_van(dossier), request.POST or None, initial=begin)
    if form.is_valid():
        services.bewaar_contactpersoon(request.actor, contact, **form.cleaned_data)
        return _gelukt(request, pk, _("De contactgegevens zijn bewaard. Ze gaan naar DUO."))
    return render(request, "traject/contactpersoon.html", context | {"form": form}, status=status(form))


@get_post
def pip_weghalen(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Take a PIP that was reported by mistake back at DUO."""
    context = selectors.trajectkader(request.actor, pk, gettext_noop("PIP weghalen bij DUO"))
    dossier: Dossier = context["dossier"]
    PIP_VASTSTELLEN.eis(request.actor, Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id))
    feiten = omstandigheden_van(dossier).duo_feiten()
    form = RedenForm(request.POST or None)
    if form.is_valid():
        try:
            services.haal_pip_weg(request.actor, dossier, form.cleaned_data["reden"])
        except Geweigerd as weigering:
            form.add_error(None, weigering.reden)
        else:
            messages.success(request, _("DUO krijgt het verzoek om het PIP weg te halen."))
            return redirect("pip:pip", pk)
    context |= {"form": form, "voorwaarden": voorwaarden(Melding.PIP_WEG, feiten)}
    return render(request, "traject/pip_weghalen.html", context, status=status(form))


@require_POST
def melden(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Report again what the dossier says now."""
    context = _te_bewerken(request, pk, gettext_noop("opnieuw melden aan DUO"))
    soort = request.POST.get("soort", "")
    if soort not in WAT:
        raise Http404
    services.meld_opnieuw(request.actor, context["dossier"], soort, request.POST.get("deel", ""))
    return _gelukt(request, pk, _("De melding gaat opnieuw naar DUO."))


@get_post
def plaatsing(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Enrol someone with a provider, and write down that she was placed."""
    context = kader(request.actor, pk, gettext_noop("aanmelden bij aanbieder"), recht=DOSSIER_BEWERKEN)
    dossier: Dossier = context["dossier"]
    geldig = geldige_feiten(dossier)
    aangemeld, geplaatst = geldig.get(FeitSoort.AANGEMELD_AANBIEDER), geldig.get(FeitSoort.GEPLAATST)
    form = PlaatsingForm(
        dossier,
        {naam: een.datum for naam, een in geldig.items() if een.datum},
        request.POST or None,
        initial={
            "aanbieder": aangemeld.toelichting if aangemeld else "",
            "aangemeld": aangemeld.datum if aangemeld else None,
            "geplaatst": geplaatst.datum if geplaatst else None,
        },
    )
    if form.is_valid():
        meld_aan(request.actor, dossier, **form.cleaned_data)
        messages.success(request, _("De aanmelding is vastgelegd."))
        return redirect("traject:traject", pk)
    return render(
        request, "traject/plaatsing.html", context | {"tab": "traject", "form": form}, status=status(form)
    )
