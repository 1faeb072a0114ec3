"""What the tests of the ground floor share beyond the cast."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest


@pytest.fixture
def owner(django_db_setup) -> Iterator[psycopg.Connection]:
    """A connection of the owner of the tables, who can do what the application cannot."""
    with psycopg.connect(os.environ["DATABASE_URL_EIGENAAR"], autocommit=True) as owner:
        yield owner


@pytest.fixture
def colleague(django_db_setup) -> Iterator[psycopg.Connection]:
    """A second connection of the application: someone at work at the same time."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as colleague:
        yield colleague


@pytest.fixture
def for_real(transactional_db):
    """Let a test commit."""


@pytest.fixture
def site(cast, client):
    """The site as one of the cast sees it: `site(cast.nadia)` is a client that is signed in."""

    def signed_in(who):
        client.force_login(who)
        return client

    return signed_in
