"""The commands `./meedoen wet ...`: compute terms for a file, show the rules, measure the speed."""

import csv
import errno
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, TextIO
from zoneinfo import ZoneInfo

import polars as pl
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from meedoen.cli.errors import ErrorMessage
from meedoen.wet import calendar
from meedoen.wet.duo import duo_conditions
from meedoen.wet.duo.feiten import Melding
from meedoen.wet.pip import pip_conditions
from meedoen.wet.reference_page import MELDING_TITLES, as_markdown, begin_in_words, duration_in_words
from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn import termijn_names
from meedoen.wet.termijn.compute import compute
from meedoen.wet.termijn.feiten import ALL_COLUMNS, COLUMNS, FEITEN_VAN_DUO, read_feiten
from meedoen.wet.termijn.rule import TermijnSettings
from meedoen.wet.trial import make_feiten

app = typer.Typer(help="Reken met de regels van de wet.", no_args_is_help=True)

CAUSE = {
    errno.ENOENT: "het bestand of de map bestaat niet",
    errno.EISDIR: "het is een map",
    errno.EACCES: "u mag er niet bij",
    errno.ENOSPC: "de schijf is vol",
    errno.EPIPE: "de ontvanger is gestopt met lezen",
}
BAD_ROWS = 2
ROWS_PER_TURN = 5_000
AT_MOST_SECONDS = 4.0
PAGE = Path(__file__).resolve().parents[3] / "docs" / "wet.md"

Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="JJJJ-MM-DD", help="Standaard: vandaag.")
]


@app.command()
def termijnen(
    feiten: Annotated[
        Path,
        typer.Argument(
            help="CSV in UTF-8 met de kolommen "
            + ",".join(COLUMNS)
            + ". Wat DUO vaststelde mag erbij: "
            + ",".join(FEITEN_VAN_DUO)
        ),
    ],
    peildatum: Day = None,
    uit: Annotated[Path | None, typer.Option(help="Bestand voor de uitkomst. Standaard: het scherm.")] = None,
    plaatsing_dagen: Annotated[
        int, typer.Option(min=0, help="Dagen voor plaatsing, een keuze van de gemeente.")
    ] = 20,
) -> None:
    """Bereken alle termijnen van de dossiers in een bestand.

    Een slechte rij staat met regelnummer en reden in de foutuitvoer; de goede rijen worden gewoon berekend.
    De afsluitcode is dan 2. Van een dossiernummer dat vaker voorkomt, telt alleen de eerste rij. Kan het
    bestand niet worden gelezen of geschreven, dan is de code 1.
    """
    try:
        good, errors = read_file(feiten)
    except (OSError, ValueError) as error:
        raise ErrorMessage(f"{feiten.name} kan niet worden gelezen: {_reason(error)}") from error
    for line, reason in errors:
        typer.echo(f"regel {line}: {reason}", err=True)
    day = peildatum.date() if peildatum else datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    outcome = compute(good, reference_date=day, settings=TermijnSettings(plaatsing_dagen=plaatsing_dagen))
    _warn_about_calendar(outcome)
    try:
        _write(outcome, uit)
    except OSError as error:
        raise ErrorMessage(f"De uitkomst kan niet worden geschreven: {_reason(error)}") from error
    if errors:
        raise ErrorMessage(
            f"{len(errors)} slechte rijen overgeslagen, {good.height} dossiers berekend.", BAD_ROWS
        )


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "het is geen UTF-8. Sla het op als CSV in UTF-8."
    if isinstance(error, OSError):
        return CAUSE.get(error.errno or 0, error.strerror or "onbekende fout") + "."
    return str(error)


def read_file(path: Path) -> tuple[pl.DataFrame, list[tuple[int, str]]]:
    """Read a file of facts: the good rows as facts, and line number and reason of every bad row, in order.

    Raises OSError when the file cannot be opened, UnicodeDecodeError when it is not UTF-8, and ValueError
    with a Dutch sentence when its header lacks a column.
    """
    bad: list[tuple[int, str]] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = _rows(file, bad)
        try:
            _, header = next(rows)
        except StopIteration:
            raise ValueError("het bestand is leeg.") from None
        text = pl.concat(_frames(rows, _columns_of(header), path.stat().st_size, file), rechunk=True)
    good, error = read_feiten(text)
    return good, sorted(bad + error.rows())


