"""The only place where end dates of DUO and of Meedoen are converted.

Meedoen always speaks of the last day on which something holds. DUO does so in some interfaces and names the
first day on which it holds no longer in others (regelblad §7.3, §15 and §16.11).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

DAG = timedelta(days=1)


class Einde(Enum):
    """What an end date of DUO means."""

    TOT_EN_MET = "the last day that counts"
    TOT = "the first day that counts no longer"


EINDDATUMS: Mapping[tuple[str, str], Einde] = MappingProxyType(
    {
        ("plicht", "einddatum"): Einde.TOT_EN_MET,
        ("doelgroep", "einddatum"): Einde.TOT_EN_MET,
        ("vrijstelling", "einddatum"): Einde.TOT_EN_MET,
        ("termijn", "einddatum"): Einde.TOT,
        ("aanbod", "verwachteEinddatumOpleiding"): Einde.TOT,
        ("uren", "bekendTot"): Einde.TOT,
    }
)
"""(subject, name of the field at DUO) → its meaning. The history of a subject follows the subject."""


def laatste_dag(onderwerp: str, veld: str, bij_duo: date | None) -> date | None:
    """Return the last day on which it holds, from an end date of DUO; no end date stays none.

    Raises KeyError for a field that is not in `EINDDATUMS`, OverflowError for the first day of the calendar.
    """
    soort = EINDDATUMS[onderwerp, veld]
    return bij_duo if bij_duo is None or soort is Einde.TOT_EN_MET else bij_duo - DAG


def einddatum(onderwerp: str, veld: str, laatste: date | None) -> date | None:
    """Return the end date to write to DUO, from the last day on which it holds: `laatste_dag` back.

    Raises KeyError for a field that is not in `EINDDATUMS`, OverflowError for the last day of the calendar.
    """
    soort = EINDDATUMS[onderwerp, veld]
    return laatste if laatste is None or soort is Einde.TOT_EN_MET else laatste + DAG
