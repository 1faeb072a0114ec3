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
from oefen.request import FOUTTEKST, AntwoordError, Route, Uitkomst, Verzoek
from oefen.schemas import OpDeLijn
from oefen.stored import Antwoord, Gemeente, Ontvangst, Persoon
from oefen.world import DUO_OIN, Regel, Staat

VERSIE = "1.0.0"
"""Of an address that belongs to no API."""

PATRONEN = [(route, route.patroon) for route in ROUTES]


@dataclass(frozen=True)
class Bescheid:
    """What goes back: status, body (None: no body) and headers of our own. `kwijt`: nothing goes back."""

    status: int
    inhoud: Any = None
    koppen: Mapping[str, str] | None = None
    kwijt: bool = False
    soort: str = "onbekend"
    """Which operation it was, for the log: an address names somebody, this does not."""


class Balie:
    """Handles requests to DUO. `na_registratie(soort, persoon)` is called after a report was registered."""

    def __init__(
        self, staat: Staat, na_registratie: Callable[[str, Persoon], None] = lambda _soort, _persoon: None
    ) -> None:
        self.staat = staat
        self._na_registratie = na_registratie

    def behandel(self, methode: str, pad: str, koppen: Mapping[str, str], lichaam: bytes) -> Bescheid:
        """Answer one request; `pad` is what comes after the version. `koppen` have names in lower case."""
        route, delen = _vind(methode, pad)
        if route is None:
            status = 404 if delen is None else 405
            return Bescheid(status, koppen={"API-Version": VERSIE})
        eigen = {"API-Version": route.versie}
        if "berichtid" in koppen and _is_uuid(koppen["berichtid"]):
            eigen["berichtId"] = koppen["berichtid"]
        try:
            with self.staat.slot:
                antwoord = self._antwoord(route, delen or {}, koppen, lichaam)
        except AntwoordError as fout:
            teksten = [{"fouttekst": tekst[:FOUTTEKST]} for tekst in fout.teksten]
            kan = fout.status == 403 and route.teksten
            return Bescheid(fout.status, teksten if kan else None, eigen, soort=route.soort)
        kwijt = route.melding and self._treft(self.staat.gedrag.antwoord_kwijt)
        return Bescheid(antwoord.status, antwoord.inhoud, eigen, kwijt, route.soort)

    def _antwoord(
        self, route: Route, pad: Mapping[str, str], koppen: Mapping[str, str], lichaam: bytes
    ) -> Uitkomst:
        gemeente, bericht_id = self._afzender(route, koppen)
        if not self._bsn_klopt(pad):
            raise AntwoordError(400)
        inhoud = _gelezen(route, koppen, lichaam)
        vraag = _kenmerk(route, pad, inhoud)
        eerder = self.staat.antwoorden.get((gemeente.oin, str(bericht_id)))
        if route.melding and eerder:
            if eerder.vraag != vraag:
                raise AntwoordError(400)
            self.staat.herhaald[str(bericht_id)] = self.staat.herhaald.get(str(bericht_id), 0) + 1
            return Uitkomst(eerder.status, eerder.inhoud)
        persoon = self._persoon(route, gemeente, pad)
        if route.melding and self._treft(self.staat.gedrag.weiger):
            raise AntwoordError(403, "Oefening: dit bericht is geweigerd om te oefenen.")
        verzoek = Verzoek(self.staat, gemeente, self.staat.vandaag(), pad, inhoud, persoon)
        uitkomst = route.behandel(verzoek)
        if route.melding:
            self._registreer(route, verzoek, bericht_id, vraag, uitkomst)
        return uitkomst

    def _afzender(self, route: Route, koppen: Mapping[str, str]) -> tuple[Gemeente, UUID]:
        bron, doel = koppen.get("bron", ""), koppen.get("doel", "")
        bericht_id = koppen.get("berichtid", "")
        if len(bron) != 20 or doel != DUO_OIN or not _is_uuid(bericht_id):
            raise AntwoordError(400)
        gemeente = self.staat.gemeenten.get(bron)
        if gemeente is None:
            raise AntwoordError(route.onbekende_bron, "Deze gemeente is niet aangesloten.")
        return gemeente, UUID(bericht_id)

    @staticmethod
    def _bsn_klopt(pad: Mapping[str, str]) -> bool:
        bsn = pad.get("bsn")
        return bsn is None or (len(bsn) == 9 and bsn.isascii() and bsn.isdigit())

    def _persoon(self, route: Route, gemeente: Gemeente, pad: Mapping[str, str]) -> Persoon | None:
        if "bsn" not in pad:
            return None
        persoon = self.staat.personen.get(pad["bsn"])
        if persoon is None or not persoon.wi2021:
            raise AntwoordError(404)
        if not rules.mag_erbij(persoon, gemeente, self.staat.vandaag()):
            raise AntwoordError(403, "Deze persoon valt niet onder uw gemeente.")
        # A handler that refuses halfway must leave nobody changed.
        return persoon.model_copy(deep=True) if route.melding else persoon

    def _registreer(
        self, route: Route, verzoek: Verzoek, bericht_id: UUID, vraag: str, uitkomst: Uitkomst
    ) -> None:
        inhoud = verzoek.inhoud
        ontvangst = Ontvangst(
            nummer=len(self.staat.ontvangen) + 1,
            tijd=self.staat.nu(),
            bericht_id=bericht_id,
            gemeentecode=verzoek.gemeente.code,
            soort=route.soort,
            bsn=verzoek.pad.get("bsn"),
            sleutel=verzoek.sleutel,
            inhoud=inhoud.als_json() if isinstance(inhoud, OpDeLijn) else None,
        )
        antwoord = Antwoord(
            bron=verzoek.gemeente.oin,
            bericht_id=bericht_id,
            vraag=vraag,
            status=uitkomst.status,
            inhoud=uitkomst.inhoud,
        )
        zelf = [verzoek.gevonden] if verzoek.gevonden else []
        self.staat.bewaar(
            Regel(
                personen=[*zelf, *verzoek.geraakt],
                contactpersonen=verzoek.contactpersonen,
                ontvangst=ontvangst,
                antwoord=antwoord,
            )
        )
        if verzoek.gevonden:
            self._na_registratie(route.soort, verzoek.gevonden)

    def _treft(self, deel: float) -> bool:
        return deel > 0 and self.staat.toeval.random() < deel


