"""The desk: one life domain between the guide and what is already known, saved while typing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.dossiers.forms import SignaalForm
from meedoen.dossiers.services import meld_signaal
from meedoen.dossiers.views.helpers import get_post, status
from meedoen.intake import selectors, services
from meedoen.intake.completing import ARTIKEL_INHOUD
from meedoen.intake.forms import DomeinForm
from meedoen.intake.known import bekend_van
from meedoen.intake.models import Botsing, Domeinbeeld
from meedoen.intake.selectors import Domeinstand
from meedoen.intake.services.domeinen import TEKSTVELDEN, VELDEN, Bewaard, als_tekst
from meedoen.intake.views.helpers import Blad, open_blad

DOEL = gettext_noop("brede intake houden")


@get_post
def domein(request: VerzoekMetActor, pk: UUID, code: str) -> HttpResponse:
    """The desk of one domain; a post is the plain save button."""
    if request.method == "POST":
        return _bewaar_alles(request, pk, code)
    blad = open_blad(request, pk, DOEL)
    return render(request, "intake/domein.html", _bureau(request, blad, code))


def _bewaar_alles(request: VerzoekMetActor, pk: UUID, code: str) -> HttpResponse:
    dossier = selectors.dossier_om_in_te_schrijven(request.actor, pk)
    was = {veld: request.POST[f"was_{veld}"] for veld in VELDEN if f"was_{veld}" in request.POST}
    waarden = {veld: request.POST.get(veld, "") for veld in _ingevuld(request)}
    try:
        bewaard = services.bewaar(request.actor, dossier, code, waarden, versie=_versie(request), was=was)
    except Geweigerd as weigering:
        return _met_fout(request, pk, code, weigering)
    if bewaard.botsingen:
        messages.warning(request, _("Een collega schreef hier ook. Kies hieronder welke tekst blijft."))
        return redirect("intake:domein", pk, code)
    messages.success(request, _("Bewaard om %(tijd)s.") % {"tijd": _nu()})
    return redirect("intake:domein", pk, request.POST.get("naar") or code)


def _ingevuld(request: VerzoekMetActor) -> list[str]:
    """The fields that were on the form; a box not ticked and a step not chosen send nothing."""
    altijd = ("startpositie", "besproken")
    return [veld for veld in VELDEN if veld in request.POST or veld in altijd]


def _met_fout(request: VerzoekMetActor, pk: UUID, code: str, weigering: Geweigerd) -> HttpResponse:
    """The desk again with what was typed, and why it was not saved."""
    blad = open_blad(request, pk, DOEL)
    context = _bureau(request, blad, code)
    stand: Domeinstand = context["huidig"]
    form = DomeinForm(request.POST, instance=Domeinbeeld(domein=stand.domein.code))
    form.add_error(None, weigering.reden)
    # What she had before her stays what it was: a colleague's text is not passed over on the second try.
    context |= {"form": form, "weigering": weigering}
    context["vooraf"] = {naam: request.POST.get(naam, waarde) for naam, waarde in context["vooraf"].items()}
    return render(request, "intake/domein.html", context, status=422)


def _bureau(
    request: VerzoekMetActor, blad: Blad, code: str, signaal: SignaalForm | None = None
) -> dict[str, Any]:
    """What the desk of one domain shows."""
    stand = blad.intake
    huidig = stand.stand_van(code)
    plek = stand.standen.index(huidig)
    botsingen = selectors.botsingen_van(request.actor, huidig.beeld)
    return blad.context | {
        "huidig": huidig,
        "vorige": stand.standen[plek - 1].domein if plek else None,
        "volgende": stand.standen[plek + 1].domein if plek + 1 < len(stand.standen) else None,
        "form": DomeinForm(instance=huidig.beeld, initial=_eigen_tekst(botsingen)),
        "grondslag": ARTIKEL_INHOUD,
        "vooraf": _vooraf(huidig.beeld),
        "stappen": Domeinbeeld.Startpositie.choices,
        "botsingen": _naast_elkaar(huidig, botsingen),
        "signalen": selectors.signalen_van(blad.dossier, code),
        "signaalform": signaal or SignaalForm(blad.dossier, prefix="signaal"),
        "bekend": bekend_van(request.actor, blad.dossier),
    }


def _vooraf(beeld: Domeinbeeld) -> dict[str, str]:
    """What someone has before her, version and fields. It comes back with what she typed."""
    return {"versie": str(beeld.versie)} | {f"was_{veld}": als_tekst(getattr(beeld, veld)) for veld in VELDEN}


def _eigen_tekst(botsingen: list[Botsing]) -> dict[str, str]:
    """Until she chooses, someone goes on in her own text, never in a colleague's."""
    return {botsing.veld: botsing.tekst for botsing in botsingen if botsing.veld in TEKSTVELDEN}


def _naast_elkaar(huidig: Domeinstand, botsingen: list[Botsing]) -> list[dict[str, Any]]:
    """Of each collision: the field, my text, the other's text and who wrote that."""
    return [
        {
            "veld": botsing.veld,
            "naam": DomeinForm.base_fields[botsing.veld].label,
            "mijn": _leesbaar(botsing.veld, botsing.tekst),
            "ander": _leesbaar(botsing.veld, getattr(huidig.beeld, botsing.veld)),
            "wie": huidig.beeld.bijgewerkt_door,
            "beide": botsing.veld in TEKSTVELDEN,
        }
        for botsing in botsingen
    ]


