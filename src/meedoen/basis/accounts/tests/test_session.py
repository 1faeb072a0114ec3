"""A session ends by itself, and at once when the account does."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meedoen.basis.accounts import session


@pytest.fixture
def clock(monkeypatch):
    """A clock that goes on when told."""
    clock = {"now": 1_800_000_000}
    monkeypatch.setattr(session.time, "time", lambda: clock["now"])
    return clock


def test_a_session_nobody_uses_ends(cast, site, clock):
    nadia = site(cast.nadia)
    assert nadia.get("/accounts/").status_code == 200

    clock["now"] += settings.SESSION_IDLE + 1

    assert nadia.get("/accounts/")["Location"].startswith("/accounts/login/")


def test_a_session_in_use_goes_on(cast, site, clock):
    nadia = site(cast.nadia)
    for _ in range(5):
        assert nadia.get("/accounts/").status_code == 200
        clock["now"] += settings.SESSION_IDLE - 1


def test_no_session_lasts_longer_than_a_working_day(cast, site, clock):
    nadia = site(cast.nadia)
    steps = settings.SESSION_COOKIE_AGE // (settings.SESSION_IDLE - 1) + 2

    answers = []
    for _ in range(steps):
        answers.append(nadia.get("/accounts/").status_code)
        clock["now"] += settings.SESSION_IDLE - 1

    assert 302 in answers


def test_a_busy_page_does_not_write_the_session_each_time(cast, site, clock):
    nadia = site(cast.nadia)
    nadia.get("/stijl/thema/0361.css")

    with CaptureQueriesContext(connection) as busy:
        nadia.get("/stijl/thema/0361.css")

    assert not [query for query in busy.captured_queries if "UPDATE" in query["sql"]]


def test_who_is_deactivated_is_out_at_the_next_request_and_stays_out(cast, site):
    nadia = site(cast.nadia)
    assert nadia.get("/accounts/").status_code == 200
    cast.nadia.is_active = False
    cast.nadia.save()
    assert nadia.get("/accounts/").status_code == 302

    cast.nadia.is_active = True
    cast.nadia.save()

    assert nadia.get("/accounts/").status_code == 302
