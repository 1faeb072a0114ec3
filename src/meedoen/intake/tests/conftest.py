"""An intake that has begun, and a browser for each of the cast."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from meedoen.intake import services


@pytest.fixture
def gesprek(cast, amina):
    """Nadia's first talk with Amina, still open: the intake has begun."""
    return services.begin_gesprek(
        cast.actor(cast.nadia),
        amina,
        moment=datetime(2026, 9, 20, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam")),
        kanaal="fysiek",
        plek="Stadhuis",
        met_tolk=True,
        taal="ti",
    )


@pytest.fixture
def login(cast):
    """A browser in which this person is signed in. Its pages see only her municipalities."""

    def browser(who):
        client = Client()
        client.force_login(who)
        return client

    return browser
