"""What a fact says, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort

CHOICES: Mapping[str, Any] = {
    FeitSoort.DOELGROEP: Dossier.Doelgroep.choices,
    FeitSoort.ASIELVERGUNNING: [("ja", _("ja")), ("nee", _("nee"))],
    FeitSoort.LEERROUTE: [("B", _("B1-route")), ("O", _("onderwijsroute")), ("Z", _("Z-route"))],
}
"""The values of the facts that have one, with their names."""

ASK: Mapping[str, Any] = {
    "plicht": _("inburgeringsplicht"),
    "doelgroep": _("doelgroep"),
    "termijn": _("inburgeringstermijn"),
    "pip": _("PIP"),
    "lbt": _("leerbaarheidstoets"),
    "examen": _("examens"),
    "gratispogingen": _("gratis examenpogingen"),
    "vrijstelling": _("vrijstelling"),
    "ontheffing": _("ontheffing"),
    "uren": _("gevolgde uren"),
    "resultaten": _("PVT en MAP"),
}
"""What can be asked of DUO about somebody, with its name."""


def question_name(naam: str) -> str:
    """The name of what DUO was asked; the word itself when we know none."""
    return str(ASK.get(naam, naam.replace("_", " ")))


def feit_value(soort: str, waarde: str) -> str:
    """The name of the value of a fact; the value itself when we know no name."""
    return str(dict(CHOICES.get(soort, ())).get(waarde, waarde))
