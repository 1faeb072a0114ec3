"""Our side of DUO's Notificatie API: POST /keten/duo/v1/notificaties.

Answered by a middleware before anything of the site: no session, no cookie, no form token, and when the
database is away still an answer of the specification.
"""

from __future__ import annotations

import hmac
import logging
import re
from collections.abc import Callable
from json import dumps

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from meedoen.keten.duo.reception import (
    NietVoorOns,
    Onjuist,
    aansluiting_voor,
    lees_kop,
    lees_melding,
    neem_aan,
)

VERSIE = "1.8.0"
"""The version of DUO's Notificatie API that this follows."""
PAD = "/keten/duo/v1/notificaties"
KETEN_POORT = "meedoen.keten_poort"
"""In the WSGI environment, where no header of a sender can come: TLS was ended on the port of the chain."""
OIN_IN_NAAM = re.compile(
    r"(?:^|(?<!\\)[,/+])\s*(?:serialNumber|OID\.2\.5\.4\.5|2\.5\.4\.5)=([0-9]{20})(?![^,/+])", re.IGNORECASE
)
"""The OIN in a subject as proxies write it; a comma that is part of a name stands behind a backslash."""

log = logging.getLogger(__name__)


class Onbekend(Exception):  # noqa: N818  # it reads as what happened
    """The sender did not show a certificate that was checked (401)."""


class KetenMiddleware:
    """Answers DUO, and leaves everything else to the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != PAD:
            return self.get_response(request)
        antwoord = ontvang(request)
        antwoord["API-Version"] = VERSIE
        return antwoord


def ontvang(request: HttpRequest) -> HttpResponse:
    """Take a notification; answers with a status of the specification whatever happens."""
    if request.method != "POST":
        return _leeg(405, Allow="POST")
    try:
        oin = oin_van_certificaat(request)
        kop = lees_kop(request.headers)
        melding = lees_melding(request.body, request.content_type or "")
        nieuw = neem_aan(aansluiting_voor(kop, oin).gemeente_id, kop.bericht_id, melding)
    except (Onjuist, RequestDataTooBig, UnreadablePostError):
        return _leeg(400)
    except Onbekend:
        return _leeg(401)
    except NietVoorOns:
        log.warning("Notificatie geweigerd: geen aansluiting tussen deze bron en dit doel.")
        return _leeg(403)
    except (OperationalError, InterfaceError):
        log.exception("Notificatie niet aangenomen: de database geeft geen antwoord.")
        return _even_niet()
    except Exception:
        log.exception("Notificatie niet aangenomen.")
        return _leeg(500)
    log.debug("Notificatie %s %s.", kop.bericht_id, "aangenomen" if nieuw else "was er al")
    return _leeg(201, berichtId=str(kop.bericht_id))


def oin_van_certificaat(request: HttpRequest) -> str | None:
    """The OIN in the sender's certificate; None when it was checked without telling us whose it is.

    On the port of the chain TLS itself let through only certificates of the trusted issuers. Behind a proxy
    the header counts that the proxy fills, and only with the secret that the proxy shares with us. Neither
    is asked for outside production, as long as nothing is set.

    Raises:
        Onbekend: no certificate, or nobody who checked it.
    """
    if request.META.get(KETEN_POORT):
        return None
    if not settings.KETEN_PROXY_GEHEIM:
        if settings.PRODUCTION:
            raise Onbekend
        return None
    geheim = request.headers.get(settings.KETEN_PROXY_GEHEIM_KOP, "")
    if not hmac.compare_digest(geheim.encode(), settings.KETEN_PROXY_GEHEIM.encode()):
        raise Onbekend
    return oin_uit(request.headers.get(settings.KETEN_PROXY_KOP, ""))


def oin_uit(naam: str) -> str:
    """The OIN in what a proxy says of a certificate: the number itself, or a subject with serialNumber.

    Raises:
        Onbekend: there is none, or more than one.
    """
    gevonden = [naam] if re.fullmatch(r"[0-9]{20}", naam) else OIN_IN_NAAM.findall(naam)
    if len(gevonden) != 1:
        raise Onbekend
    return str(gevonden[0])


def _leeg(status: int, **koppen: str) -> HttpResponse:
    antwoord = HttpResponse(status=status)
    del antwoord["Content-Type"]
    for naam, waarde in koppen.items():
        antwoord[naam] = waarde
    return antwoord


def _even_niet() -> HttpResponse:
    tekst = "Meedoen is even niet bereikbaar. Probeer het later opnieuw."
    return HttpResponse(dumps({"fouttekst": tekst}), status=503, content_type="application/json")
