"""The counter of the practice DUO: takes a request in, sees who asks, and registers what is to be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from oefen import rules
from oefen.duo import ROUTES
from oefen.request import ERROR_TEXT, BadAnswerError, Request, Response, Route
from oefen.schemas import WireModel
from oefen.stored import Gemeente, Persoon, Receipt, StoredReply
from oefen.world import DUO_OIN, UrenLine, World

VERSION = "1.0.0"
"""Of an address that belongs to no API."""

PATTERNS = [(route, route.pattern) for route in ROUTES]


@dataclass(frozen=True)
class Notice:
    """What goes back: status, body (None: no body) and headers of our own. `kwijt`: nothing goes back."""

    status: int
    inhoud: Any = None
    headers: Mapping[str, str] | None = None
    lost: bool = False
    soort: str = "onbekend"
    """Which operation it was, for the log: an address names somebody, this does not."""


class Desk:
    """Handles requests to DUO. `after_registration(soort, persoon)` is called after a report was registered."""  # noqa: E501

    def __init__(
        self, world: World, after_registration: Callable[[str, Persoon], None] = lambda _kind, _persoon: None
    ) -> None:
        self.world = world
        self._after_registration = after_registration

    def handle(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Notice:
        """Answer one request; `pad` is what comes after the version. `koppen` have names in lower case."""
        route, parts = _find(method, path)
        if route is None:
            status = 404 if parts is None else 405
            return Notice(status, headers={"API-Version": VERSION})
        own = {"API-Version": route.version}
        if "berichtid" in headers and _is_uuid(headers["berichtid"]):
            own["berichtId"] = headers["berichtid"]
        try:
            with self.world.lock:
                answer = self._answer(route, parts or {}, headers, body)
        except BadAnswerError as error:
            texts = [{"fouttekst": text[:ERROR_TEXT]} for text in error.texts]
            can = error.status == 403 and route.texts
            return Notice(error.status, texts if can else None, own, soort=route.soort)
        lost = route.melding and self._hits(self.world.gedrag.antwoord_kwijt)
        return Notice(answer.status, answer.inhoud, own, lost, route.soort)

    def _answer(
        self, route: Route, path: Mapping[str, str], headers: Mapping[str, str], body: bytes
    ) -> Response:
        gemeente, message_id = self._sender(route, headers)
        if not self._bsn_is_valid(path):
            raise BadAnswerError(400)
        content = _read(route, headers, body)
        ask = _reference(route, path, content)
        earlier = self.world.answers.get((gemeente.oin, str(message_id)))
        if route.melding and earlier:
            if earlier.vraag != ask:
                raise BadAnswerError(400)
            self.world.repeated[str(message_id)] = self.world.repeated.get(str(message_id), 0) + 1
            return Response(earlier.status, earlier.inhoud)
        persoon = self._persoon(route, gemeente, path)
        if route.melding and self._hits(self.world.gedrag.weiger):
            raise BadAnswerError(403, "Oefening: dit bericht is geweigerd om te oefenen.")
        request = Request(self.world, gemeente, self.world.today(), path, content, persoon)
        outcome = route.handle(request)
        if route.melding:
            self._register(route, request, message_id, ask, outcome)
        return outcome

    def _sender(self, route: Route, headers: Mapping[str, str]) -> tuple[Gemeente, UUID]:
        source, doel = headers.get("bron", ""), headers.get("doel", "")
        message_id = headers.get("berichtid", "")
        if len(source) != 20 or doel != DUO_OIN or not _is_uuid(message_id):
            raise BadAnswerError(400)
        gemeente = self.world.gemeenten.get(source)
        if gemeente is None:
            raise BadAnswerError(route.unknown_source, "Deze gemeente is niet aangesloten.")
        return gemeente, UUID(message_id)

    @staticmethod
    def _bsn_is_valid(path: Mapping[str, str]) -> bool:
        bsn = path.get("bsn")
        return bsn is None or (len(bsn) == 9 and bsn.isascii() and bsn.isdigit())

    def _persoon(self, route: Route, gemeente: Gemeente, path: Mapping[str, str]) -> Persoon | None:
        if "bsn" not in path:
            return None
        persoon = self.world.personen.get(path["bsn"])
        if persoon is None or not persoon.wi2021:
            raise BadAnswerError(404)
        if not rules.may_be_added(persoon, gemeente, self.world.today()):
            raise BadAnswerError(403, "Deze persoon valt niet onder uw gemeente.")
        # A handler that refuses halfway must leave nobody changed.
        return persoon.model_copy(deep=True) if route.melding else persoon

    def _register(
        self, route: Route, request: Request, message_id: UUID, ask: str, outcome: Response
    ) -> None:
        content = request.inhoud
        receipt = Receipt(
            nummer=len(self.world.received) + 1,
            tijd=self.world.nu(),
            bericht_id=message_id,
            gemeentecode=request.gemeente.code,
            soort=route.soort,
            bsn=request.path.get("bsn"),
            sleutel=request.sleutel,
            inhoud=content.as_json() if isinstance(content, WireModel) else None,
        )
        answer = StoredReply(
            bron=request.gemeente.oin,
            bericht_id=message_id,
            vraag=ask,
            status=outcome.status,
            inhoud=outcome.inhoud,
        )
        self_ = [request.found] if request.found else []
        self.world.save(
            UrenLine(
                personen=[*self_, *request.touched],
                contactpersonen=request.contactpersonen,
                ontvangst=receipt,
                antwoord=answer,
            )
        )
        if request.found:
            self._after_registration(route.soort, request.found)

    def _hits(self, part: float) -> bool:
        return part > 0 and self.world.chance.random() < part


def _find(method: str, path: str) -> tuple[Route | None, Mapping[str, str] | None]:
    """Return the operation and the parts of its path; parts without operation: another method goes there."""
    otherwise = None
    for route, pattern in PATTERNS:
        if past := pattern.fullmatch(path):
            parts = {name: unquote(part) for name, part in past.groupdict().items()}
            if route.method == method:
                return route, parts
            otherwise = parts
    return None, otherwise


def _read(route: Route, headers: Mapping[str, str], body: bytes) -> WireModel | None:
    if route.body is None:
        return None
    if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise BadAnswerError(400)
    try:
        # DUO knows no null: what is not there is left out.
        if None in json.loads(body).values():
            raise BadAnswerError(400)
        return route.body.model_validate_json(body, by_alias=True, by_name=False)
    except (ValueError, AttributeError, RecursionError) as error:
        raise BadAnswerError(400) from error


def _reference(route: Route, path: Mapping[str, str], content: WireModel | None) -> str:
    """Return what tells one report from another, whatever order its fields were in."""
    text = json.dumps([route.soort, dict(path), content.as_json() if content else None], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
