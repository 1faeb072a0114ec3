"""What a decision says, field by field: to show it, to keep it beside a refusal, to compare two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meedoen.pip.models import Beschikking

VELDEN = (
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
class Veldregel:
    """One field as people read it: its label and its words. `zegt_iets` is false for empty and for no."""

    veld: str
    label: str
    tekst: str
    zegt_iets: bool = True


@dataclass(frozen=True)
class Verschil:
    """One field that says something else than before."""

    veld: str
    label: str
    van: str
    naar: str


def inhoud(beschikking: Beschikking) -> dict[str, Any]:
    """The content as plain values, fit for JSON."""
    return {veld: getattr(beschikking, veld) for veld in VELDEN}


def regels(beschikking: Beschikking) -> list[Veldregel]:
    """Every field with its label and its words."""
    return [
        Veldregel(
            veld,
            naam_van(veld),
            _in_woorden(beschikking, veld),
            zegt_iets=bool(getattr(beschikking, veld)),
        )
        for veld in VELDEN
    ]


def naam_van(veld: str) -> str:
    """How a field is called on pages and in letters."""
    beschrijving = Beschikking._meta.get_field(veld)  # noqa: SLF001  # Django's documented way to a field
    return str(getattr(beschrijving, "verbose_name", veld))


def _in_woorden(beschikking: Beschikking, veld: str) -> str:
    waarde = getattr(beschikking, veld)
    if isinstance(waarde, bool):
        return _("ja") if waarde else _("nee")
    if waarde in (None, ""):
        return ""
    toon = getattr(beschikking, f"get_{veld}_display", None)
    return str(toon()) if toon else str(waarde)


def verschillen(van: Mapping[str, Any] | None, naar: Beschikking) -> list[Verschil]:
    """Which fields say something else than `van` (from `inhoud`); without it, all that are filled in."""
    oud = regels(Beschikking(**(van or {})))
    return [
        Verschil(nieuw.veld, nieuw.label, vorig.tekst, nieuw.tekst)
        for vorig, nieuw in zip(oud, regels(naar), strict=True)
        if vorig.tekst != nieuw.tekst
    ]
