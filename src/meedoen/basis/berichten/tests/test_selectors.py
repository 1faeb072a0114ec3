"""The outbox in numbers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meedoen.basis.berichten import selectors
from meedoen.basis.berichten.models import Bericht, Kanaalstand

Status = Bericht.Status
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def arrived(place):
    """A message that arrived after so many seconds."""

    def arrived(seconds, at=NOON, **more):
        message = place(**more)
        Bericht.objects.filter(pk=message.pk).update(
            status=Status.VERZONDEN, gemaakt_op=at - timedelta(seconds=seconds), verzonden_op=at
        )
        return message

    return arrived


@pytest.fixture
def stuck(place):
    def stuck(status, **more):
        message = place(**more)
        Bericht.objects.filter(pk=message.pk).update(status=status, gemaakt_op=NOON)
        return message

    return stuck


def test_each_channel_is_counted_with_its_oldest(cast, stuck, arrived, django_assert_num_queries):
    stuck(Status.WACHT), stuck(Status.BEZIG), stuck(Status.AFGEWEZEN), stuck(Status.MISLUKT)
    arrived(1, channel="stil"), stuck(Status.VERVALLEN, channel="stil")

    with django_assert_num_queries(3):
        channels = selectors.kanalen(cast.alkmaar.pk)

    assert channels == [
        selectors.Kanaal("proef", wacht=2, afgewezen=1, mislukt=1, oudste=NOON),
        selectors.Kanaal("stil"),
    ]


def test_a_channel_whose_other_side_is_away_says_since_when(cast, stuck):
    until = NOON + timedelta(minutes=15)
    stuck(Status.WACHT)
    Kanaalstand.objects.create(
        gemeente=cast.alkmaar,
        kanaal="proef",
        opeenvolgende_fouten=4,
        sinds=NOON,
        gesloten_tot=until,
        laatste_fout="HTTP 503",
    )

    (channel,) = selectors.kanalen(cast.alkmaar.pk)

    assert (channel.stil_sinds, channel.gesloten_tot, channel.laatste_fout) == (NOON, until, "HTTP 503")


def test_delays_are_told_by_half_and_by_all_but_a_twentieth(cast, arrived, django_assert_num_queries):
    for seconds in range(101):
        arrived(seconds)
    arrived(9999, at=NOON - timedelta(days=40))

    with django_assert_num_queries(1):
        (delay,) = selectors.vertragingen(cast.alkmaar.pk, NOON - timedelta(days=30))

    assert (delay.aantal, delay.p50, delay.p95) == (101, timedelta(seconds=50), timedelta(seconds=95))


def test_what_arrived_is_counted_by_the_day_it_is_here(cast, arrived, django_assert_num_queries):
    arrived(1), arrived(1)
    arrived(1, at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))

    with django_assert_num_queries(1):
        days = selectors.verzonden_per_dag(cast.alkmaar.pk, NOON - timedelta(days=1))

    assert [(day.dag, day.aantal) for day in days] == [(date(2026, 11, 21), 1), (date(2026, 11, 20), 2)]


def test_what_waits_for_a_person_is_listed_without_its_content(cast, stuck):
    refused, dead = stuck(Status.AFGEWEZEN), stuck(Status.MISLUKT)
    stuck(Status.WACHT)
    stuck(Status.MISLUKT, gemeente_id=cast.heiloo.pk)

    found = list(selectors.vastgelopen(cast.alkmaar.pk))

    assert found == [refused, dead]
    assert "inhoud" in found[0].get_deferred_fields()
