"""A browser for each of the cast."""

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def login(cast):
    """A browser in which this person is signed in. After each page the test looks everywhere again."""

    class Browser(Client):
        def request(self, **request):
            try:
                return super().request(**request)
            finally:
                cast.see_all()

    def browser(who):
        client = Browser()
        client.force_login(who)
        return client

    return browser


@pytest.fixture
def at_most_queries():
    """At most so many questions to the database; savepoints, and the test looking everywhere again, aside."""

    @contextmanager
    def bound(most):
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [q["sql"] for q in captured if "SAVEPOINT" not in q["sql"]][:-1]
        assert len(asked) <= most, "\n".join(asked)

    return bound
