"""What a decision says, field by field: to show it, to keep it beside a refusal, to compare two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meedoen.pip.models import Beschikking

FIELDS = (
    "leerroute",
    "niveau",
    "intensiteit_uren",
    "alfabetisering",
    "pvt_uren",
    "map_uren",
    "begeleiding",
    "voortgang",
    "vve",
    "ontzorgen",
    "mag_opleiding_afmaken",
    "motivering",
    "motivering_afwijking",
    "onderwijsroute_onderzocht",
    "gevolgde_cursusuren",
    "inspanning_aantoonbaar",
)
"""The content of a decision, in the order in which people read it."""


@dataclass(frozen=True)
class FieldLine:
    """One field as people read it: its label and its words. `says_something` is false for empty and for no."""  # noqa: E501

    field: str
    label: str
    tekst: str
    says_something: bool = True


@dataclass(frozen=True)
class Difference:
    """One field that says something else than before."""

    field: str
    label: str
    van: str
    naar: str


def content(beschikking: Beschikking) -> dict[str, Any]:
    """The content as plain values, fit for JSON."""
    return {field: getattr(beschikking, field) for field in FIELDS}


def lines(beschikking: Beschikking) -> list[FieldLine]:
    """Every field with its label and its words."""
    return [
        FieldLine(
            field,
            name_of(field),
            _in_words(beschikking, field),
            says_something=bool(getattr(beschikking, field)),
        )
        for field in FIELDS
    ]


def name_of(field: str) -> str:
    """How a field is called on pages and in letters."""
    beschrijving = Beschikking._meta.get_field(field)  # noqa: SLF001  # Django's documented way to a field
    return str(getattr(beschrijving, "verbose_name", field))


def _in_words(beschikking: Beschikking, field: str) -> str:
    value = getattr(beschikking, field)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if value in (None, ""):
        return ""
    tone = getattr(beschikking, f"get_{field}_display", None)
    return str(tone()) if tone else str(value)


def differences(van: Mapping[str, Any] | None, naar: Beschikking) -> list[Difference]:
    """Which fields say something else than `van` (from `inhoud`); without it, all that are filled in."""
    old = lines(Beschikking(**(van or {})))
    return [
        Difference(new.field, new.label, previous.tekst, new.tekst)
        for previous, new in zip(old, lines(naar), strict=True)
        if previous.tekst != new.tekst
    ]
