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
    Incorrect,
    NotForUs,
    adopt,
    connection_settings_for,
    read_header,
    read_report,
)

VERSION = "1.8.0"
"""The version of DUO's Notificatie API that this follows."""
PATH = "/keten/duo/v1/notificaties"
KETEN_PORT = "meedoen.keten_poort"
"""In the WSGI environment, where no header of a sender can come: TLS was ended on the port of the chain."""
OIN_IN_NAME = re.compile(
    r"(?:^|(?<!\\)[,/+])\s*(?:serialNumber|OID\.2\.5\.4\.5|2\.5\.4\.5)=([0-9]{20})(?![^,/+])", re.IGNORECASE
)
"""The OIN in a subject as proxies write it; a comma that is part of a name stands behind a backslash."""

log = logging.getLogger(__name__)


class Unknown(Exception):  # noqa: N818  # it reads as what happened
    """The sender did not show a certificate that was checked (401)."""


class KetenMiddleware:
    """Answers DUO, and leaves everything else to the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != PATH:
            return self.get_response(request)
        answer = receive(request)
        answer["API-Version"] = VERSION
        return answer


def receive(request: HttpRequest) -> HttpResponse:
    """Take a notification; answers with a status of the specification whatever happens."""
    if request.method != "POST":
        return _empty(405, Allow="POST")
    try:
        oin = oin_of_certificate(request)
        header = read_header(request.headers)
        report = read_report(request.body, request.content_type or "")
        new = adopt(connection_settings_for(header, oin).gemeente_id, header.bericht_id, report)
    except (Incorrect, RequestDataTooBig, UnreadablePostError):
        return _empty(400)
    except Unknown:
        return _empty(401)
    except NotForUs:
        log.warning("Notificatie geweigerd: geen aansluiting tussen deze bron en dit doel.")
        return _empty(403)
    except (OperationalError, InterfaceError):
        log.exception("Notificatie niet aangenomen: de database geeft geen antwoord.")
        return _not_for_now()
    except Exception:
        log.exception("Notificatie niet aangenomen.")
        return _empty(500)
    log.debug("Notificatie %s %s.", header.bericht_id, "aangenomen" if new else "was er al")
    return _empty(201, berichtId=str(header.bericht_id))


def oin_of_certificate(request: HttpRequest) -> str | None:
    """The OIN in the sender's certificate; None when it was checked without telling us whose it is.

    On the port of the chain TLS itself let through only certificates of the trusted issuers. Behind a proxy
    the header counts that the proxy fills, and only with the secret that the proxy shares with us. Neither
    is asked for outside production, as long as nothing is set.

    Raises:
        Onbekend: no certificate, or nobody who checked it.
    """
    if request.META.get(KETEN_PORT):
        return None
    if not settings.KETEN_PROXY_SECRET:
        if settings.PRODUCTION:
            raise Unknown
        return None
    secret = request.headers.get(settings.KETEN_PROXY_PROOF_HEADER, "")
    if not hmac.compare_digest(secret.encode(), settings.KETEN_PROXY_SECRET.encode()):
        raise Unknown
    return oin_from(request.headers.get(settings.KETEN_PROXY_HEADER, ""))


def oin_from(name: str) -> str:
    """The OIN in what a proxy says of a certificate: the number itself, or a subject with serialNumber.

    Raises:
        Onbekend: there is none, or more than one.
    """
    found = [name] if re.fullmatch(r"[0-9]{20}", name) else OIN_IN_NAME.findall(name)
    if len(found) != 1:
        raise Unknown
    return str(found[0])


def _empty(status: int, **headers: str) -> HttpResponse:
    answer = HttpResponse(status=status)
    del answer["Content-Type"]
    for name, value in headers.items():
        answer[name] = value
    return answer


def _not_for_now() -> HttpResponse:
    text = "Meedoen is even niet bereikbaar. Probeer het later opnieuw."
    return HttpResponse(dumps({"fouttekst": text}), status=503, content_type="application/json")
