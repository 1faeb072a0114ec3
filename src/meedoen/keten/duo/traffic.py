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

from meedoen.basis.outbox.deliverers import Afgewezen, Later
from meedoen.keten.api_call import Verzoek, roep_aan
from meedoen.keten.connection import Verbinding, sessie_voor
from meedoen.keten.duo.codes import Api
from meedoen.keten.wire import Gemeld

Antwoord = TypeVar("Antwoord")

VORM = {
    "bsn": re.compile(r"[0-9]{9}"),
    "id": re.compile(r"[1-9][0-9]{0,4}"),
    "instellingsnummer": re.compile(r".{10}"),
}
"""What may stand in an address."""
MEESTE_FOUTEN = 20
LANGSTE_FOUT = 200


class _Fout(BaseModel):
    fouttekst: str = ""


_FOUTEN = TypeAdapter(list[_Fout])


class DuoVerkeer:
    """Traffic of one municipality with DUO. Not shared between threads."""

    def __init__(self, verbinding: Verbinding, *, sessie: requests.Session | None = None) -> None:
        self.verbinding = verbinding
        self.sessie = sessie or sessie_voor(verbinding)

    def _vraag(
        self, api: Api, pad: str, vorm: TypeAdapter[Antwoord], bericht_id: UUID, **delen: str
    ) -> Antwoord | None:
        """Ask; None when DUO knows nothing."""
        antwoord = self._roep_aan("GET", api, pad, bericht_id, delen)
        if antwoord.status_code == HTTPStatus.NOT_FOUND:
            return None
        self._weiger(antwoord)
        return self._lees(antwoord, vorm)

    def _meld(
        self, methode: str, api: Api, pad: str, bericht_id: UUID, inhoud: Gemeld | None = None, **delen: str
    ) -> requests.Response:
        """Report. What is to be taken away and is not there (404) was taken away before."""
        antwoord = self._roep_aan(methode, api, pad, bericht_id, delen, inhoud)
        if methode != "DELETE" or antwoord.status_code != HTTPStatus.NOT_FOUND:
            self._weiger(antwoord)
        return antwoord

    def _roep_aan(
        self,
        methode: str,
        api: Api,
        pad: str,
        bericht_id: UUID,
        delen: Mapping[str, str],
        inhoud: Gemeld | None = None,
    ) -> requests.Response:
        verzoek = Verzoek(
            methode=methode,
            adres=self.verbinding.adres(api) + _vul_in(pad, delen),
            kop={
                "bron": self.verbinding.oin,
                "doel": self.verbinding.oin_partij,
                "berichtId": str(bericht_id),
            },
            api=f"DUO {api}",
            kenmerk=str(bericht_id),
            inhoud=None if inhoud is None else inhoud.als_bericht(),
        )
        antwoord = roep_aan(self.sessie, verzoek)
        terug = antwoord.headers.get("berichtId", "")
        if terug and terug.lower() != verzoek.kenmerk:
            raise Later(gettext_noop("Het antwoord van DUO hoort bij een ander bericht."))
        return antwoord

    def _weiger(self, antwoord: requests.Response) -> None:
        """Raise Afgewezen for every answer that says no."""
        if antwoord.status_code >= HTTPStatus.BAD_REQUEST:
            raise Afgewezen(fouten_van(antwoord))

    def _lees(self, antwoord: requests.Response, vorm: TypeAdapter[Antwoord]) -> Antwoord:
        try:
            return vorm.validate_json(antwoord.content)
        except ValidationError:
            raise Later(gettext_noop("Het antwoord van DUO is niet te lezen.")) from None


def _vul_in(pad: str, delen: Mapping[str, str]) -> str:
    """The path with its parts filled in. Raises ValueError, without the value, for what cannot be one."""
    for naam, waarde in delen.items():
        if not VORM[naam].fullmatch(waarde):
            raise ValueError(f"Dit kan geen {naam} zijn.")
    return pad.format(**{naam: quote(waarde, safe="") for naam, waarde in delen.items()})


def fouten_van(antwoord: requests.Response) -> list[str]:
    """What DUO says about a refusal; one sentence of our own when it says nothing. At most 20 short texts."""
    try:
        teksten = [fout.fouttekst.strip()[:LANGSTE_FOUT] for fout in _FOUTEN.validate_json(antwoord.content)]
    except ValidationError:
        teksten = []
    return [tekst for tekst in teksten if tekst][:MEESTE_FOUTEN] or [_eigen_woorden(antwoord.status_code)]


def _eigen_woorden(status: int) -> str:
    if status == HTTPStatus.FORBIDDEN:
        return gettext_noop("DUO staat dit niet toe en zegt niet waarom (HTTP 403).")
    if status == HTTPStatus.NOT_FOUND:
        return gettext_noop("DUO kent niet waar dit over gaat (HTTP 404).")
    if status == HTTPStatus.BAD_REQUEST:
        return gettext_noop("DUO kan dit bericht niet lezen (HTTP 400).")
    return f"HTTP {status}"
