"""Tests run on a real PostgreSQL, as the application's role: what it may not do, a test may not do either.

The server is one of our own under `.meedoen/toets/`, shared by the test runs of a checkout; each run has its
own database. `MEEDOEN_TEST_POSTGRES` names the folder of other PostgreSQL programs to run on.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it comes without types
import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.models.signals import post_migrate
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from meedoen.cli.postgres import SUPERUSER, PostgresServer, embedded_binaries
from meedoen.cli.roles import APPLICATION, OWNER
from meedoen.environment import data_folder

PREFIX = "meedoen_test_"
FILLED_BY_MIGRATE = ("django_migrations", "django_content_type", "auth_permission")
# Test data need not survive a power cut.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}


def server_for_tests() -> PostgresServer:
    """Return the server tests run on, not yet started."""
    chosen = os.environ.get("MEEDOEN_TEST_POSTGRES")
    name = f"postgres-{re.sub('[^0-9A-Za-z]+', '-', chosen).strip('-')}" if chosen else "postgres"
    binaries = Path(chosen) if chosen else embedded_binaries()
    return PostgresServer(data_folder() / "toets" / name, binaries, settings=QUICK)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the tables as their owner; then run the tests as the application."""
    with server_for_tests() as server, django_db_blocker.unblock():
        name = f"{PREFIX}{os.getpid()}"
        _drop_abandoned(server)
        server.ensure_database(name)
        _connect_as(server, OWNER, name)
        connection.creation.create_test_db(verbosity=0, keepdb=True, serialize=False)
        _connect_as(server, APPLICATION, name)
        vars(connection.ops)["execute_sql_flush"] = _Flush(server.url(SUPERUSER, name))
        post_migrate.receivers.clear()  # they make things only an owner may make, and it is done
        post_migrate.sender_receivers_cache.clear()
        yield
        connection.close()
        server.drop_database(name)


def _connect_as(server: PostgresServer, role: str, name: str) -> None:
    """Point Django's connections, of this thread and of threads to come, at the test database."""
    connection.close()
    where = {"USER": role, "NAME": name, "HOST": str(server.socket_folder()), "PORT": "", "PASSWORD": ""}
    for place in (settings.DATABASES["default"], connection.settings_dict):
        place.update(where)
        place["TEST"]["NAME"] = name
    os.environ["DATABASE_URL"] = server.url(APPLICATION, name)
    os.environ["DATABASE_URL_EIGENAAR"] = server.url(OWNER, name)


class _Flush:
    """Empty all tables after a test that commits, in place of Django's own way.

    The application may not truncate a table, and the logboek lets nobody do so; hence by the superuser,
    without triggers. What `migrate` itself fills stays, or is filled again.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self, _statements: Iterable[str]) -> None:
        with psycopg.connect(self._url) as superuser:
            superuser.execute("SET session_replication_role = replica")
            query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL(%s)"
            tables = [sql.Identifier(name) for (name,) in superuser.execute(query, [list(FILLED_BY_MIGRATE)])]
            superuser.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables)))
        from meedoen.intake.leidraad import load_default_leidraad

        load_default_leidraad()


def _drop_abandoned(server: PostgresServer) -> None:
    """Drop the databases of runs that were killed."""
    for name in server.databases():
        owner = name.removeprefix(PREFIX)
        if name.startswith(PREFIX) and owner.isdigit() and not psutil.pid_exists(int(owner)):
            server.drop_database(name)
