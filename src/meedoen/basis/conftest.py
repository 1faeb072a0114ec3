"""What the tests of the ground floor share beyond the cast."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.db.models.signals import post_migrate
from psycopg import sql

FILLED_BY_MIGRATE = ("django_migrations", "django_content_type", "auth_permission")


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
def emptied_by_owner(owner, monkeypatch):
    """The owner empties the tables after a test that commits: the application may not."""

    def empty(_statements):
        connection.close()
        tables = owner.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)",
            [list(FILLED_BY_MIGRATE)],
        ).fetchall()
        names = [sql.Identifier(name) for (name,) in tables]
        for name in names:
            owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
        owner.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
        for name in names:
            owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))

    monkeypatch.setattr(connection.ops, "execute_sql_flush", empty)
    monkeypatch.setattr(post_migrate, "receivers", [])
    post_migrate.sender_receivers_cache.clear()
    yield
    post_migrate.sender_receivers_cache.clear()


@pytest.fixture
def for_real(emptied_by_owner, transactional_db):
    """Let a test commit."""


@pytest.fixture
def site(cast, client):
    """The site as one of the cast sees it: `site(cast.nadia)` is a client that is signed in."""

    def signed_in(who):
        client.force_login(who)
        return client

    return signed_in
