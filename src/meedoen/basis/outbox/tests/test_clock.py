"""How long the outbox waits."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meedoen.basis.outbox import clock


@pytest.mark.parametrize(("errors", "seconds"), [(1, 5), (2, 10), (5, 80), (8, 640), (9, 900), (1000, 900)])
def test_a_pause_doubles_to_a_quarter_of_an_hour_and_is_spread(errors, seconds):
    pauses = [clock.pause(errors).total_seconds() for _ in range(50)]

    assert seconds * (1 - clock.SPREAD) <= min(pauses) < max(pauses) <= seconds


def test_with_a_quick_clock_a_day_takes_a_minute(settings):
    settings.OUTBOX_HOUR_IN_SECONDS = 2.5
    now = timezone.now()

    assert clock.duration(timedelta(days=1)) == timedelta(minutes=1)
    assert clock.pause(99) < timedelta(seconds=1)
    assert clock.out_of_patience(now - timedelta(seconds=61), clock.FEWEST_ATTEMPTS, now)
    assert not clock.out_of_patience(now - timedelta(seconds=59), clock.FEWEST_ATTEMPTS, now)
