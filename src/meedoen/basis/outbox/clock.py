"""How long the outbox waits, and when it stops trying. All waiting is computed here.

`settings.OUTBOX_HOUR_IN_SECONDS` makes hours pass faster: with 2.5 a day takes a minute. A lease does not
shrink with it, since the network of a test is as slow as any.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from django.conf import settings

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
"""The pause doubles with each error in a row, to this: so soon we notice that the other side is back."""
LONGEST_POSTPONEMENT = timedelta(hours=1)
"""The same for one message that cannot go while others can."""
PATIENCE = timedelta(hours=24)
FEWEST_ATTEMPTS = 10
"""Unexpected errors for longer than `PATIENCE`, and at least so many, make a dead letter."""
SPREAD = 0.2
"""A pause is up to this part shorter, so that those who wait for the same thing do not come at once."""


def duration(for_real: timedelta) -> timedelta:
    """How long this takes by the clock of this process."""
    return for_real * (settings.OUTBOX_HOUR_IN_SECONDS / 3600)


def pause(errors: int, longest: timedelta = LONGEST_PAUSE) -> timedelta:
    """How long to wait after so many errors in a row (at least one)."""
    doublings = min(errors - 1, 30)
    whole = min(FIRST_PAUSE * 2**doublings, longest)
    return duration(whole) * (1 - SPREAD * random.random())  # noqa: S311  # no secret


def out_of_patience(since: datetime, errors: int, now: datetime) -> bool:
    """Are these unexpected errors, the first at `sinds`, enough to stop trying?"""
    return errors >= FEWEST_ATTEMPTS and now - since > duration(PATIENCE)


def lease() -> timedelta:
    """How long a worker may take over one message before others think that it died."""
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
