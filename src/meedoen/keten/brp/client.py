"""The client of the BRP: who somebody is, by BSN.

The specification has no headers of its own. What a municipality's gateway wants to be told about who asks
and for what (an OIN, a doelbinding) differs, and is set per installation (`environment.brp_headers`).
"""

from __future__ import annotations

import re
from http import HTTPStatus
from uuid import UUID

import requests
from django.utils.translation import gettext_noop
from pydantic import BaseModel, ValidationError

from meedoen.basis.outbox.deliverers import Postponed, Rejected, Unreachable
from meedoen.environment import brp_headers
from meedoen.keten.api_call import OutgoingRequest, call
from meedoen.keten.brp.fields import FIELDS
from meedoen.keten.brp.schemas import Answer, PersonQuery, Persoon
from meedoen.keten.connection import Connection, session_for

API = "personen"
BSN = re.compile(r"[0-9]{9}")
LONGEST_ERROR = 200


class _Problem(BaseModel):
    """What the BRP says when it refuses. Only its title is repeated: a detail may name the person."""

    title: str = ""


class BrpClient:
    """The BRP as one municipality sees it. Not shared between threads."""

    def __init__(self, connection: Connection, *, session: requests.Session | None = None) -> None:
        self.connection = connection
        self.session = session or session_for(connection)

    def persoon(self, bsn: str, bericht_id: UUID) -> Persoon | None:
        """Who this is, of the fields in `fields.FIELDS`; None when the BRP knows nobody with this BSN.

        Raises:
            Onbereikbaar: the BRP is away, does not know us, or does not live at this address (404).
            Afgewezen: it refuses the question: not authorised for a field (403), or it cannot read it (400).
            Later: its answer cannot be read, or is about somebody else.
            ValueError: this is no BSN.
        """
        if not BSN.fullmatch(bsn):
            raise ValueError("Dit kan geen BSN zijn.")
        ask = PersonQuery(fields=list(FIELDS), burgerservicenummer=[bsn])
        answer = call(
            self.session,
            OutgoingRequest(
                method="POST",
                adres=self.connection.adres(API) + "/personen",
                header=self._header(bericht_id),
                api="BRP personen",
                reference=str(bericht_id),
                inhoud=ask.as_message(),
            ),
        )
        if answer.status_code == HTTPStatus.NOT_FOUND:
            raise Unreachable(f"HTTP {answer.status_code}")
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            raise Rejected([_error(answer)])
        return _persoon(answer, bsn)

    def _header(self, message_id: UUID) -> dict[str, str]:
        own = {name: value.replace("{oin}", self.connection.oin) for name, value in brp_headers().items()}
        return {
            "Content-Type": "application/json; charset=utf-8",
            "X-Correlation-ID": str(message_id),
            **own,
        }


def _persoon(answer: requests.Response, bsn: str) -> Persoon | None:
    try:
        personen = Answer.model_validate_json(answer.content).personen
    except ValidationError:
        raise Postponed(gettext_noop("Het antwoord van de BRP is niet te lezen.")) from None
    if not personen:
        return None
    if len(personen) > 1 or personen[0].burgerservicenummer != bsn:
        raise Postponed(gettext_noop("Het antwoord van de BRP gaat over iemand anders."))
    return personen[0]


def _error(answer: requests.Response) -> str:
    try:
        title = _Problem.model_validate_json(answer.content).title.strip()
    except ValidationError:
        title = ""
    return title[:LONGEST_ERROR] or f"HTTP {answer.status_code}"
