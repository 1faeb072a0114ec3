"""For developers: the embedded database in a terminal, for `psql`, `pytest` and `manage`-like commands."""

import shlex
import sys

from meedoen.cli.database import DATABASE, embedded_server
from meedoen.cli.roles import APPLICATION, OWNER


def environment() -> None:
    """Start de ingebouwde database en laat die draaien tot `./meedoen stop`.

    Gebruik: eval "$(./meedoen omgeving)". Daarna staan DATABASE_URL en DATABASE_URL_EIGENAAR klaar.
    """
    with embedded_server(_aside) as server:
        server.ensure_database(DATABASE)
        server.stay()
        for variable, role in (("DATABASE_URL", APPLICATION), ("DATABASE_URL_EIGENAAR", OWNER)):
            sys.stdout.write(f"export {variable}={shlex.quote(server.url(role, DATABASE))}\n")


def stop() -> None:
    """Stop de ingebouwde database van deze map."""
    stopped = embedded_server(_aside).stop()
    sys.stdout.write("De database is gestopt.\n" if stopped else "De database draaide niet.\n")


def _aside(text: str) -> None:
    # Standard output is for the shell that evaluates it.
    sys.stderr.write(f"{text}\n")
