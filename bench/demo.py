"""How long does it take to build the demo region?

    .venv/bin/python bench/demo.py 2500 100000

Each size is built in a database of its own, which is thrown away afterwards. On the embedded server, or where
DATABASE_URL_EIGENAAR points (an owner who may make databases). Ends with exit code 1 when 100,000 dossiers
take a minute or more.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from rich.console import Console
from rich.table import Table

MOST_SECONDS = {100_000: 60.0}
NAME = "meedoen_bench"


def build(size: int) -> None:
    """Build one region in the database this process was given, and print the seconds."""
    from meedoen.cli.database import start_django

    start_django(as_owner=True)
    from django.core.management import call_command

    from meedoen.cli.demo_region import build

    call_command("migrate", verbosity=0, interactive=False)
    begin = time.perf_counter()
    build(size, lambda *_: None)
    sys.stdout.write(f"{time.perf_counter() - begin:.1f}\n")


def seconds(size: int, owner: str) -> float:
    """Build in a fresh database and a fresh process. Returns seconds."""
    with psycopg.connect(owner, autocommit=True) as server, tempfile.TemporaryDirectory() as documents:
        name = sql.Identifier(NAME)
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        url = urlunsplit(urlsplit(owner)._replace(path=f"/{NAME}"))
        there = {"DATABASE_URL": url, "DATABASE_URL_EIGENAAR": url, "MEEDOEN_OMGEVING": "demo"}
        try:
            made = subprocess.run(
                [sys.executable, __file__, "--bouw", str(size)],
                env=os.environ | there | {"MEEDOEN_DOCUMENTEN": documents},
                capture_output=True,
                text=True,
                check=True,
            )
        finally:
            server.execute(sql.SQL("DROP DATABASE {}").format(name))
    return float(made.stdout.split()[-1])


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[2500, 100_000])
    parser.add_argument("--bouw", type=int, help=argparse.SUPPRESS)
    choices = parser.parse_args()
    if choices.bouw:
        build(choices.bouw)
        return 0
    from meedoen.cli.database import open_database

    table, good = Table("dossiers", "seconds", "bound", title="Demo region"), True
    with open_database(lambda _: None) as database:
        for size in choices.sizes:
            took, most = seconds(size, database.owner_url), MOST_SECONDS.get(size)
            good &= most is None or took < most
            table.add_row(f"{size:,}", f"{took:.1f}", f"< {most:.0f}" if most else "-")
    Console().print(table)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
