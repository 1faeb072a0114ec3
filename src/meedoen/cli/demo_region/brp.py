"""The people of the demo as the BRP writes them down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from meedoen.cli.demo_region.region import GEMEENTEN
from oefen.brp import date_

GESLACHT = {"man": ("M", "man"), "vrouw": ("V", "vrouw")}


def in_the_brp(people: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return everybody with name, birth, address and partner, under the names of the BRP.

    Args:
        mensen: of each `bsn`, names, `geboren`, `geslacht`, `land`, `gemeente`, `plaats`, `sinds` and
            `huishouden`, in which two people are partners.
    """
    houses: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    all_ = list(people)
    for person in all_:
        if person["huishouden"]:
            houses[person["huishouden"]].append(person)
    return [_persoon(person, houses.get(person["huishouden"], [])) for person in all_]


def _persoon(person: Mapping[str, Any], house: list[Mapping[str, Any]]) -> dict[str, Any]:
    partners = [other for other in house if other["bsn"] != person["bsn"]] if len(house) == 2 else []
    persoon: dict[str, Any] = {
        "burgerservicenummer": person["bsn"],
        "geslacht": _geslacht(person),
        "naam": _name(person),
        "geboorte": {
            "datum": _date(person["geboren"]),
            "land": {"omschrijving": person["land"] or "Onbekend"},
        },
        "gemeenteVanInschrijving": {
            "code": person["gemeente"],
            "omschrijving": GEMEENTEN.get(person["gemeente"], person["gemeente"]),
        },
        "verblijfplaats": _address(person),
        "adressering": {
            "adresregel1": f"Voorbeeldstraat {_huisnummer(person)}",
            "adresregel2": f"1800 ZZ  {(person['plaats'] or 'Alkmaar').upper()}",
        },
        "partners": [
            {
                "burgerservicenummer": partner["bsn"],
                "geslacht": _geslacht(partner),
                "naam": _name(partner),
                "geboorte": {"datum": _date(partner["geboren"])},
                "soortVerbintenis": {"code": "H", "omschrijving": "huwelijk"},
            }
            for partner in partners
        ],
    }
    if person["since"]:
        persoon["datumInschrijvingInGemeente"] = _date(person["since"])
    return persoon


def _geslacht(person: Mapping[str, Any]) -> dict[str, str]:
    code, word = GESLACHT.get(person["geslacht"], ("O", "onbekend"))
    return {"code": code, "omschrijving": word}


def _name(person: Mapping[str, Any]) -> dict[str, str]:
    name = {
        "voornamen": person["voornamen"],
        "voorvoegsel": person["voorvoegsel"],
        "geslachtsnaam": person["achternaam"],
        "voorletters": "".join(f"{part[0]}." for part in person["voornamen"].split()),
    }
    return {kind: word for kind, word in name.items() if word}


def _address(person: Mapping[str, Any]) -> dict[str, Any]:
    address: dict[str, Any] = {
        "type": "Adres",
        "functieAdres": {"code": "W", "omschrijving": "woonadres"},
        "verblijfadres": {
            "officieleStraatnaam": "Voorbeeldstraat",
            "korteStraatnaam": "Voorbeeldstraat",
            "huisnummer": _huisnummer(person),
            "postcode": "1800ZZ",
            "woonplaats": person["plaats"] or "Alkmaar",
        },
    }
    if person["since"]:
        address["datumVan"] = _date(person["since"])
    return address


def _huisnummer(person: Mapping[str, Any]) -> int:
    """One number for a household."""
    return sum(ord(character) for character in str(person["huishouden"] or person["bsn"])) % 300 + 1


def _date(day: date | None) -> dict[str, Any]:
    """A date as the BRP writes one; a birth date nobody knows is one too."""
    if day is None:
        return {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}
    return date_(day)
