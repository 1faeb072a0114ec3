"""Which database a command works on: our own server, or the one in `DATABASE_URL`."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from meedoen import environment
from meedoen.cli.postgres import PostgresServer, embedded_binaries
from meedoen.cli.roles import APPLICATION, OWNER, connect

DATABASE = "meedoen"


@dataclass(frozen=True)
class Database:
    """A database that answers. `server` is None when it is not ours to start and stop."""

    url: str
    owner_url: str
    server: PostgresServer | None

    def start_over(self) -> None:
        """Throw the database of our own server away and make it anew, empty."""
        if self.server is not None:
            self.server.drop_database(DATABASE)
            self.server.ensure_database(DATABASE)

    def keep_running(self) -> None:
        """Start our own server again when it crashed; another's is waited for by whoever needs it."""
        if self.server is not None and self.server.keep_running():
            sys.stderr.write("De database was gestopt en is opnieuw gestart.\n")


def embedded_server(tell: Callable[[str], None] = print) -> PostgresServer:
    """Return the server of this checkout, not yet started."""
    return PostgresServer(environment.data_folder() / "postgres", embedded_binaries(), tell=tell)


@contextmanager
def open_database(tell: Callable[[str], None] = print) -> Iterator[Database]:
    """Give a database that answers, and tell Django and child processes its addresses by the environment.

    Raises Foutmelding when it does not answer.
    """
    if os.environ.get("DATABASE_URL"):
        given = Database(environment.application_database_url(), environment.owner_database_url(), None)
        for url in (given.url, given.owner_url):
            connect(url).close()
        yield given
        return
    with embedded_server(tell) as server:
        server.ensure_database(DATABASE)
        ours = Database(server.url(APPLICATION, DATABASE), server.url(OWNER, DATABASE), server)
        os.environ |= {"DATABASE_URL": ours.url, "DATABASE_URL_EIGENAAR": ours.owner_url}
        yield ours


def start_django(*, as_owner: bool = False) -> None:
    """Load Django in this process, as the application or as the owner of the tables.

    From here on every file that is made holds data of people, or may; only our own account can read it.
    """
    os.umask(0o077)
    environment.documents_folder().mkdir(parents=True, exist_ok=True)
    if as_owner:
        os.environ["MEEDOEN_ALS_EIGENAAR"] = "ja"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meedoen.settings")
    import django

    django.setup()
