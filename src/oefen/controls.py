"""The control interface under /oefen/: what the practice DUO should know and how it should misbehave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, TypeAdapter, ValidationError

from oefen import page
from oefen.events import Bijzonderheden, GaatNietError
from oefen.follow_up import laat_gebeuren
from oefen.notifying import Bode
from oefen.stored import Bewaard, Gedrag, Gemeente, Persoon
from oefen.world import Regel, Staat

HOOGSTENS = 10_000
"""Lines of the ledger in one answer."""


class Gemeenten(Bewaard):
    gemeenten: list[Gemeente]


class Personen(Bewaard):
    personen: list[Persoon]


class InDeBrp(Bewaard):
    personen: list[dict[str, Any]]


class Opdracht(Bewaard):
    """Something that has to happen to somebody. `bsn` empty: to the first person who has no PIP."""

    bsn: Annotated[str, Field(pattern=r"^\d{9}$")] | None = None
    gebeurtenis: Annotated[str, Field(pattern=r"^[0-9A-Z]{1,6}$")]
    gemeente: Annotated[str, Field(pattern=r"^\d{4}$")] | None = None
    wijzig: bool = True
    bijzonderheden: Bijzonderheden = Bijzonderheden()


class Klok(Bewaard):
    """Set the clock to a moment, or forward by seconds, or (neither) right again."""

    nu: datetime | None = None
    vooruit: float | None = None


@dataclass(frozen=True)
class Blad:
    """An answer of the control interface: JSON, a page, or the way to one."""

    status: int
    inhoud: Any = None
    html: str | None = None
    naar: str | None = None


class Bediening:
    """Handles everything under /oefen."""

    def __init__(self, staat: Staat, bode: Bode) -> None:
        self._staat, self._bode = staat, bode
        self._wegen: dict[tuple[str, str], Callable[[bytes, Mapping[str, str]], Blad]] = {
            ("GET", ""): self._pagina,
            ("DELETE", ""): self._vergeet,
            ("POST", "stuur"): self._formulier,
            ("GET", "stand"): self._stand,
            ("PUT", "gemeenten"): self._zet_gemeenten,
            ("GET", "gemeenten"): lambda *_: _lijst("gemeenten", staat.gemeenten.values()),
            ("PUT", "personen"): self._zet_personen,
            ("GET", "personen"): self._personen,
            ("PUT", "brp"): self._zet_brp,
            ("GET", "brp"): lambda *_: Blad(200, {"personen": list(staat.brp.values())}),
            ("POST", "notificaties"): self._stuur,
            ("GET", "notificaties"): lambda *_: _lijst("notificaties", staat.notificaties.values()),
            ("PUT", "gedrag"): self._zet_gedrag,
            ("GET", "gedrag"): lambda *_: Blad(200, staat.gedrag.model_dump(mode="json")),
            ("GET", "ontvangen"): self._ontvangen,
            ("POST", "klok"): self._zet_klok,
            ("GET", "klok"): lambda *_: Blad(200, {"nu": staat.nu().isoformat()}),
        }

    def behandel(self, methode: str, adres: str, lichaam: bytes) -> Blad:
        """Answer one request to an address that begins with /oefen."""
        delen = urlsplit(adres)
        naam = delen.path.removeprefix("/oefen").strip("/")
        vraag = {sleutel: waarden[0] for sleutel, waarden in parse_qs(delen.query).items()}
        weg = self._wegen.get((methode, naam))
        if weg is None:
            return Blad(404, {"fout": "Deze bediening bestaat niet; zie docs/oefenen.md."})
        try:
            with self._staat.slot:
                return weg(lichaam, vraag)
        except ValidationError as fout:
            return Blad(400, {"fout": fout.errors(include_url=False, include_context=False)})
        except GaatNietError as fout:
            return Blad(409, {"fout": str(fout)})

    def _stand(self, *_: object) -> Blad:
        staat = self._staat
        return Blad(
            200,
            {
                "nu": staat.nu().isoformat(),
                "personen": len(staat.personen),
                "gemeenten": len(staat.gemeenten),
                "ontvangen": len(staat.ontvangen),
                "herhaald": sum(staat.herhaald.values()),
                "notificaties": len(staat.notificaties),
                "wachtend": sum(len(rij) for rij in staat.wachtend.values()),
                "plat": staat.plat(),
            },
        )

    def _vergeet(self, *_: object) -> Blad:
        self._staat.bewaar(Regel(leeg=True))
        return Blad(204)

    def _zet_gemeenten(self, lichaam: bytes, _vraag: Mapping[str, str]) -> Blad:
        self._staat.bewaar(Regel(gemeenten=Gemeenten.model_validate_json(lichaam).gemeenten))
        self._bode.ga_verder()
        return Blad(204)

    def _zet_personen(self, lichaam: bytes, _vraag: Mapping[str, str]) -> Blad:
        self._staat.bewaar(Regel(personen=Personen.model_validate_json(lichaam).personen))
        return Blad(204)

    def _personen(self, _lichaam: bytes, vraag: Mapping[str, str]) -> Blad:
        allen = self._staat.personen
        if bsn := vraag.get("bsn"):
            return _lijst("personen", [allen[bsn]] if bsn in allen else [])
        return _lijst("personen", allen.values())

    def _zet_brp(self, lichaam: bytes, _vraag: Mapping[str, str]) -> Blad:
        self._staat.bewaar(Regel(brp=InDeBrp.model_validate_json(lichaam).personen))
        return Blad(204)

    def _stuur(self, lichaam: bytes, _vraag: Mapping[str, str]) -> Blad:
        opdracht = Opdracht.model_validate_json(lichaam)
        bijzonderheden = opdracht.bijzonderheden
        if opdracht.gemeente:
            bijzonderheden = bijzonderheden.model_copy(update={"gemeente": opdracht.gemeente})
        notificatie = laat_gebeuren(
            self._staat,
            self._bode,
            opdracht.bsn or self._iemand(),
            opdracht.gebeurtenis,
            bijzonderheden,
            wijzig=opdracht.wijzig,
        )
        return Blad(201, notificatie.model_dump(mode="json"))

    def _iemand(self) -> str:
        """Return somebody nobody heard of, else without a PIP, and not notified of before."""
        genoemd = {n.bsn for n in self._staat.notificaties.values()}
        nieuw = [p for p in self._staat.personen.values() if p.bsn not in genoemd and not p.pips]
        if not nieuw:
            raise GaatNietError("Er is niemand meer die nieuw is; noem zelf een persoon.")
        return min(nieuw, key=lambda p: not p.nieuw).bsn

    def _zet_gedrag(self, lichaam: bytes, _vraag: Mapping[str, str]) -> Blad:
        self._staat.bewaar(Regel(gedrag=Gedrag.model_validate_json(lichaam)))
        self._bode.ga_verder()
        return Blad(200, self._staat.gedrag.model_dump(mode="json"))

    def _ontvangen(self, _lichaam: bytes, vraag: Mapping[str, str]) -> Blad:
        """List the ledger from the line after `na`, of one municipality, person or kind when asked."""
        na = TypeAdapter(int).validate_python(vraag.get("na", "0"))
        rijen = [
            {**rij.model_dump(mode="json"), "herhaald": self._staat.herhaald.get(str(rij.bericht_id), 0)}
            for rij in self._staat.ontvangen[na : na + HOOGSTENS]
            if all(str(getattr(rij, naam)) == vraag[naam] for naam in FILTERS if naam in vraag)
        ]
        return Blad(200, {"aantal": len(self._staat.ontvangen), "ontvangen": rijen})

    def _zet_klok(self, lichaam: bytes, _vraag: Mapping[str, str]) -> Blad:
        klok = Klok.model_validate_json(lichaam)
        verzet = timedelta()
        if klok.nu is not None:
            verzet = klok.nu.astimezone(UTC) - datetime.now(UTC)
        elif klok.vooruit is not None:
            verzet = self._staat.klok + timedelta(seconds=klok.vooruit)
        self._staat.bewaar(Regel(klok=verzet.total_seconds()))
        return Blad(200, {"nu": self._staat.nu().isoformat()})

    def _pagina(self, _lichaam: bytes, vraag: Mapping[str, str]) -> Blad:
        return Blad(200, html=page.maak(self._staat, vraag))

    def _formulier(self, lichaam: bytes, _vraag: Mapping[str, str]) -> Blad:
        velden = {naam: waarden[0].strip() for naam, waarden in parse_qs(lichaam.decode()).items()}
        bsn, nummer = velden.get("bsn", ""), velden.get("gebeurtenis", "").upper()
        bijzonder = {
            naam: velden[naam]
            for naam in ("gemeente", "datum", "haalbaar", "onderdeel", "uitslag")
            if velden.get(naam)
        }
        try:
            laat_gebeuren(self._staat, self._bode, bsn, nummer, Bijzonderheden.model_validate(bijzonder))
        except (GaatNietError, ValidationError) as fout:
            tekst = str(fout) if isinstance(fout, GaatNietError) else "Een van de velden klopt niet."
            return Blad(200, html=page.maak(self._staat, {"bsn": bsn}, fout=tekst))
        return Blad(303, naar=f"/oefen/?bsn={bsn}&gedaan={nummer}")


FILTERS = ("gemeentecode", "bsn", "soort")


def _lijst(naam: str, dingen: Any) -> Blad:
    return Blad(
        200, {naam: [ding.model_dump(mode="json", by_alias=True, exclude_none=True) for ding in dingen]}
    )
