"""What a fact says, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from meedoen.dossiers.lijn import FeitSoort
from meedoen.dossiers.models import Dossier

KEUZES: Mapping[str, Any] = {
    FeitSoort.DOELGROEP: Dossier.Doelgroep.choices,
    FeitSoort.ASIELVERGUNNING: [("ja", _("ja")), ("nee", _("nee"))],
    FeitSoort.LEERROUTE: [("B", _("B1-route")), ("O", _("onderwijsroute")), ("Z", _("Z-route"))],
}
"""The values of the facts that have one, with their names."""


def feitwaarde(soort: str, waarde: str) -> str:
    """The name of the value of a fact; the value itself when we know no name."""
    return str(dict(KEUZES.get(soort, ())).get(waarde, waarde))
