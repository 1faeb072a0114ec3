"""The only place where end dates of DUO and of Meedoen are converted.

Meedoen always speaks of the last day on which something holds. DUO does so in some interfaces and names the
first day on which it holds no longer in others (regelblad §7.3, §15 and §16.11).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

DAY = timedelta(days=1)


class End(Enum):
    """What an end date of DUO means."""

    UNTIL_INCLUDING = "the last day that counts"
    UNTIL = "the first day that counts no longer"


EINDDATUMS: Mapping[tuple[str, str], End] = MappingProxyType(
    {
        ("plicht", "einddatum"): End.UNTIL_INCLUDING,
        ("doelgroep", "einddatum"): End.UNTIL_INCLUDING,
        ("vrijstelling", "einddatum"): End.UNTIL_INCLUDING,
        ("termijn", "einddatum"): End.UNTIL,
        ("aanbod", "verwachteEinddatumOpleiding"): End.UNTIL,
        ("uren", "bekendTot"): End.UNTIL,
    }
)
"""(subject, name of the field at DUO) → its meaning. The history of a subject follows the subject."""


def last_day(onderwerp: str, field: str, at_duo: date | None) -> date | None:
    """Return the last day on which it holds, from an end date of DUO; no end date stays none.

    Raises KeyError for a field that is not in `EINDDATUMS`, OverflowError for the first day of the calendar.
    """
    kind = EINDDATUMS[onderwerp, field]
    return at_duo if at_duo is None or kind is End.UNTIL_INCLUDING else at_duo - DAY


def einddatum(onderwerp: str, field: str, last: date | None) -> date | None:
    """Return the end date to write to DUO, from the last day on which it holds: `last_day` back.

    Raises KeyError for a field that is not in `EINDDATUMS`, OverflowError for the last day of the calendar.
    """
    kind = EINDDATUMS[onderwerp, field]
    return last if last is None or kind is End.UNTIL_INCLUDING else last + DAY
