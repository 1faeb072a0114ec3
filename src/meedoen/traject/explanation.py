"""What a report is about, what it means when DUO refuses it, and on which page that is solved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WHAT: Mapping[str, StrPromise] = {
    "pip": _("het PIP"),
    "pip_weg": _("het weghalen van het PIP"),
    "aanbod": _("het inburgeringsaanbod"),
    "aanbod_weg": _("het weghalen van het inburgeringsaanbod"),
    "map": _("het eindgesprek MAP"),
    "pvt": _("de ondertekening van het PVT"),
    "zroute": _("de afronding van de Z-route"),
    "uren_intake": _("de uren van de brede intake"),
    "uren_participatie": _("de uren participatie"),
    "uren_taalles": _("de uren taalles en KNM"),
    "koppeling": _("de contactpersoon"),
    "ontkoppeling": _("het loslaten van de contactpersoon"),
    "contactpersoon": _("de contactgegevens"),
}
"""What each report is about, as it is said in a sentence."""

_IMPROVE = _("Verbeter wat niet klopt en bewaar het opnieuw. Dan gaat er een nieuwe melding naar DUO.")

_VERIFY = _("DUO weet niet wie de contactpersoon is. Controleer naam, e-mail en telefoon.")

MEANING: Mapping[str, StrPromise] = {
    "pip": _(
        "DUO heeft het PIP niet opgeschreven. Bij DUO begint de inburgeringstermijn nu niet. Klopt een feit"
        " in het dossier niet? Verbeter dat en meld opnieuw. Klopt het besluit niet? Maak een nieuw besluit."
    ),
    "pip_weg": _(
        "Het PIP staat nog bij DUO. Is de termijn al begonnen, dan kan het niet meer weg."
        " Maak dan een nieuw besluit."
    ),
    "aanbod": _("Voor DUO is er nog geen aanbod van deze school. Verbeter het aanbod en bewaar het opnieuw."),
    "aanbod_weg": _("Het aanbod van deze school staat nog bij DUO. Vraag DUO waarom, of meld het opnieuw."),
    "koppeling": _VERIFY,
    "contactpersoon": _VERIFY,
    "ontkoppeling": _("DUO noemt de vorige contactpersoon nog. Geef het dossier aan een collega."),
}
"""What a refusal means and what to do, in plain words."""

PLACE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "pip": ("pip:pip", ()),
    "pip_weg": ("pip:pip", ()),
    "map": ("traject:resultaat", ("map",)),
    "pvt": ("traject:resultaat", ("pvt",)),
    "zroute": ("traject:resultaat", ("zroute",)),
    "uren_intake": ("traject:uren", ("intake",)),
    "uren_participatie": ("traject:uren", ("participatie",)),
    "uren_taalles": ("traject:uren", ("taalles",)),
    "koppeling": ("traject:contactpersoon", ()),
    "contactpersoon": ("traject:contactpersoon", ()),
}
"""Kind of report → the page where it is solved, and what that page is about."""


def meaning(soort: str) -> str:
    """What it means that DUO refused this report."""
    return str(MEANING.get(soort, _IMPROVE))


def address(soort: str, dossier_id: UUID) -> str:
    """The page where a refused report is solved."""
    name, what = PLACE.get(soort, ("traject:traject", ()))
    return reverse(name, args=[dossier_id, *what])
