"""What we ask the BRP about somebody, and why: nothing more than the law of integration needs.

A municipality's authorisation for the BRP names these fields; who adds one adds its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "burgerservicenummer": "to know that the answer is about whom we asked",
        "naam.voornamen": "to address somebody, in letters and in talks",
        "naam.voorvoegsel": "part of the name",
        "naam.geslachtsnaam": "part of the name; DUO reports a person without one",
        "geboorte.datum": "the duty depends on age: 18 years, and the age of AOW",
        "overlijden.datum": "the duty ends, and nobody writes letters to the dead",
        "gemeenteVanInschrijving": "which municipality is responsible",
        "datumInschrijvingInGemeente": "the ten weeks may count from it",
        "verblijfplaats.datumVan": "since when somebody lives there; it ends a stay with COA",
        "verblijfplaats.verblijfadres.korteStraatnaam": "the letters of the law go by post",
        "verblijfplaats.verblijfadres.huisnummer": "part of the address",
        "verblijfplaats.verblijfadres.huisletter": "part of the address",
        "verblijfplaats.verblijfadres.huisnummertoevoeging": "part of the address",
        "verblijfplaats.verblijfadres.postcode": "part of the address",
        "verblijfplaats.verblijfadres.woonplaats": "part of the address",
        "partners.burgerservicenummer": "plans of one household have to fit each other",
        "kinderen.burgerservicenummer": "plans of one household have to fit each other",
    }
)
"""Path of a field → why we ask it."""

FIELDS: tuple[str, ...] = tuple(REASONS)
