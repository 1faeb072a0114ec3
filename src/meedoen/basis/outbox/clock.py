"""How long the outbox waits, and when it stops trying. All waiting is computed here.

`settings.BERICHTEN_UUR_IN_SECONDEN` makes hours pass faster: with 2.5 a day takes a minute. A lease does not
shrink with it, since the network of a test is as slow as any.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.conf import settings

EERSTE_PAUZE = timedelta(seconds=5)
LANGSTE_PAUZE = timedelta(minutes=15)
"""The pause doubles with each error in a row, to this: so soon we notice that the other side is back."""
LANGSTE_UITSTEL = timedelta(hours=1)
"""The same for one message that cannot go while others can."""
GEDULD = timedelta(hours=24)
MINSTE_POGINGEN = 10
"""Unexpected errors for longer than `GEDULD`, and at least so many, make a dead letter."""
SPREIDING = 0.2
"""A pause is up to this part shorter, so that those who wait for the same thing do not come at once."""


def duur(in_het_echt: timedelta) -> timedelta:
    """How long this takes by the clock of this process."""
    return in_het_echt * (settings.BERICHTEN_UUR_IN_SECONDEN / 3600)


def pauze(fouten: int, langste: timedelta = LANGSTE_PAUZE) -> timedelta:
    """How long to wait after so many errors in a row (at least one)."""
    verdubbelingen = min(fouten - 1, 30)
    heel = min(EERSTE_PAUZE * 2**verdubbelingen, langste)
    return duur(heel) * (1 - SPREIDING * random.random())  # noqa: S311  # no secret


def geduld_is_op(sinds: datetime, fouten: int, nu: datetime) -> bool:
    """Are these unexpected errors, the first at `sinds`, enough to stop trying?"""
    return fouten >= MINSTE_POGINGEN and nu - sinds > duur(GEDULD)


def huur() -> timedelta:
    """How long a worker may take over one message before others think that it died."""
    return timedelta(seconds=settings.BERICHTEN_HUUR_SECONDEN)
