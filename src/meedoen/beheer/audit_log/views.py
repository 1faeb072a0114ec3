"""The logbook for who watches over it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from meedoen.basis.access.rechten import REGISTER
from meedoen.basis.accounts.middleware import VerzoekMetActor
from meedoen.basis.audit_log import selectors
from meedoen.basis.audit_log.models import Logregel
from meedoen.basis.audit_log.seals import controleer_zegels
from meedoen.basis.audit_log.services import Handeling, noteer
from meedoen.basis.organisations.models import Organisatie
from meedoen.basis.ui.law_language import in_taal
from meedoen.beheer.audit_log.forms import Zoekvraag

KOLOMMEN = ("tijd", "wie", "kanaal", "handeling", "onderwerp", "waarom", "velden")


@require_safe
def lijst(request: VerzoekMetActor) -> HttpResponse:
    """The lines of one municipality, newest first."""
    gemeente, gemeenten = _gemeente(request)
    formulier = Zoekvraag(request.GET, gemeente=gemeente)
    vraag = formulier.vraag()
    pagina = selectors.blader(request.actor, vraag)
    context = {
        "waar": "lijst",
        "gemeente": gemeente,
        "gemeenten": gemeenten,
        "formulier": formulier,
        "vraag": vraag,
        "pagina": pagina,
        "regels": [(regel, _wat(regel), _over(regel, pagina)) for regel in pagina.regels],
        "volgende": _adres(request, voor=pagina.volgende) if pagina.volgende else "",
        "vorige": _adres(request, voor="") if vraag.voor else "",
    }
    return render(request, "audit_log/lijst.html", context)


@require_safe
def uitvoer(request: VerzoekMetActor) -> HttpResponse:
    """Everything about the person of one dossier: who, when, why. As JSON, or CSV for a spreadsheet."""
    gemeente, _gemeenten = _gemeente(request)
    vraag = selectors.Vraag(gemeente, dossier=request.GET.get("dossier", "").replace("\0", ""))
    rijen = (_uitvoerregel(regel) for regel in selectors.regels_van_betrokkene(request.actor, vraag))
    if request.GET.get("vorm") == "json":
        response = HttpResponse(
            json.dumps(list(rijen), ensure_ascii=False, indent=1), content_type="application/json"
        )
        response["Content-Disposition"] = 'attachment; filename="logboek.json"'
        return response
    tekst = HttpResponse("".join(_als_csv(rijen)), content_type="text/csv; charset=utf-8")
    tekst["Content-Disposition"] = 'attachment; filename="logboek.csv"'
    return tekst


@require_http_methods(["GET", "POST"])
def zegels(request: VerzoekMetActor) -> HttpResponse:
    """How far the logbook is sealed; on asking, whether the seals hold."""
    gemeente, gemeenten = _gemeente(request)
    context: dict[str, Any] = {
        "waar": "zegels",
        "gemeente": gemeente,
        "gemeenten": gemeenten,
        "stand": selectors.zegelstand(gemeente),
    }
    if request.method == "POST":
        context |= {"gecontroleerd": timezone.now(), "fouten": controleer_zegels(gemeente.pk)}
        noteer(
            request.actor,
            Handeling.GELEZEN,
            gettext_noop("zegels"),
            gemeente_id=gemeente.pk,
            doel=selectors.TOEZICHT,
        )
    return render(request, "audit_log/zegels.html", context)


def _gemeente(request: VerzoekMetActor) -> tuple[Organisatie, list[Organisatie]]:
    """The municipality that was chosen, or else the first, and all there are to choose from."""
    gemeenten = selectors.gemeenten_van(request.actor)
    code = request.GET.get("gemeente")
    return next((een for een in gemeenten if een.code == code), gemeenten[0]), gemeenten


def _wat(regel: Logregel) -> str:
    """What was done, to what; of a refusal the right that was missing, in its own sentence."""
    handeling = str(regel.get_handeling_display())
    if recht := REGISTER.get(regel.onderwerp):
        return f"{handeling}: {recht.zin}"
    return f"{in_taal(regel.onderwerp)} {handeling}"


def _over(regel: Logregel, pagina: selectors.Pagina) -> str:
    """Whose data it was, in words that name nobody."""
    if not regel.betrokkenen:
        return ""
    if len(regel.betrokkenen) > 1:
        return _("%(aantal)s personen") % {"aantal": len(regel.betrokkenen)}
    return pagina.nummers.get(regel.betrokkenen[0], _("1 persoon"))


def _adres(request: VerzoekMetActor, **anders: object) -> str:
    gekozen = {**request.GET.dict(), **anders}
    return f"?{urlencode({naam: waarde for naam, waarde in gekozen.items() if waarde})}"


def _uitvoerregel(regel: Logregel) -> dict[str, Any]:
    """A line for the person it is about: the names of the fields that were changed, not what is in them."""
    return {
        "tijd": timezone.localtime(regel.tijd).isoformat(timespec="seconds"),
        "wie": regel.actor_naam,
        "kanaal": regel.kanaal,
        "handeling": str(regel.get_handeling_display()),
        "onderwerp": regel.onderwerp,
        "waarom": regel.doel,
        "velden": sorted(regel.wijziging or {}),
    }


class _Echo:
    """Gives csv.writer something to write to that just hands back the line."""

    def write(self, regel: str) -> str:
        return regel


def _als_csv(rijen: Iterator[dict[str, Any]]) -> Iterator[str]:
    schrijver = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff" + str(schrijver.writerow(KOLOMMEN))
    for rij in rijen:
        waarden = [*rij.values()]
        waarden[-1] = ", ".join(rij["velden"])
        yield str(schrijver.writerow([_onschuldig(waarde) for waarde in waarden]))


def _onschuldig(waarde: str) -> str:
    """A spreadsheet takes what begins with one of these for a formula."""
    return f"'{waarde}" if waarde.startswith(("=", "+", "-", "@", "\t", "\r")) else waarde
