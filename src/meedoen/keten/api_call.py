"""One call to a party of the chain over HTTP: how long we wait, and which answers mean that it is away.

Nothing here is repeated in a log or an error: addresses of DUO carry a BSN, and so do bodies. What is
written down is the name of the interface, the id of the message, the status and how long it took.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import requests
from django.utils.translation import gettext_noop

from meedoen.basis.outbox.deliverers import Onbereikbaar
from meedoen.keten.connection import WACHTTIJD

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Verzoek:
    """What to send. `api` and `kenmerk` are for the log: the interface and the id of the message."""

    methode: str
    adres: str
    kop: Mapping[str, str]
    api: str
    kenmerk: str
    inhoud: Mapping[str, Any] | None = field(default=None, repr=False)


def roep_aan(sessie: requests.Session, verzoek: Verzoek) -> requests.Response:
    """Call once and return the answer of a party that is there, be it yes or no.

    Raises:
        Onbereikbaar: no connection, no answer in time, an answer that says "later" (429, 5xx), one that
            sends us elsewhere (3xx: a BSN goes to no address but the one agreed upon), or one that does not
            know who we are (401: no message can pass until the certificate is right).
    """
    begin = time.monotonic()
    try:
        antwoord = sessie.request(
            verzoek.methode,
            verzoek.adres,
            headers={"Accept": "application/json", **verzoek.kop},
            json=verzoek.inhoud,
            timeout=WACHTTIJD,
            allow_redirects=False,
        )
    except OSError as fout:  # every error of requests is one, and so is a certificate that cannot be read
        _noteer(verzoek, type(fout).__name__, begin)
        raise Onbereikbaar(_reden(fout)) from None
    _noteer(verzoek, str(antwoord.status_code), begin)
    if antwoord.status_code == HTTPStatus.UNAUTHORIZED:
        raise Onbereikbaar(gettext_noop("De andere kant herkent ons certificaat of OIN niet (HTTP 401)."))
    if _is_weg(antwoord.status_code):
        raise Onbereikbaar(f"HTTP {antwoord.status_code}")
    return antwoord


def _is_weg(status: int) -> bool:
    """Whether the answer says "later", or "somewhere else"."""
    elders = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST
    return elders or status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _reden(fout: OSError) -> str:
    """Why there is no answer, in words that repeat nothing of the call."""
    if isinstance(fout, requests.exceptions.SSLError):
        return gettext_noop("De beveiligde verbinding komt niet tot stand: kijk naar de certificaten.")
    if isinstance(fout, requests.Timeout):
        return gettext_noop("De andere kant antwoordt niet op tijd.")
    return gettext_noop("Er is geen verbinding met de andere kant.")


def _noteer(verzoek: Verzoek, uitkomst: str, begin: float) -> None:
    duur = round((time.monotonic() - begin) * 1000)
    logger.info("%s %s %s: %s in %d ms", verzoek.methode, verzoek.api, verzoek.kenmerk, uitkomst, duur)
