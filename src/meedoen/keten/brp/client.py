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

from meedoen.basis.outbox.deliverers import Afgewezen, Later, Onbereikbaar
from meedoen.environment import brp_headers
from meedoen.keten.api_call import Verzoek, roep_aan
from meedoen.keten.brp.fields import VELDEN
from meedoen.keten.brp.schemas import Antwoord, Persoon, Vraag
from meedoen.keten.connection import Verbinding, sessie_voor

API = "personen"
BSN = re.compile(r"[0-9]{9}")
LANGSTE_FOUT = 200


class _Probleem(BaseModel):
    """What the BRP says when it refuses. Only its title is repeated: a detail may name the person."""

    title: str = ""


class BrpClient:
    """The BRP as one municipality sees it. Not shared between threads."""

    def __init__(self, verbinding: Verbinding, *, sessie: requests.Session | None = None) -> None:
        self.verbinding = verbinding
        self.sessie = sessie or sessie_voor(verbinding)

    def persoon(self, bsn: str, bericht_id: UUID) -> Persoon | None:
        """Who this is, of the fields in `velden.VELDEN`; None when the BRP knows nobody with this BSN.

        Raises:
            Onbereikbaar: the BRP is away, does not know us, or does not live at this address (404).
            Afgewezen: it refuses the question: not authorised for a field (403), or it cannot read it (400).
            Later: its answer cannot be read, or is about somebody else.
            ValueError: this is no BSN.
        """
        if not BSN.fullmatch(bsn):
            raise ValueError("Dit kan geen BSN zijn.")
        vraag = Vraag(fields=list(VELDEN), burgerservicenummer=[bsn])
        antwoord = roep_aan(
            self.sessie,
            Verzoek(
                methode="POST",
                adres=self.verbinding.adres(API) + "/personen",
                kop=self._kop(bericht_id),
                api="BRP personen",
                kenmerk=str(bericht_id),
                inhoud=vraag.als_bericht(),
            ),
        )
        if antwoord.status_code == HTTPStatus.NOT_FOUND:
            raise Onbereikbaar(f"HTTP {antwoord.status_code}")
        if antwoord.status_code >= HTTPStatus.BAD_REQUEST:
            raise Afgewezen([_fout(antwoord)])
        return _persoon(antwoord, bsn)

    def _kop(self, bericht_id: UUID) -> dict[str, str]:
        eigen = {naam: waarde.replace("{oin}", self.verbinding.oin) for naam, waarde in brp_headers().items()}
        return {
            "Content-Type": "application/json; charset=utf-8",
            "X-Correlation-ID": str(bericht_id),
            **eigen,
        }


def _persoon(antwoord: requests.Response, bsn: str) -> Persoon | None:
    try:
        personen = Antwoord.model_validate_json(antwoord.content).personen
    except ValidationError:
        raise Later(gettext_noop("Het antwoord van de BRP is niet te lezen.")) from None
    if not personen:
        return None
    if len(personen) > 1 or personen[0].burgerservicenummer != bsn:
        raise Later(gettext_noop("Het antwoord van de BRP gaat over iemand anders."))
    return personen[0]


def _fout(antwoord: requests.Response) -> str:
    try:
        titel = _Probleem.model_validate_json(antwoord.content).title.strip()
    except ValidationError:
        titel = ""
    return titel[:LANGSTE_FOUT] or f"HTTP {antwoord.status_code}"
