"""A BRP to practise with: Personen bevragen, the one operation that asks by burgerservicenummer."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
KIND = "RaadpleegMetBurgerservicenummer"

VALUE = ("code", "omschrijving", "soort")
DATE = ("type", "langFormaat", "datum", "jaar", "maand", "onbekend")
VERY = frozenset({*VALUE, *DATE})
"""Names inside a date or a value of a table; those are always given whole."""

NAME = ["voornamen", "adellijkeTitelPredicaat", "voorvoegsel", "geslachtsnaam", "voorletters"]
ADDRESS = (
    *("officieleStraatnaam", "korteStraatnaam", "huisnummer", "huisletter", "huisnummertoevoeging"),
    *("aanduidingBijHuisnummer", "postcode", "woonplaats"),
)
FIELDS: dict[str, Sequence[str]] = {
    "aNummer": (),
    "burgerservicenummer": (),
    "datumEersteInschrijvingGBA": (),
    "datumInschrijvingInGemeente": (),
    "geslacht": (),
    "leeftijd": (),
    "gemeenteVanInschrijving": (),
    "indicatieCurateleRegister": (),
    "naam": (*NAME, "volledigeNaam", "aanduidingNaamgebruik"),
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
        *("verblijfadres", *(f"verblijfadres.{part}" for part in ADDRESS)),
    ),
    "adressering": (
        *("adresregel1", "adresregel2", "adresregel3", "land"),
        *("aanhef", "aanschrijfwijze", "gebruikInLopendeTekst"),
        "indicatieVastgesteldVerblijftNietOpAdres",
    ),
    "partners": (
        *("burgerservicenummer", "geslacht", "soortVerbintenis", "naam", "geboorte"),
        *(f"naam.{part}" for part in NAME),
        *("geboorte.datum", "geboorte.land", "geboorte.plaats"),
        *("aangaanHuwelijkPartnerschap", "aangaanHuwelijkPartnerschap.datum"),
    ),
    "kinderen": (
        *("burgerservicenummer", "naam", "geboorte"),
        *(f"naam.{part}" for part in NAME),
        *("geboorte.datum", "geboorte.land", "geboorte.plaats"),
    ),
}
"""Which fields can be asked for, with their parts; of those of the specification what a municipality may
need for integration."""

INLAND = {"verblijfplaatsBinnenland": "verblijfplaats", "adresseringBinnenland": "adressering"}
BY_ITSELF = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding")
"""What comes along without being asked for, when there is something to say."""
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Reply:
    """Status, body and its media type."""

    status: int
    inhoud: dict[str, Any]
    soort: str = "application/json; charset=utf-8"


def answer_it(personen: Mapping[str, dict[str, Any]], headers: Mapping[str, str], body: bytes) -> Reply:
    """Answer one request, with only the fields that were asked for. `koppen` have names in lower case."""
    if headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        return _problem(415, "Media Type wordt niet ondersteund.", "unsupportedMediaType")
    if "application/json" not in headers.get("accept", "application/json").replace("*/*", "application/json"):
        return _problem(406, "Gevraagde content type wordt niet ondersteund.", "notAcceptable")
    try:
        ask = json.loads(body)
    except (ValueError, RecursionError):
        ask = None
    if not isinstance(ask, dict):
        return _problem(400, "Het bericht is geen geldige JSON.", "paramsValidation")
    if errors := _errors(ask):
        return _problem(400, "Een of meerdere parameters zijn niet correct.", "paramsValidation", errors)
    found = [personen[bsn] for bsn in dict.fromkeys(ask["burgerservicenummer"]) if bsn in personen]
    if gemeente := ask.get("gemeenteVanInschrijving"):
        found = [p for p in found if p.get("gemeenteVanInschrijving", {}).get("code") == gemeente]
    return Reply(200, {"type": KIND, "personen": [chosen(p, ask["fields"]) for p in found]})


def _errors(ask: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what is wrong with the parameters, each with its name and a code."""
    if ask.get("type") != KIND:
        return [_error("type", "value", "Waarde is geen geldig zoek type.")]
    errors = [
        _error(name, "unknownParam", "Parameter is niet verwacht.")
        for name in ask.keys() - {"type", "fields", "burgerservicenummer", "gemeenteVanInschrijving"}
    ]
    errors += _list_errors(ask, "burgerservicenummer", 20)
    errors += _list_errors(ask, "fields", 130)
    if errors:
        return errors
    for place, bsn in enumerate(ask["burgerservicenummer"]):
        if not (isinstance(bsn, str) and len(bsn) == 9 and bsn.isascii() and bsn.isdigit()):
            errors.append(_error(f"burgerservicenummer.{place}", "pattern", "Waarde is geen geldig bsn."))
    for place, field in enumerate(ask["fields"]):
        if not (isinstance(field, str) and exists(field)):
            errors.append(_error(f"fields.{place}", "fields", "Parameter bevat een niet bestaande veldnaam."))
    gemeente = ask.get("gemeenteVanInschrijving", "0000")
    if not (isinstance(gemeente, str) and len(gemeente) == 4 and gemeente.isdigit()):
        errors.append(_error("gemeenteVanInschrijving", "pattern", "Waarde is geen geldige gemeentecode."))
    return errors


