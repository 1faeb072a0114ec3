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

from meedoen.basis.outbox.deliverers import Unreachable
from meedoen.keten.connection import WAITING_TIME

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OutgoingRequest:
    """What to send. `api` and `kenmerk` are for the log: the interface and the id of the message."""

    method: str
    adres: str
    header: Mapping[str, str]
    api: str
    reference: str
    inhoud: Mapping[str, Any] | None = field(default=None, repr=False)


def call(session: requests.Session, request: OutgoingRequest) -> requests.Response:
    """Call once and return the answer of a party that is there, be it yes or no.

    Raises:
        Onbereikbaar: no connection, no answer in time, an answer that says "later" (429, 5xx), one that
            sends us elsewhere (3xx: a BSN goes to no address but the one agreed upon), or one that does not
            know who we are (401: no message can pass until the certificate is right).
    """
    begin = time.monotonic()
    try:
        answer = session.request(
            request.method,
            request.adres,
            headers={"Accept": "application/json", **request.header},
            json=request.inhoud,
            timeout=WAITING_TIME,
            allow_redirects=False,
        )
    except OSError as error:  # every error of requests is one, and so is a certificate that cannot be read
        _log(request, type(error).__name__, begin)
        raise Unreachable(_reason(error)) from None
    _log(request, str(answer.status_code), begin)
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        raise Unreachable(gettext_noop("De andere kant herkent ons certificaat of OIN niet (HTTP 401)."))
    if _is_gone(answer.status_code):
        raise Unreachable(f"HTTP {answer.status_code}")
    return answer


def _is_gone(status: int) -> bool:
    """Whether the answer says "later", or "somewhere else"."""
    elsewhere = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST
    return elsewhere or status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _reason(error: OSError) -> str:
    """Why there is no answer, in words that repeat nothing of the call."""
    if isinstance(error, requests.exceptions.SSLError):
        return gettext_noop("De beveiligde verbinding komt niet tot stand: kijk naar de certificaten.")
    if isinstance(error, requests.Timeout):
        return gettext_noop("De andere kant antwoordt niet op tijd.")
    return gettext_noop("Er is geen verbinding met de andere kant.")


def _log(request: OutgoingRequest, outcome: str, begin: float) -> None:
    duration = round((time.monotonic() - begin) * 1000)
    logger.info("%s %s %s: %s in %d ms", request.method, request.api, request.reference, outcome, duration)
