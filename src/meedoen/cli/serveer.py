"""`./meedoen serve` and `./meedoen worker`: Meedoen for use in a municipality."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from meedoen.cli.database import open_database, start_django
from meedoen.cli.migreer import refuse_when_behind
from meedoen.cli.pakketten import collect_static, compile_translations, prepare_packages
from meedoen.cli.processen import refuse_taken_port, run_together, wait_for_answer
from meedoen.cli.roles import refuse_role_above_the_rows

HERE = "127.0.0.1"
WORKER = ("meedoen.cli.werker",)


def serve(
    poort: Annotated[int, typer.Option(help="Poort waarop Meedoen luistert.", min=1, max=65535)] = 8000,
    adres: Annotated[
        str, typer.Option(help="Adres waarop Meedoen luistert, achter een proxy met TLS.")
    ] = HERE,
    processen: Annotated[int, typer.Option(help="Aantal processen dat pagina's maakt.", min=1, max=64)] = 2,
) -> None:
    """Draai Meedoen voor gebruik in een gemeente.

    Vraagt MEEDOEN_GEHEIM, MEEDOEN_HOSTS, MEEDOEN_SMTP en een bijgewerkte database (./meedoen migrate). Start
    daarnaast ./meedoen worker.
    """
    os.environ.setdefault("MEEDOEN_OMGEVING", "productie")
    refuse_taken_port(adres, poort)
    with open_database() as database:
        refuse_role_above_the_rows(database.url)
        prepare_packages()
        compile_translations()
        start_django()
        refuse_when_behind()
        collect_static()
        run_together({"webserver": web(adres, poort, processen)}, lambda: _tell_address(adres, poort))


def worker() -> None:
    """Verwerk de berichten en taken die klaarstaan, tot je stopt (Ctrl-C)."""
    os.environ.setdefault("MEEDOEN_OMGEVING", "productie")
    with open_database() as database:
        refuse_role_above_the_rows(database.url)
        prepare_packages()
        start_django()
        refuse_when_behind()
        run_together({"worker": WORKER})


def web(address: str, port: int, processes: int) -> Sequence[str]:
    """Return the words that start the web server."""
    return (
        *("granian", "--interface", "wsgi", "--host", address, "--port", str(port), "--no-ws"),
        *("--workers", str(processes), "--blocking-threads", "4", "--backpressure", "64"),
        *("--workers-kill-timeout", "5", "--respawn-failed-workers", "--log-level", "warning"),
        "meedoen.wsgi:application",
    )


def _tell_address(address: str, port: int) -> None:
    if wait_for_answer(address, port):
        sys.stdout.write(f"Meedoen luistert op {address}:{port}. Stoppen: Ctrl-C.\n")
        sys.stdout.flush()
