"""A BRP to practise with: Personen bevragen, the one operation that asks by burgerservicenummer."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SOORT = "RaadpleegMetBurgerservicenummer"

WAARDE = ("code", "omschrijving", "soort")
DATUM = ("type", "langFormaat", "datum", "jaar", "maand", "onbekend")
HEEL = frozenset({*WAARDE, *DATUM})
"""Names inside a date or a value of a table; those are always given whole."""

NAAM = ["voornamen", "adellijkeTitelPredicaat", "voorvoegsel", "geslachtsnaam", "voorletters"]
ADRES = (
    *("officieleStraatnaam", "korteStraatnaam", "huisnummer", "huisletter", "huisnummertoevoeging"),
    *("aanduidingBijHuisnummer", "postcode", "woonplaats"),
)
VELDEN: dict[str, Sequence[str]] = {
    "aNummer": (),
    "burgerservicenummer": (),
    "datumEersteInschrijvingGBA": (),
    "datumInschrijvingInGemeente": (),
    "geslacht": (),
    "leeftijd": (),
    "gemeenteVanInschrijving": (),
    "indicatieCurateleRegister": (),
    "naam": (*NAAM, "volledigeNaam", "aanduidingNaamgebruik"),
    "geboorte": ("datum", "land", "plaats"),
    "overlijden": ("datum", "land", "plaats"),
    "immigratie": (
        "datumVestigingInNederland",
        "indicatieVestigingVanuitBuitenland",
        "landVanwaarIngeschreven",
        "vanuitVerblijfplaatsOnbekend",
    ),
    "nationaliteiten": ("type", "nationaliteit", "redenOpname", "datumIngangGeldigheid"),
    "verblijfstitel": ("aanduiding", "datumEinde", "datumIngang"),
    "verblijfplaats": (
        *("type", "functieAdres", "adresseerbaarObjectIdentificatie", "nummeraanduidingIdentificatie"),
        *("datumVan", "datumIngangGeldigheid", "indicatieVastgesteldVerblijftNietOpAdres"),
        *("verblijfadres", *(f"verblijfadres.{deel}" for deel in ADRES)),
    ),
    "adressering": (
        *("adresregel1", "adresregel2", "adresregel3", "land"),
        *("aanhef", "aanschrijfwijze", "gebruikInLopendeTekst"),
        "indicatieVastgesteldVerblijftNietOpAdres",
    ),
    "partners": (
        *("burgerservicenummer", "geslacht", "soortVerbintenis", "naam", "geboorte"),
        *(f"naam.{deel}" for deel in NAAM),
        *("geboorte.datum", "geboorte.land", "geboorte.plaats"),
        *("aangaanHuwelijkPartnerschap", "aangaanHuwelijkPartnerschap.datum"),
    ),
    "kinderen": (
        *("burgerservicenummer", "naam", "geboorte"),
        *(f"naam.{deel}" for deel in NAAM),
        *("geboorte.datum", "geboorte.land", "geboorte.plaats"),
    ),
}
"""Which fields can be asked for, with their parts; of those of the specification what a municipality may
need for integration."""

BINNENLAND = {"verblijfplaatsBinnenland": "verblijfplaats", "adresseringBinnenland": "adressering"}
VANZELF = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding")
"""What comes along without being asked for, when there is something to say."""
PROBLEEM = "application/problem+json"


@dataclass(frozen=True)
class Antwoord:
    """Status, body and its media type."""

    status: int
    inhoud: dict[str, Any]
    soort: str = "application/json; charset=utf-8"


def beantwoord(personen: Mapping[str, dict[str, Any]], koppen: Mapping[str, str], lichaam: bytes) -> Antwoord:
    """Answer one request, with only the fields that were asked for. `koppen` have names in lower case."""
    if koppen.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        return _probleem(415, "Media Type wordt niet ondersteund.", "unsupportedMediaType")
    if "application/json" not in koppen.get("accept", "application/json").replace("*/*", "application/json"):
        return _probleem(406, "Gevraagde content type wordt niet ondersteund.", "notAcceptable")
    try:
        vraag = json.loads(lichaam)
    except (ValueError, RecursionError):
        vraag = None
    if not isinstance(vraag, dict):
        return _probleem(400, "Het bericht is geen geldige JSON.", "paramsValidation")
    if fouten := _fouten(vraag):
        return _probleem(400, "Een of meerdere parameters zijn niet correct.", "paramsValidation", fouten)
    gevonden = [personen[bsn] for bsn in dict.fromkeys(vraag["burgerservicenummer"]) if bsn in personen]
    if gemeente := vraag.get("gemeenteVanInschrijving"):
        gevonden = [p for p in gevonden if p.get("gemeenteVanInschrijving", {}).get("code") == gemeente]
    return Antwoord(200, {"type": SOORT, "personen": [gekozen(p, vraag["fields"]) for p in gevonden]})


def _fouten(vraag: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what is wrong with the parameters, each with its name and a code."""
    if vraag.get("type") != SOORT:
        return [_fout("type", "value", "Waarde is geen geldig zoek type.")]
    fouten = [
        _fout(naam, "unknownParam", "Parameter is niet verwacht.")
        for naam in vraag.keys() - {"type", "fields", "burgerservicenummer", "gemeenteVanInschrijving"}
    ]
    fouten += _lijstfouten(vraag, "burgerservicenummer", 20)
    fouten += _lijstfouten(vraag, "fields", 130)
    if fouten:
        return fouten
    for plaats, bsn in enumerate(vraag["burgerservicenummer"]):
        if not (isinstance(bsn, str) and len(bsn) == 9 and bsn.isascii() and bsn.isdigit()):
            fouten.append(_fout(f"burgerservicenummer.{plaats}", "pattern", "Waarde is geen geldig bsn."))
    for plaats, veld in enumerate(vraag["fields"]):
        if not (isinstance(veld, str) and bestaat(veld)):
            fouten.append(_fout(f"fields.{plaats}", "fields", "Parameter bevat een niet bestaande veldnaam."))
    gemeente = vraag.get("gemeenteVanInschrijving", "0000")
    if not (isinstance(gemeente, str) and len(gemeente) == 4 and gemeente.isdigit()):
        fouten.append(_fout("gemeenteVanInschrijving", "pattern", "Waarde is geen geldige gemeentecode."))
    return fouten


