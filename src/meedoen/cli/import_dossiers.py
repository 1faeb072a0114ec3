"""`./meedoen importeer`: take over the existing caseload of a municipality from a CSV or Excel file."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from meedoen.cli.database import open_database, start_django
from meedoen.cli.errors import ErrorMessage
from meedoen.cli.migrate import refuse_when_behind
from meedoen.cli.roles import refuse_role_above_the_rows

if TYPE_CHECKING:
    from meedoen.basis.organisations.models import Organisation
    from meedoen.dossiers.takeover.checking import Bezwaar, CheckedRow
    from meedoen.dossiers.takeover.column_mapping import ColumnMapping
    from meedoen.dossiers.takeover.writing import TakeoverOutcome

BAD_ROWS = 2
ERROR_HEADING = ("regel", "kolom", "soort waarde", "wat te doen", "overgenomen")


def import_dossiers(
    bestand: Annotated[Path, typer.Argument(help="CSV- of xlsx-bestand, met kolomnamen op de eerste regel.")],
    gemeente: Annotated[str, typer.Option(help="Code van de gemeente, vier cijfers, zoals 0361.")],
    proef: Annotated[bool, typer.Option("--proef", help="Reken alles uit, maar schrijf niets.")] = False,
    koppeling: Annotated[Path | None, typer.Option(help="TOML-bestand dat zegt welke kolom wat is.")] = None,
    bewaar_koppeling: Annotated[
        Path | None, typer.Option(help="Bewaar de gebruikte koppeling in dit bestand.")
    ] = None,
    hoogstens_fout: Annotated[
        int,
        typer.Option(help="Bij meer slechte rijen dan dit deel (procent) gebeurt er niets.", min=0, max=100),
    ] = 10,
) -> None:
    """Neem de bestaande dossiers van een gemeente over.

    Wie er al staat (zelfde BSN, V-nummer of dossiernummer) blijft zoals hij is: twee keer draaien verandert
    niets. Slechte rijen staan met regel en reden in BESTAND.fouten.csv; de goede rijen worden in een keer
    overgenomen.

    Afsluitcode 0: alles overgenomen. 2: overgenomen, op de slechte rijen na. 1: niets overgenomen.
    """
    with open_database() as database:
        refuse_role_above_the_rows(database.url)
        start_django()
        refuse_when_behind()
        bad = take_over_file(
            bestand,
            gemeente,
            proef=proef,
            koppeling=koppeling,
            bewaar_koppeling=bewaar_koppeling,
            hoogstens_fout=hoogstens_fout,
        )
    if bad:
        raise typer.Exit(BAD_ROWS)


def take_over_file(
    bestand: Path,
    gemeente: str,
    *,
    proef: bool,
    koppeling: Path | None = None,
    bewaar_koppeling: Path | None = None,
    hoogstens_fout: int = 10,
    shield: Console | None = None,
) -> int:
    """Do the work of the command with Django loaded. Returns how many rows were left out.

    Raises:
        Foutmelding: nothing was taken over; the sentence says why.
    """
    from meedoen.dossiers.takeover.writing import TooManyErrors, bad_rules

    shield = shield or Console(stderr=True)
    organisation = _gemeente(gemeente)
    with _progress(shield) as bar:
        couples, columns, rows, bezwaren = _checked(bestand, koppeling, bar)
        if bewaar_koppeling:
            _save(bewaar_koppeling, couples, columns)
        count = len(rows) + len(bad_rules(bezwaren))
        try:
            outcome = _taken_over(
                organisation, rows, bezwaren, bar, proef=proef, at_most=count * hoogstens_fout // 100
            )
        except TooManyErrors as error:
            path = _write_errors(bestand, error.bezwaren)
            raise ErrorMessage(
                f"Er is een fout in {len(bad_rules(error.bezwaren))} van de {count} rijen; "
                f"er is niets overgenomen. Zie {path.name}."
            ) from error
    path = _write_errors(bestand, outcome.bezwaren)
    shield.print(_summary(outcome, couples, path, proef=proef))
    return len(bad_rules(outcome.bezwaren))


def _taken_over(
    gemeente: Organisation,
    rows: Sequence[CheckedRow],
    bezwaren: Sequence[Bezwaar],
    bar: Progress,
    *,
    proef: bool,
    at_most: int,
) -> TakeoverOutcome:
    """Take the rows over as the system, in this municipality alone, and show how far it is."""
    from meedoen.basis.access.actor import as_system
    from meedoen.basis.access.scope import within
    from meedoen.dossiers.takeover.writing import take_over

    actor = as_system([gemeente.pk], naam="Overname van bestand")
    task = bar.add_task("Uitrekenen" if proef else "Overnemen", total=len(rows))
    with within([gemeente.pk]):
        outcome = take_over(
            actor,
            gemeente,
            rows,
            bezwaren,
            proef=proef,
            hoogstens_fout=at_most,
            voortgang=lambda ready: bar.update(task, completed=ready),
        )
    bar.update(task, completed=len(rows))
    return outcome


def _gemeente(code: str) -> Organisation:
    from meedoen.basis.organisations.models import Organisation

    found = Organisation.objects.filter(soort=Organisation.Kind.GEMEENTE, code=code).first()
    if found is None:
        raise ErrorMessage(f"Er is in Meedoen geen gemeente met code {code}.")
    return found


def _checked(
    file: Path, path: Path | None, bar: Progress
) -> tuple[ColumnMapping, list[str], list[CheckedRow], list[Bezwaar]]:
    """Read and judge the file: mapping, column names, good rows and objections."""
    from django.utils import timezone

    from meedoen.dossiers.takeover.checking import Checker
    from meedoen.dossiers.takeover.column_mapping import ColumnMappingError, link
    from meedoen.dossiers.takeover.reading import ReadError, read_table

    task = bar.add_task("Lezen en controleren", total=None)
    try:
        columns, source_rows = read_table(file)
        koppeling = link(columns, path)
        checker = Checker(columns, koppeling, timezone.localdate())
        rows = []
        for source in source_rows:
            if row := checker.check(source):
                rows.append(row)
            bar.advance(task)
    except (ReadError, ColumnMappingError) as error:
        raise ErrorMessage(str(error)) from error
    read = int(bar.tasks[task].completed)
    bar.update(task, total=read)
    return koppeling, columns, rows, checker.bezwaren


def _save(path: Path, koppeling: ColumnMapping, columns: Sequence[str]) -> None:
    from meedoen.dossiers.takeover.column_mapping import as_toml

    path.write_text(as_toml(koppeling, columns), encoding="utf-8")


def _write_errors(file: Path, bezwaren: Sequence[Bezwaar]) -> Path:
    """Write the objections beside the file, or take an older list away when there are none."""
    path = file.with_name(f"{file.name}.fouten.csv")
    path.unlink(missing_ok=True)
    if not bezwaren:
        return path
    create = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(create, "w", encoding="utf-8-sig", newline="") as listing:
        writer = csv.writer(listing, delimiter=";")
        writer.writerow(ERROR_HEADING)
        for one in sorted(bezwaren, key=lambda bezwaar: bezwaar.line):
            taken_over = "nee" if one.refuses else "ja, zonder deze waarde"
            writer.writerow((one.line, _safe(one.column), one.kind_value, one.what_to_do, taken_over))
    return path


def _safe(text: str) -> str:
    """A column name of somebody else's file, so that a spreadsheet does not compute it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@contextmanager
def _progress(shield: Console) -> Iterator[Progress]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=shield) as bar:
        yield bar


def _summary(outcome: TakeoverOutcome, koppeling: ColumnMapping, errors: Path, *, proef: bool) -> Table:
    from meedoen.dossiers.phases import Fase
    from meedoen.dossiers.takeover.writing import bad_rules

    table = Table(title="Proef: er is niets geschreven" if proef else "Overgenomen", show_header=False)
    table.add_row("Nieuwe dossiers", str(outcome.nieuw))
    for phase in Fase:
        if outcome.per_phase.get(phase):
            table.add_row(f"  in fase {phase.label}", str(outcome.per_phase[phase]))
    table.add_row("Feiten", str(outcome.feiten))
    table.add_row("Stonden er al", str(outcome.were_there_already))
    table.add_row("Niet overgenomen", str(len(bad_rules(outcome.bezwaren))))
    where = Counter(one.column for one in outcome.bezwaren)
    for column, count in where.most_common(5):
        table.add_row(f"  opmerkingen bij {column}", str(count))
    if outcome.bezwaren:
        table.add_row("Zie", errors.name)
    if koppeling.unused:
        table.add_row("Kolommen niet gebruikt", ", ".join(koppeling.unused))
    return table
