"""A request about to be handled, what comes of it, and the table of what DUO offers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel

from oefen.schemas import OpDeLijn
from oefen.stored import Contactpersoon, Gemeente, Persoon
from oefen.world import Staat

FOUTTEKST = 200
"""Longest text of a refusal."""


class AntwoordError(Exception):
    """The request ends here with this status; `teksten` go along when the specification has room for them."""

    def __init__(self, status: int, *teksten: str) -> None:
        super().__init__(status)
        self.status = status
        self.teksten = teksten


@dataclass
class Verzoek:
    """One request of a known municipality; `persoon` is there when the path names one."""

    staat: Staat
    gemeente: Gemeente
    vandaag: date
    pad: Mapping[str, str]
    inhoud: BaseModel | None = None
    gevonden: Persoon | None = None
    contactpersonen: dict[int, Contactpersoon | None] = field(default_factory=dict)
    """Contact persons that changed; None when one is gone."""
    geraakt: list[Persoon] = field(default_factory=list)
    """Persons that changed, besides `gevonden`."""
    sleutel: str | None = None

    @property
    def persoon(self) -> Persoon:
        assert self.gevonden is not None  # noqa: S101 - the table asks for a person exactly when the path has one
        return self.gevonden


@dataclass(frozen=True)
class Uitkomst:
    """Status and body of the answer, when all went well."""

    status: int
    inhoud: Any = None


Behandel = Callable[[Verzoek], Uitkomst]


@dataclass(frozen=True)
class Route:
    """One operation: where it lives, what it takes, and which refusals it knows."""

    soort: str
    """Our own short name of it; reports stand under it in the ledger."""
    methode: str
    pad: str
    versie: str
    """Full version of the API it belongs to."""
    behandel: Behandel
    lichaam: type[OpDeLijn] | None = None
    melding: bool = False
    """Whether it changes something: a report, and not a question."""
    teksten: bool = False
    """Whether a refusal may say why."""
    onbekende_bron: int = 403
    """What somebody gets who is not connected."""

    @property
    def patroon(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.pad))


def json_of_404(ding: OpDeLijn | None) -> Uitkomst:
    """Answer with something, or that there is none."""
    if ding is None:
        raise AntwoordError(404)
    return Uitkomst(200, ding.als_json())


def lijst(dingen: list[Any]) -> Uitkomst:
    """Answer with a list; of somebody who is known but has nothing it is empty."""
    return Uitkomst(200, [ding.als_json() for ding in dingen])


def weiger(fouten: list[str]) -> None:
    """Refuse when there is a reason to."""
    if fouten:
        raise AntwoordError(403, *fouten)