def _lijstfouten(vraag: Mapping[str, Any], naam: str, hoogstens: int) -> list[dict[str, str]]:
    waarde = vraag.get(naam)
    if waarde is None:
        return [_fout(naam, "required", "Parameter is verplicht.")]
    if not isinstance(waarde, list):
        return [_fout(naam, "array", "Parameter is geen array.")]
    if not waarde:
        return [_fout(naam, "minItems", "Array bevat minder dan 1 items.")]
    if len(waarde) > hoogstens:
        return [_fout(naam, "maxItems", f"Array bevat meer dan {hoogstens} items.")]
    return []


def _fout(naam: str, code: str, reden: str) -> dict[str, str]:
    return {"name": naam, "code": code, "reason": reden}


def _probleem(status: int, titel: str, code: str, fouten: list[dict[str, str]] | None = None) -> Antwoord:
    inhoud: dict[str, Any] = {"title": titel, "status": status, "code": code}
    return Antwoord(status, inhoud | ({"invalidParams": fouten} if fouten else {}), PROBLEEM)


def bestaat(veld: str) -> bool:
    """Return whether a field can be asked for."""
    top, _, rest = _pad(veld).partition(".")
    if top not in VELDEN:
        return False
    delen = rest.split(".") if rest else []
    while delen and delen[-1] in HEEL and ".".join(delen) not in VELDEN[top]:
        delen.pop()
    return not delen or ".".join(delen) in VELDEN[top]


def _pad(veld: str) -> str:
    top, punt, rest = veld.partition(".")
    return f"{BINNENLAND.get(top, top)}{punt}{rest}"


def gekozen(persoon: Mapping[str, Any], velden: Sequence[str]) -> dict[str, Any]:
    """Return of a person only the fields that were asked for, and what comes by itself."""
    uit: dict[str, Any] = {naam: persoon[naam] for naam in VANZELF if persoon.get(naam)}
    for veld in velden:
        _neem(persoon, uit, _pad(veld).split("."))
    return uit


def _neem(bron: Mapping[str, Any], doel: dict[str, Any], pad: Sequence[str]) -> None:
    """Copy one path from `bron` to `doel`; of a list, of each in it."""
    naam, rest = pad[0], pad[1:]
    if naam not in bron:
        return
    waarde = bron[naam]
    if not rest or _een_waarde(waarde):
        doel[naam] = copy.deepcopy(waarde)
        return
    if isinstance(waarde, list):
        rij = doel.setdefault(naam, [{} for _ in waarde])
        for van, naar in zip(waarde, rij, strict=True):
            _neem(van, naar, rest)
        return
    binnen = doel.setdefault(naam, {})
    if "type" in waarde:
        binnen["type"] = waarde["type"]
    _neem(waarde, binnen, rest)


def _een_waarde(waarde: Any) -> bool:
    """Return whether it is a date or a value of a table."""
    return isinstance(waarde, dict) and ("langFormaat" in waarde or waarde.keys() <= set(WAARDE))


def datum(dag: date) -> dict[str, str]:
    """Return a full date as the BRP writes one."""
    return {
        "type": "Datum",
        "datum": dag.isoformat(),
        "langFormaat": f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}",
    }


def volg(persoon: Mapping[str, Any], gebeurtenis: str, gemeente: str, naam: str, dag: date) -> dict[str, Any]:
    """Return the person after an event DUO notifies of, as far as the BRP is where it comes from."""
    nieuw = copy.deepcopy(dict(persoon))
    if gebeurtenis == "SS111":
        nieuw["overlijden"] = {"datum": datum(dag)}
        nieuw["opschortingBijhouding"] = {
            "reden": {"code": "O", "omschrijving": "overlijden"},
            "datum": datum(dag),
        }
    if gebeurtenis in {"SS120", "SS121"}:
        nieuw["gemeenteVanInschrijving"] = {"code": gemeente, "omschrijving": naam or gemeente}
        nieuw["datumInschrijvingInGemeente"] = datum(dag)
    return nieuw
