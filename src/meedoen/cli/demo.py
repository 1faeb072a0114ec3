"""`./meedoen demo`: the demo region on this computer, with accounts to sign in with."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer
from psycopg import sql
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from meedoen import environment
from meedoen.cli import duo_oefen
from meedoen.cli.database import Database, open_database, start_django
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.migrate import migrate_tables
from meedoen.cli.packages import collect_static, compile_translations, prepare_packages
from meedoen.cli.processes import free_port, refuse_taken_port, run_together, wait_for_answer
from meedoen.cli.roles import connect, grant_to_application, refuse_role_above_the_rows
from meedoen.cli.serve import HERE, WORKER, web

USUAL_SIZE = 2500
HEADS = {"email": "e-mail", "password": "wachtwoord", "role": "rol", "municipality": "gemeente"}
BESIDE = 100  # the practice DUO listens on a port so far above that of the site, or the next free one
HIGHEST_PORT = 65535
SIGN = "meedoen-demo:"  # in the comment on the database: a complete demo region of this many dossiers


def demo(
    geen_server: Annotated[bool, typer.Option("--geen-server", help="Maak alles klaar en stop dan.")] = False,
    omvang: Annotated[
        int | None,
        typer.Option(help=f"Aantal dossiers in de demoregio, anders {USUAL_SIZE}.", min=1, max=1_000_000),
    ] = None,
    poort: Annotated[int, typer.Option(help="Poort van de site op deze computer.", min=1, max=65535)] = 8000,
    schoon: Annotated[bool, typer.Option("--schoon", help="Gooi de demoregio weg en begin opnieuw.")] = False,
) -> None:
    """Start de demoregio met synthetische dossiers op deze computer."""
    if environment.environment() == "productie":
        raise ErrorMessage(
            "De demo start niet met MEEDOEN_OMGEVING=productie: haar wachtwoorden zijn bekend."
        )
    os.environ["MEEDOEN_OMGEVING"] = "demo"
    if not geen_server:
        refuse_taken_port(HERE, poort)
    practice_port = free_port(HERE, poort + BESIDE if poort + BESIDE < HIGHEST_PORT else 1024)
    screen = Console(stderr=True)
    with open_database(screen.print) as database:
        accounts = _prepare(database, screen, omvang, schoon, (poort, practice_port))
        if geen_server:
            screen.print("De demoregio staat klaar; ./meedoen demo start de site.")
            return
        del os.environ["MEEDOEN_ALS_EIGENAAR"]  # the site and the worker are the application
        practice = duo_oefen.command(practice_port, duo_oefen.municipalities(), duo_oefen.people())
        commands = {"webserver": web(HERE, poort, 2), "worker": WORKER, "oefen-DUO": practice}
        run_together(commands, lambda: _show(accounts, poort), database.keep_running)


def _prepare(
    database: Database, screen: Console, size: int | None, clean: bool, ports: tuple[int, int]
) -> Path:
    """Make what the site needs and is not there yet. Return the file with the accounts.

    Args:
        ports: of the site and of the practice DUO.
    """
    from django.db import connections

    refuse_role_above_the_rows(database.url)
    if clean:
        _start_over(database)
    present = _present_size(database, size)
    with _steps(screen) as step:
        with step("Stijl en vertalingen"):
            prepare_packages()
            compile_translations()
        with step("Tabellen"):
            grant_to_application(database.owner_url, database.url)
            start_django(as_owner=True)
            migrate_tables()
        if present is None:
            with step("Demoregio") as progress:
                _build_region(size or USUAL_SIZE, progress)
            duo_oefen.forget()
            _sign(database, size or USUAL_SIZE)
        with step("Oefen-DUO"):
            practice = _connect_practice(*ports)
        with step("Bestanden van de site"):
            collect_static()
    accounts = _write_accounts(f"http://localhost:{ports[0]}", practice)
    connections.close_all()
    return accounts


def _present_size(database: Database, asked: int | None) -> int | None:
    """Return the size of the demo region that is there and can stay; None when it is still to be made.

    Raises Foutmelding when it is not the size that is asked for.
    """
    present = _size_of_demo(database)
    if present is None:
        _leave_only_an_empty_database(database)
    elif asked not in {None, present}:
        raise ErrorMessage(
            f"De demoregio heeft {present} dossiers, geen {asked}; begin opnieuw met --schoon."
        )
    return present


@contextmanager
def _steps(screen: Console) -> Iterator[Callable[[str], Any]]:
    """Give a function that shows a step while it runs, and gives one that shows how far it is."""
    columns = (
        SpinnerColumn(finished_text="[green]✓[/green]"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen) as progress:

        @contextmanager
        def step(name: str) -> Iterator[Callable[[int, int], None]]:
            task = progress.add_task(name, total=None)
            yield lambda done, total: progress.update(task, completed=done, total=total)
            progress.update(task, completed=1, total=1)

        yield step


def _build_region(size: int, progress: Callable[[int, int], None]) -> None:
    from meedoen.cli.demo_region import build

    build(size, progress)


def _connect_practice(site_port: int, practice_port: int) -> dict[str, Any]:
    """Connect the municipalities with the practice DUO, which is told of their people once. Return its part
    of `demo.json`.
    """
    from meedoen.cli.demo_region import oefen

    address = duo_oefen.write_address(practice_port)
    oefen.connect(address)
    oefen.write_gemeenten(duo_oefen.municipalities(), f"http://{HERE}:{site_port}")
    if not duo_oefen.people().exists():
        oefen.write_people(duo_oefen.people())
    people = json.loads(duo_oefen.people().read_text(encoding="utf-8"))
    return {"address": address, "page": f"{address}/oefen/"} | {
        name: people[name] for name in ("nieuw", "verschillen")
    }


def _write_accounts(address: str, practice: dict[str, Any]) -> Path:
    from meedoen.cli.demo_region import write_demo_json

    path = environment.data_folder() / "demo.json"
    write_demo_json(path, address, practice)
    return path


def _size_of_demo(database: Database) -> int | None:
    """Return how many dossiers the complete demo region in this database has; None when there is none."""
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    with connect(database.owner_url) as connection:
        row = connection.execute(query).fetchone()
    comment = str(row[0]) if row and row[0] else ""
    return int(comment.removeprefix(SIGN)) if comment.startswith(SIGN) else None


def _sign(database: Database, size: int) -> None:
    with connect(database.owner_url) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(f"{SIGN}{size}")))


def _leave_only_an_empty_database(database: Database) -> None:
    """Throw half a region of an interrupted start away."""
    with connect(database.owner_url) as connection:
        try:
            row = connection.execute("SELECT EXISTS (SELECT 1 FROM organisations_account)").fetchone()
        except psycopg.errors.UndefinedTable:
            return
    if row and row[0]:
        _start_over(database)


def _start_over(database: Database) -> None:
    if database.server is None:
        raise ErrorMessage(
            "Meedoen gooit de database van DATABASE_URL niet weg; maak er zelf een lege van en start opnieuw."
        )
    database.start_over()


def _show(accounts: Path, port: int) -> None:
    """Print address and accounts once the site answers."""
    if not wait_for_answer(HERE, port):
        sys.stderr.write("De site geeft nog geen antwoord.\n")
        return
    written = json.loads(accounts.read_text(encoding="utf-8"))
    listed = written["accounts"]
    passwords = {account["password"] for account in listed}
    known = f"Wachtwoord van iedereen: {passwords.pop()}\n" if len(passwords) == 1 else ""
    columns = ["email", *([] if known else ["password"]), "role", "municipality"]
    practice = f"Oefen-DUO (geen echte gegevens): {written['oefen_duo']['page']}\n"
    table = Table(
        title=f"Meedoen draait op {written['address']}", caption=f"{known}{practice}Stoppen: Ctrl-C"
    )
    for name in columns:
        table.add_column(HEADS[name], no_wrap=name in {"email", "password"})
    for account in listed:
        table.add_row(*(account[name] for name in columns))
    Console().print(table)