def _list_errors(ask: Mapping[str, Any], name: str, at_most: int) -> list[dict[str, str]]:
    value = ask.get(name)
    if value is None:
        return [_error(name, "required", "Parameter is verplicht.")]
    if not isinstance(value, list):
        return [_error(name, "array", "Parameter is geen array.")]
    if not value:
        return [_error(name, "minItems", "Array bevat minder dan 1 items.")]
    if len(value) > at_most:
        return [_error(name, "maxItems", f"Array bevat meer dan {at_most} items.")]
    return []


def _error(name: str, code: str, reason: str) -> dict[str, str]:
    return {"name": name, "code": code, "reason": reason}


def _problem(status: int, title: str, code: str, errors: list[dict[str, str]] | None = None) -> Reply:
    content: dict[str, Any] = {"title": title, "status": status, "code": code}
    return Reply(status, content | ({"invalidParams": errors} if errors else {}), PROBLEM)


def exists(field: str) -> bool:
    """Return whether a field can be asked for."""
    top, _, rest = _path(field).partition(".")
    if top not in FIELDS:
        return False
    parts = rest.split(".") if rest else []
    while parts and parts[-1] in VERY and ".".join(parts) not in FIELDS[top]:
        parts.pop()
    return not parts or ".".join(parts) in FIELDS[top]


def _path(field: str) -> str:
    top, point, rest = field.partition(".")
    return f"{INLAND.get(top, top)}{point}{rest}"


def chosen(persoon: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """Return of a person only the fields that were asked for, and what comes by itself."""
    off: dict[str, Any] = {name: persoon[name] for name in BY_ITSELF if persoon.get(name)}
    for field in fields:
        _take(persoon, off, _path(field).split("."))
    return off


def _take(source: Mapping[str, Any], doel: dict[str, Any], path: Sequence[str]) -> None:
    """Copy one path from `bron` to `doel`; of a list, of each in it."""
    name, rest = path[0], path[1:]
    if name not in source:
        return
    value = source[name]
    if not rest or _one_value(value):
        doel[name] = copy.deepcopy(value)
        return
    if isinstance(value, list):
        row = doel.setdefault(name, [{} for _ in value])
        for of, to in zip(value, row, strict=True):
            _take(of, to, rest)
        return
    within = doel.setdefault(name, {})
    if "type" in value:
        within["type"] = value["type"]
    _take(value, within, rest)


def _one_value(value: Any) -> bool:
    """Return whether it is a date or a value of a table."""
    return isinstance(value, dict) and ("langFormaat" in value or value.keys() <= set(VALUE))


def date_(day: date) -> dict[str, str]:
    """Return a full date as the BRP writes one."""
    return {
        "type": "Datum",
        "datum": day.isoformat(),
        "langFormaat": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    }


def follow(
    persoon: Mapping[str, Any], gebeurtenis: str, gemeente: str, naam: str, day: date
) -> dict[str, Any]:
    """Return the person after an event DUO notifies of, as far as the BRP is where it comes from."""
    new = copy.deepcopy(dict(persoon))
    if gebeurtenis == "SS111":
        new["overlijden"] = {"datum": date_(day)}
        new["opschortingBijhouding"] = {
            "reden": {"code": "O", "omschrijving": "overlijden"},
            "datum": date_(day),
        }
    if gebeurtenis in {"SS120", "SS121"}:
        new["gemeenteVanInschrijving"] = {"code": gemeente, "omschrijving": naam or gemeente}
        new["datumInschrijvingInGemeente"] = date_(day)
    return new