def _rows(file: TextIO, bad: list[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield every row with the line it begins on; note what is no row in `slecht` and skip blank lines."""
    reader = csv.reader(file, strict=True)
    width = 0
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            bad.append((line, "de aanhalingstekens kloppen niet of een veld is te lang"))
            continue
        width = width or len(row)
        if len(row) == width:
            yield line, row
        elif row:
            bad.append((line, f"{len(row)} velden in plaats van {width}"))


def _columns_of(header: list[str]) -> dict[str, int]:
    """Return the place of every column that is known in the header, or raise ValueError with a Dutch
    sentence.
    """
    names = [name.strip() for name in header]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise ValueError(
            f"deze kolommen ontbreken: {', '.join(missing)}. "
            "De eerste regel noemt de kolommen, met komma's ertussen."
        )
    duplicate = [name for name in ALL_COLUMNS if names.count(name) > 1]
    if duplicate:
        raise ValueError(f"deze kolommen staan er vaker in: {', '.join(duplicate)}.")
    return {name: names.index(name) for name in ALL_COLUMNS if name in names}


def _frames(
    rows: Iterator[tuple[int, list[str]]], places: Mapping[str, int], size: int, file: TextIO
) -> Iterator[pl.DataFrame]:
    """Yield the rows as frames of text with the line number in `regel`; at least one, that may be empty."""
    schema = {"regel": pl.UInt32} | dict.fromkeys(places, pl.String)
    yield pl.DataFrame(schema=schema)
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("Feiten lezen", total=size)
        batch: list[tuple[int, list[str]]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == ROWS_PER_TURN:
                yield _frame(batch, places, schema)
                batch = []
                progress.update(task, completed=file.buffer.tell())
        if batch:
            yield _frame(batch, places, schema)


def _frame(
    batch: list[tuple[int, list[str]]], places: Mapping[str, int], schema: Mapping[str, type[pl.DataType]]
) -> pl.DataFrame:
    lines, rows = zip(*batch, strict=True)
    fields = list(zip(*rows, strict=True))
    return pl.DataFrame([lines, *(fields[place] for place in places.values())], schema=schema)


def _warn_about_calendar(outcome: pl.DataFrame) -> None:
    """Say how many last days may still move because the equated days are not known yet."""
    move = [rule.name for rule in law.TERMIJN_RULES if rule.can_move]
    year = pl.col("laatste_dag").dt.year()
    uncertain = outcome.filter(
        pl.col("termijn").is_in(move), ~year.is_between(calendar.known_from, calendar.known_until)
    ).height
    if uncertain:
        typer.echo(
            f"Let op: {uncertain} termijnen eindigen buiten {calendar.known_from}-{calendar.known_until}. "
            "De gelijkgestelde dagen van die jaren zijn niet bekend: die dagen kunnen nog opschuiven.",
            err=True,
        )


def _write(outcome: pl.DataFrame, off: Path | None) -> None:
    if off is None:
        sys.stdout.write(outcome.write_csv())
        return
    # Written beside it first, so that a full disk leaves the former outcome whole.
    part = off.with_name(off.name + ".deel")
    try:
        with part.open("wb") as file:
            outcome.write_csv(file)
        part.replace(off)
    finally:
        part.unlink(missing_ok=True)


@app.command("regels")
def lines(
    markdown: Annotated[bool, typer.Option("--markdown", help="Schrijf de pagina voor docs/wet.md.")] = False,
    controleer: Annotated[
        bool, typer.Option("--controleer", help="Faal als docs/wet.md verouderd is.")
    ] = False,
) -> None:
    """Laat de regels zien waarmee wordt gerekend."""
    if controleer:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != as_markdown():
            raise ErrorMessage(
                "docs/wet.md is verouderd. Maak hem opnieuw: ./meedoen wet regels --markdown > docs/wet.md"
            )
        typer.echo("docs/wet.md is actueel.")
    elif markdown:
        sys.stdout.write(as_markdown())
    else:
        _show_rules(Console())


def _show_rules(shield: Console) -> None:
    table = Table(title="Termijnen", show_lines=True)
    table.add_column("Termijn", no_wrap=True)
    for header in ("Telt vanaf", "Duur", "Schuift", "Grondslag", "Zekerheid"):
        table.add_column(header)
    for rule in law.TERMIJN_RULES:
        table.add_row(
            rule.name,
            begin_in_words(rule),
            duration_in_words(rule),
            "ja" if rule.can_move else "nee",
            rule.grondslag.label,
            rule.certainty,
        )
    shield.print(table)
    table = Table(
        "Voorwaarde", "Soort", "Grondslag", "Zekerheid", title="Voorwaarden voor een PIP", show_lines=True
    )
    for one in pip_conditions():
        table.add_row(str(one.text), one.consequence, one.grondslag.label, one.certainty)
    shield.print(table)
    table = Table("Melding", "Voorwaarde", "Soort", "Zekerheid", title="Voorwaarden van DUO", show_lines=True)
    for one in duo_conditions():
        reports = ", ".join(MELDING_TITLES[Melding(report)] for report in one.reports)
        table.add_row(reports, str(one.text), one.consequence, one.certainty)
    shield.print(table)
    shield.print(
        f"Gelijkgestelde dagen zijn bekend van {calendar.known_from} tot en met {calendar.known_until}."
    )
    if calendar.must_be_extended(datetime.now(ZoneInfo("Europe/Amsterdam")).date()):
        shield.print("[bold]Vul de kalender aan:[/bold] de laatste bekende dagen liggen binnen een jaar.")


@app.command()
def meet(
    aantal: Annotated[int, typer.Option(min=1, help="Aantal dossiers.")] = 1_000_000,
) -> None:
    """Meet hoe lang het rekenen duurt; faalt boven de vier seconden."""
    feiten = make_feiten(aantal)
    day = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    begin = time.perf_counter()
    outcome = compute(feiten, reference_date=day)
    seconds = time.perf_counter() - begin
    typer.echo(
        f"{aantal} dossiers, {len(termijn_names())} termijnen, {outcome.height} rijen: {seconds:.2f} s op "
        f"{pl.thread_pool_size()} kernen (hoogstens {AT_MOST_SECONDS:.0f} s)"
    )
    if seconds > AT_MOST_SECONDS:
        raise ErrorMessage("Het rekenen duurde te lang.")
