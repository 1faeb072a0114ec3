"""The people of the demo as the BRP writes them down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from meedoen.cli.demo_region.region import GEMEENTEN
from oefen.brp import datum

GESLACHT = {"man": ("M", "man"), "vrouw": ("V", "vrouw")}


def in_de_brp(mensen: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return everybody with name, birth, address and partner, under the names of the BRP.

    Args:
        mensen: of each `bsn`, names, `geboren`, `geslacht`, `land`, `gemeente`, `plaats`, `sinds` and
            `huishouden`, in which two people are partners.
    """
    huizen: dict[Any, list[Mapping[str, Any]]] = defaultdict(list)
    alle = list(mensen)
    for mens in alle:
        if mens["huishouden"]:
            huizen[mens["huishouden"]].append(mens)
    return [_persoon(mens, huizen.get(mens["huishouden"], [])) for mens in alle]


def _persoon(mens: Mapping[str, Any], huis: list[Mapping[str, Any]]) -> dict[str, Any]:
    partners = [ander for ander in huis if ander["bsn"] != mens["bsn"]] if len(huis) == 2 else []
    persoon: dict[str, Any] = {
        "burgerservicenummer": mens["bsn"],
        "geslacht": _geslacht(mens),
        "naam": _naam(mens),
        "geboorte": {"datum": _datum(mens["geboren"]), "land": {"omschrijving": mens["land"] or "Onbekend"}},
        "gemeenteVanInschrijving": {
            "code": mens["gemeente"],
            "omschrijving": GEMEENTEN.get(mens["gemeente"], mens["gemeente"]),
        },
        "verblijfplaats": _adres(mens),
        "adressering": {
            "adresregel1": f"Voorbeeldstraat {_huisnummer(mens)}",
            "adresregel2": f"1800 ZZ  {(mens['plaats'] or 'Alkmaar').upper()}",
        },
        "partners": [
            {
                "burgerservicenummer": partner["bsn"],
                "geslacht": _geslacht(partner),
                "naam": _naam(partner),
                "geboorte": {"datum": _datum(partner["geboren"])},
                "soortVerbintenis": {"code": "H", "omschrijving": "huwelijk"},
            }
            for partner in partners
        ],
    }
    if mens["sinds"]:
        persoon["datumInschrijvingInGemeente"] = _datum(mens["sinds"])
    return persoon


def _geslacht(mens: Mapping[str, Any]) -> dict[str, str]:
    code, woord = GESLACHT.get(mens["geslacht"], ("O", "onbekend"))
    return {"code": code, "omschrijving": woord}


def _naam(mens: Mapping[str, Any]) -> dict[str, str]:
    naam = {
        "voornamen": mens["voornamen"],
        "voorvoegsel": mens["voorvoegsel"],
        "geslachtsnaam": mens["achternaam"],
        "voorletters": "".join(f"{deel[0]}." for deel in mens["voornamen"].split()),
    }
    return {soort: woord for soort, woord in naam.items() if woord}


def _adres(mens: Mapping[str, Any]) -> dict[str, Any]:
    adres: dict[str, Any] = {
        "type": "Adres",
        "functieAdres": {"code": "W", "omschrijving": "woonadres"},
        "verblijfadres": {
            "officieleStraatnaam": "Voorbeeldstraat",
            "korteStraatnaam": "Voorbeeldstraat",
            "huisnummer": _huisnummer(mens),
            "postcode": "1800ZZ",
            "woonplaats": mens["plaats"] or "Alkmaar",
        },
    }
    if mens["sinds"]:
        adres["datumVan"] = _datum(mens["sinds"])
    return adres


def _huisnummer(mens: Mapping[str, Any]) -> int:
    """One number for a household."""
    return sum(ord(teken) for teken in str(mens["huishouden"] or mens["bsn"])) % 300 + 1


def _datum(dag: date | None) -> dict[str, Any]:
    """A date as the BRP writes one; a birth date nobody knows is one too."""
    if dag is None:
        return {"type": "DatumOnbekend", "onbekend": True, "langFormaat": "onbekend"}
    return datum(dag)
