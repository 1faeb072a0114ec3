"""How questions and reports go to DUO: headers, addresses, and what each status of an answer means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote
from uuid import UUID

import requests
from django.utils.translation import gettext_noop
from pydantic import BaseModel, TypeAdapter, ValidationError

from meedoen.basis.outbox.deliverers import Postponed, Rejected
from meedoen.keten.api_call import OutgoingRequest, call
from meedoen.keten.connection import Connection, session_for
from meedoen.keten.duo.codes import Api
from meedoen.keten.wire import OutboundModel

Answer = TypeVar("Answer")

SHAPE = {
    "bsn": re.compile(r"[0-9]{9}"),
    "id": re.compile(r"[1-9][0-9]{0,4}"),
    "instellingsnummer": re.compile(r".{10}"),
}
"""What may stand in an address."""
MOST_ERRORS = 20
LONGEST_ERROR = 200


class _Error(BaseModel):
    fouttekst: str = ""


_ERRORS = TypeAdapter(list[_Error])


class DuoTraffic:
    """Traffic of one municipality with DUO. Not shared between threads."""

    def __init__(self, connection: Connection, *, session: requests.Session | None = None) -> None:
        self.connection = connection
        self.session = session or session_for(connection)

    def _ask(
        self, api: Api, path: str, shape: TypeAdapter[Answer], bericht_id: UUID, **parts: str
    ) -> Answer | None:
        """Ask; None when DUO knows nothing."""
        answer = self._call("GET", api, path, bericht_id, parts)
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return None
        self._refuse(answer)
        return self._read(answer, shape)

    def _report(
        self,
        method: str,
        api: Api,
        path: str,
        bericht_id: UUID,
        inhoud: OutboundModel | None = None,
        **parts: str,
    ) -> requests.Response:
        """Report. What is to be taken away and is not there (404) was taken away before."""
        answer = self._call(method, api, path, bericht_id, parts, inhoud)
        if method != "DELETE" or answer.status_code != HTTPStatus.NOT_FOUND:
            self._refuse(answer)
        return answer

    def _call(
        self,
        method: str,
        api: Api,
        path: str,
        message_id: UUID,
        parts: Mapping[str, str],
        content: OutboundModel | None = None,
    ) -> requests.Response:
        request = OutgoingRequest(
            method=method,
            adres=self.connection.adres(api) + _fill_in(path, parts),
            header={
                "bron": self.connection.oin,
                "doel": self.connection.oin_partij,
                "berichtId": str(message_id),
            },
            api=f"DUO {api}",
            reference=str(message_id),
            inhoud=None if content is None else content.as_message(),
        )
        answer = call(self.session, request)
        back = answer.headers.get("berichtId", "")
        if back and back.lower() != request.reference:
            raise Postponed(gettext_noop("Het antwoord van DUO hoort bij een ander bericht."))
        return answer

    def _refuse(self, answer: requests.Response) -> None:
        """Raise Afgewezen for every answer that says no."""
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            raise Rejected(errors_of(answer))

    def _read(self, answer: requests.Response, shape: TypeAdapter[Answer]) -> Answer:
        try:
            return shape.validate_json(answer.content)
        except ValidationError:
            raise Postponed(gettext_noop("Het antwoord van DUO is niet te lezen.")) from None


def _fill_in(path: str, parts: Mapping[str, str]) -> str:
    """The path with its parts filled in. Raises ValueError, without the value, for what cannot be one."""
    for name, value in parts.items():
        if not SHAPE[name].fullmatch(value):
            raise ValueError(f"Dit kan geen {name} zijn.")
    return path.format(**{name: quote(value, safe="") for name, value in parts.items()})


def errors_of(answer: requests.Response) -> list[str]:
    """What DUO says about a refusal; one sentence of our own when it says nothing. At most 20 short texts."""
    try:
        texts = [error.fouttekst.strip()[:LONGEST_ERROR] for error in _ERRORS.validate_json(answer.content)]
    except ValidationError:
        texts = []
    return [text for text in texts if text][:MOST_ERRORS] or [_own_words(answer.status_code)]


def _own_words(status: int) -> str:
    if status == HTTPStatus.FORBIDDEN:
        return gettext_noop("DUO staat dit niet toe en zegt niet waarom (HTTP 403).")
    if status == HTTPStatus.NOT_FOUND:
        return gettext_noop("DUO kent niet waar dit over gaat (HTTP 404).")
    if status == HTTPStatus.BAD_REQUEST:
        return gettext_noop("DUO kan dit bericht niet lezen (HTTP 400).")
    return f"HTTP {status}"
