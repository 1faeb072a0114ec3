"""A request about to be handled, what comes of it, and the table of what DUO offers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from oefen.schemas import WireModel
from oefen.stored import Contactpersoon, Gemeente, Persoon
from oefen.world import World

ERROR_TEXT = 200
"""Longest text of a refusal."""


class BadAnswerError(Exception):
    """The request ends here with this status; `teksten` go along when the specification has room for them."""

    def __init__(self, status: int, *texts: str) -> None:
        super().__init__(status)
        self.status = status
        self.texts = texts


@dataclass
class Request:
    """One request of a known municipality; `persoon` is there when the path names one."""

    world: World
    gemeente: Gemeente
    today: date
    path: Mapping[str, str]
    inhoud: BaseModel | None = None
    found: Persoon | None = None
    contactpersonen: dict[int, Contactpersoon | None] = field(default_factory=dict)
    """Contact persons that changed; None when one is gone."""
    touched: list[Persoon] = field(default_factory=list)
    """Persons that changed, besides `gevonden`."""
    sleutel: str | None = None

    @property
    def persoon(self) -> Persoon:
        assert self.found is not None  # noqa: S101 - the table asks for a person exactly when the path has one
        return self.found


@dataclass(frozen=True)
class Response:
    """Status and body of the answer, when all went well."""

    status: int
    inhoud: Any = None


Handle = Callable[[Request], Response]


@dataclass(frozen=True)
class Route:
    """One operation: where it lives, what it takes, and which refusals it knows."""

    soort: str
    """Our own short name of it; reports stand under it in the ledger."""
    method: str
    path: str
    version: str
    """Full version of the API it belongs to."""
    handle: Handle
    body: type[WireModel] | None = None
    melding: bool = False
    """Whether it changes something: a report, and not a question."""
    texts: bool = False
    """Whether a refusal may say why."""
    unknown_source: int = 403
    """What somebody gets who is not connected."""

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path))


def json_of_404(thing: WireModel | None) -> Response:
    """Answer with something, or that there is none."""
    if thing is None:
        raise BadAnswerError(404)
    return Response(200, thing.as_json())


def listing(things: list[Any]) -> Response:
    """Answer with a list; of somebody who is known but has nothing it is empty."""
    return Response(200, [thing.as_json() for thing in things])


def refuse(errors: list[str]) -> None:
    """Refuse when there is a reason to."""
    if errors:
        raise BadAnswerError(403, *errors)