def _leesbaar(veld: str, waarde: object) -> str:
    if veld == "startpositie":
        return str(Domeinbeeld.Startpositie(int(str(waarde))).label) if waarde else _("niet gekozen")
    if veld == "besproken":
        return _("besproken") if waarde else _("niet besproken")
    return str(waarde)


def _versie(request: VerzoekMetActor) -> int:
    versie = request.POST.get("versie", "")
    return int(versie) if versie.isdecimal() else 0


def _nu() -> str:
    return date_format(timezone.localtime(), "H:i")


@require_POST
def veld(request: VerzoekMetActor, pk: UUID, code: str) -> HttpResponse:
    """Save one field while typing. Answers in JSON: saved, met a colleague's (409), or refused (403)."""
    dossier = selectors.dossier_om_in_te_schrijven(request.actor, pk)
    naam = request.POST.get("veld", "")
    was = {naam: request.POST["was"]} if "was" in request.POST else None
    waarden = {naam: request.POST.get("waarde", "")}
    try:
        bewaard = services.bewaar(request.actor, dossier, code, waarden, versie=_versie(request), was=was)
    except Geweigerd as weigering:
        reden = f"{weigering.reden} {weigering.artikel or ''}".strip()
        return JsonResponse({"reden": reden}, status=403)
    klaar, totaal = selectors.voortgang([pk])[pk]
    antwoord: dict[str, Any] = {"versie": bewaard.beeld.versie, "om": _nu(), **_badge(bewaard)}
    antwoord["velden"] = {
        naam: als_tekst(getattr(bewaard.beeld, naam)) for naam in ("besproken", "overgeslagen_reden")
    }
    antwoord["voortgang"] = _("%(klaar)d van %(totaal)d klaar") % {"klaar": klaar, "totaal": totaal}
    if not bewaard.botsingen:
        return JsonResponse(antwoord)
    leefdomein = services.domein_van(bewaard.beeld.intake, code)
    naast = _naast_elkaar(Domeinstand(leefdomein, bewaard.beeld), bewaard.botsingen)
    context = {"dossier": dossier, "huidig": Domeinstand(leefdomein, bewaard.beeld), "botsingen": naast}
    antwoord["botsing"] = render_to_string("intake/stuk/botsingen.html", context, request)
    return JsonResponse(antwoord, status=409)


def _badge(bewaard: Bewaard) -> dict[str, str]:
    """The state of the domain, for the menu beside it."""
    return {"badge": render_to_string("intake/stuk/stand.html", {"beeld": bewaard.beeld})}


@require_POST
def kies(request: VerzoekMetActor, pk: UUID, code: str) -> HttpResponse:
    """End a collision with the text that stays."""
    dossier = selectors.dossier_om_in_te_schrijven(request.actor, pk)
    veldnaam, keuze = request.POST.get("veld", ""), request.POST.get("keuze", "")
    services.kies_tekst(request.actor, dossier, code, veldnaam, keuze)
    messages.success(request, _("Bewaard om %(tijd)s.") % {"tijd": _nu()})
    return redirect("intake:domein", pk, code)


@require_POST
def signaal(request: VerzoekMetActor, pk: UUID, code: str) -> HttpResponse:
    """Raise a signal from the talk, with an owner and a day."""
    blad = open_blad(request, pk, gettext_noop("signaal melden"))
    blad.intake.stand_van(code)
    form = SignaalForm(blad.dossier, request.POST, prefix="signaal")
    form.instance.domein = code
    if form.is_valid():
        meld_signaal(request.actor, form.save(commit=False))
        messages.success(request, _("Het signaal is gemeld."))
        return redirect("intake:domein", pk, code)
    return render(request, "intake/domein.html", _bureau(request, blad, code, form), status=status(form))


@get_post
def samen(request: VerzoekMetActor, pk: UUID, code: str) -> HttpResponse:
    """The table view, turned towards the newcomer: domain, question, scale, and nothing else."""
    blad = open_blad(request, pk, DOEL)
    huidig = blad.intake.stand_van(code)
    vragen = [huidig.domein.vraag, *huidig.domein.hulpvragen]
    gevraagd = request.GET.get("vraag", "")
    nummer = min(int(gevraagd), len(vragen) - 1) if gevraagd.isdecimal() else 0
    if request.method == "POST":
        waarden = {"startpositie": request.POST.get("startpositie", "")}
        services.bewaar(
            request.actor,
            blad.dossier,
            code,
            waarden,
            versie=_versie(request),
            was={"startpositie": request.POST.get("was", "")},
        )
        return redirect(f"{request.path}?vraag={nummer}")
    context = {
        "dossier_id": pk,
        "huidig": huidig,
        "vraag": vragen[nummer],
        "nummer": nummer,
        "aantal": len(vragen),
        "vorige": nummer - 1 if nummer else None,
        "volgende": nummer + 1 if nummer + 1 < len(vragen) else None,
        "stappen": Domeinbeeld.Startpositie.choices,
        "mag_schrijven": blad.context["mag_schrijven"],
    }
    return render(request, "intake/samen.html", context)


@require_safe
def intake(request: VerzoekMetActor, pk: UUID) -> HttpResponse:
    """Where the tab goes: the start, the next open domain, or the overview of a finished intake."""
    blad = open_blad(request, pk, DOEL)
    if blad.stand is None:
        return redirect("intake:gesprek_begin", pk)
    if blad.stand.afgerond_op or not blad.context["mag_intake"]:
        return redirect("intake:overzicht", pk)
    return redirect("intake:domein", pk, blad.stand.eerste_open().domein.code)