def _vind(methode: str, pad: str) -> tuple[Route | None, Mapping[str, str] | None]:
    """Return the operation and the parts of its path; parts without operation: another method goes there."""
    anders = None
    for route, patroon in PATRONEN:
        if past := patroon.fullmatch(pad):
            delen = {naam: unquote(deel) for naam, deel in past.groupdict().items()}
            if route.methode == methode:
                return route, delen
            anders = delen
    return None, anders


def _gelezen(route: Route, koppen: Mapping[str, str], lichaam: bytes) -> OpDeLijn | None:
    if route.lichaam is None:
        return None
    if koppen.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise AntwoordError(400)
    try:
        # DUO knows no null: what is not there is left out.
        if None in json.loads(lichaam).values():
            raise AntwoordError(400)
        return route.lichaam.model_validate_json(lichaam, by_alias=True, by_name=False)
    except (ValueError, AttributeError, RecursionError) as fout:
        raise AntwoordError(400) from fout


def _kenmerk(route: Route, pad: Mapping[str, str], inhoud: OpDeLijn | None) -> str:
    """Return what tells one report from another, whatever order its fields were in."""
    tekst = json.dumps([route.soort, dict(pad), inhoud.als_json() if inhoud else None], sort_keys=True)
    return hashlib.sha256(tekst.encode()).hexdigest()


def _is_uuid(tekst: str) -> bool:
    try:
        return str(UUID(tekst)) == tekst.lower()
    except ValueError:
        return False
