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

from meedoen.cli.errors import Foutmelding
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

OORZAAK = {
    errno.ENOENT: "het bestand of de map bestaat niet",
    errno.EISDIR: "het is een map",
    errno.EACCES: "u mag er niet bij",
    errno.ENOSPC: "de schijf is vol",
    errno.EPIPE: "de ontvanger is gestopt met lezen",
}
SLECHTE_RIJEN = 2
RIJEN_PER_KEER = 5_000
HOOGSTENS_SECONDEN = 4.0
PAGINA = Path(__file__).resolve().parents[3] / "docs" / "wet.md"

Dag = Annotated[
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
    peildatum: Dag = None,
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
        goed, fouten = lees_bestand(feiten)
    except (OSError, ValueError) as fout:
        raise Foutmelding(f"{feiten.name} kan niet worden gelezen: {_reden(fout)}") from fout
    for regel, reden in fouten:
        typer.echo(f"regel {regel}: {reden}", err=True)
    dag = peildatum.date() if peildatum else datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    uitkomst = compute(goed, reference_date=dag, settings=TermijnSettings(plaatsing_dagen=plaatsing_dagen))
    _waarschuw_voor_kalender(uitkomst)
    try:
        _schrijf(uitkomst, uit)
    except OSError as fout:
        raise Foutmelding(f"De uitkomst kan niet worden geschreven: {_reden(fout)}") from fout
    if fouten:
        raise Foutmelding(
            f"{len(fouten)} slechte rijen overgeslagen, {goed.height} dossiers berekend.", SLECHTE_RIJEN
        )


def _reden(fout: Exception) -> str:
    if isinstance(fout, UnicodeDecodeError):
        return "het is geen UTF-8. Sla het op als CSV in UTF-8."
    if isinstance(fout, OSError):
        return OORZAAK.get(fout.errno or 0, fout.strerror or "onbekende fout") + "."
    return str(fout)


def lees_bestand(pad: Path) -> tuple[pl.DataFrame, list[tuple[int, str]]]:
    """Read a file of facts: the good rows as facts, and line number and reason of every bad row, in order.

    Raises OSError when the file cannot be opened, UnicodeDecodeError when it is not UTF-8, and ValueError
    with a Dutch sentence when its header lacks a column.
    """
    slecht: list[tuple[int, str]] = []
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        rijen = _rijen(bestand, slecht)
        try:
            _, kop = next(rijen)
        except StopIteration:
            raise ValueError("het bestand is leeg.") from None
        tekst = pl.concat(_frames(rijen, _kolommen_van(kop), pad.stat().st_size, bestand), rechunk=True)
    goed, fout = read_feiten(tekst)
    return goed, sorted(slecht + fout.rows())


def _rijen(bestand: TextIO, slecht: list[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    """Yield every row with the line it begins on; note what is no row in `slecht` and skip blank lines."""
    lezer = csv.reader(bestand, strict=True)
    breedte = 0
    while True:
        regel = lezer.line_num + 1
        try:
            rij = next(lezer)
        except StopIteration:
            return
        except csv.Error:
            slecht.append((regel, "de aanhalingstekens kloppen niet of een veld is te lang"))
            continue
        breedte = breedte or len(rij)
        if len(rij) == breedte:
            yield regel, rij
        elif rij:
            slecht.append((regel, f"{len(rij)} velden in plaats van {breedte}"))


def _kolommen_van(kop: list[str]) -> dict[str, int]:
    """Return the place of every column that is known in the header, or raise ValueError with a Dutch
    sentence.
    """
    namen = [naam.strip() for naam in kop]
    ontbreekt = [naam for naam in COLUMNS if naam not in namen]
    if ontbreekt:
        raise ValueError(
            f"deze kolommen ontbreken: {', '.join(ontbreekt)}. "
            "De eerste regel noemt de kolommen, met komma's ertussen."
        )
    dubbel = [naam for naam in ALL_COLUMNS if namen.count(naam) > 1]
    if dubbel:
        raise ValueError(f"deze kolommen staan er vaker in: {', '.join(dubbel)}.")
    return {naam: namen.index(naam) for naam in ALL_COLUMNS if naam in namen}


def _frames(
    rijen: Iterator[tuple[int, list[str]]], plaatsen: Mapping[str, int], grootte: int, bestand: TextIO
) -> Iterator[pl.DataFrame]:
    """Yield the rows as frames of text with the line number in `regel`; at least one, that may be empty."""
    schema = {"regel": pl.UInt32} | dict.fromkeys(plaatsen, pl.String)
    yield pl.DataFrame(schema=schema)
    with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True) as voortgang:
        taak = voortgang.add_task("Feiten lezen", total=grootte)
        stapel: list[tuple[int, list[str]]] = []
        for rij in rijen:
            stapel.append(rij)
            if len(stapel) == RIJEN_PER_KEER:
                yield _frame(stapel, plaatsen, schema)
                stapel = []
                voortgang.update(taak, completed=bestand.buffer.tell())
        if stapel:
            yield _frame(stapel, plaatsen, schema)


def _frame(
    stapel: list[tuple[int, list[str]]], plaatsen: Mapping[str, int], schema: Mapping[str, type[pl.DataType]]
) -> pl.DataFrame:
    regels, rijen = zip(*stapel, strict=True)
    velden = list(zip(*rijen, strict=True))
    return pl.DataFrame([regels, *(velden[plaats] for plaats in plaatsen.values())], schema=schema)


def _waarschuw_voor_kalender(uitkomst: pl.DataFrame) -> None:
    """Say how many last days may still move because the equated days are not known yet."""
    schuiven = [rule.name for rule in law.TERMIJN_RULES if rule.can_move]
    jaar = pl.col("laatste_dag").dt.year()
    onzeker = uitkomst.filter(
        pl.col("termijn").is_in(schuiven), ~jaar.is_between(calendar.known_from, calendar.known_until)
    ).height
    if onzeker:
        typer.echo(
            f"Let op: {onzeker} termijnen eindigen buiten {calendar.known_from}-{calendar.known_until}. "
            "De gelijkgestelde dagen van die jaren zijn niet bekend: die dagen kunnen nog opschuiven.",
            err=True,
        )


def _schrijf(uitkomst: pl.DataFrame, uit: Path | None) -> None:
    if uit is None:
        sys.stdout.write(uitkomst.write_csv())
        return
    # Written beside it first, so that a full disk leaves the former outcome whole.
    deel = uit.with_name(uit.name + ".deel")
    try:
        with deel.open("wb") as bestand:
            uitkomst.write_csv(bestand)
        deel.replace(uit)
    finally:
        deel.unlink(missing_ok=True)


@app.command()
def regels(
    markdown: Annotated[bool, typer.Option("--markdown", help="Schrijf de pagina voor docs/wet.md.")] = False,
    controleer: Annotated[
        bool, typer.Option("--controleer", help="Faal als docs/wet.md verouderd is.")
    ] = False,
) -> None:
    """Laat de regels zien waarmee wordt gerekend."""
    if controleer:
        if not PAGINA.exists() or PAGINA.read_text(encoding="utf-8") != as_markdown():
            raise Foutmelding(
                "docs/wet.md is verouderd. Maak hem opnieuw: ./meedoen wet regels --markdown > docs/wet.md"
            )
        typer.echo("docs/wet.md is actueel.")
    elif markdown:
        sys.stdout.write(as_markdown())
    else:
        _toon_regels(Console())


def _toon_regels(scherm: Console) -> None:
    tabel = Table(title="Termijnen", show_lines=True)
    tabel.add_column("Termijn", no_wrap=True)
    for kop in ("Telt vanaf", "Duur", "Schuift", "Grondslag", "Zekerheid"):
        tabel.add_column(kop)
    for rule in law.TERMIJN_RULES:
        tabel.add_row(
            rule.name,
            begin_in_words(rule),
            duration_in_words(rule),
            "ja" if rule.can_move else "nee",
            rule.grondslag.label,
            rule.certainty,
        )
    scherm.print(tabel)
    tabel = Table(
        "Voorwaarde", "Soort", "Grondslag", "Zekerheid", title="Voorwaarden voor een PIP", show_lines=True
    )
    for one in pip_conditions():
        tabel.add_row(str(one.text), one.consequence, one.grondslag.label, one.certainty)
    scherm.print(tabel)
    tabel = Table("Melding", "Voorwaarde", "Soort", "Zekerheid", title="Voorwaarden van DUO", show_lines=True)
    for one in duo_conditions():
        meldingen = ", ".join(MELDING_TITLES[Melding(melding)] for melding in one.reports)
        tabel.add_row(meldingen, str(one.text), one.consequence, one.certainty)
    scherm.print(tabel)
    scherm.print(
        f"Gelijkgestelde dagen zijn bekend van {calendar.known_from} tot en met {calendar.known_until}."
    )
    if calendar.must_be_extended(datetime.now(ZoneInfo("Europe/Amsterdam")).date()):
        scherm.print("[bold]Vul de kalender aan:[/bold] de laatste bekende dagen liggen binnen een jaar.")


@app.command()
def meet(
    aantal: Annotated[int, typer.Option(min=1, help="Aantal dossiers.")] = 1_000_000,
) -> None:
    """Meet hoe lang het rekenen duurt; faalt boven de vier seconden."""
    feiten = make_feiten(aantal)
    dag = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    begin = time.perf_counter()
    uitkomst = compute(feiten, reference_date=dag)
    seconden = time.perf_counter() - begin
    typer.echo(
        f"{aantal} dossiers, {len(termijn_names())} termijnen, {uitkomst.height} rijen: {seconden:.2f} s op "
        f"{pl.thread_pool_size()} kernen (hoogstens {HOOGSTENS_SECONDEN:.0f} s)"
    )
    if seconden > HOOGSTENS_SECONDEN:
        raise Foutmelding("Het rekenen duurde te lang.")
