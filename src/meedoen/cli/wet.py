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
from meedoen.wet import kalender
from meedoen.wet.duo_regels import DUO_REGELS
from meedoen.wet.feiten import KOLOMMEN, lees
from meedoen.wet.pagina import MELDING_TITEL, als_markdown, begin_in_woorden, duur_in_woorden
from meedoen.wet.pip_regels import PIP_REGELS
from meedoen.wet.proef import maak_feiten
from meedoen.wet.regel import Instellingen
from meedoen.wet.termijnen import bereken
from meedoen.wet.termijnregels import TERMIJNREGEL, TERMIJNREGELS

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
    feiten: Annotated[Path, typer.Argument(help="CSV in UTF-8 met de kolommen " + ",".join(KOLOMMEN))],
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
    uitkomst = bereken(goed, peildatum=dag, instellingen=Instellingen(plaatsing_dagen=plaatsing_dagen))
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
    goed, fout = lees(tekst)
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


def _kolommen_van(kop: list[str]) -> list[int]:
    """Return the place of every column in the header, or raise ValueError with a Dutch sentence."""
    namen = [naam.strip() for naam in kop]
    ontbreekt = [naam for naam in KOLOMMEN if naam not in namen]
    if ontbreekt:
        raise ValueError(
            f"deze kolommen ontbreken: {', '.join(ontbreekt)}. "
            "De eerste regel noemt de kolommen, met komma's ertussen."
        )
    dubbel = [naam for naam in KOLOMMEN if namen.count(naam) > 1]
    if dubbel:
        raise ValueError(f"deze kolommen staan er vaker in: {', '.join(dubbel)}.")
    return [namen.index(naam) for naam in KOLOMMEN]


def _frames(
    rijen: Iterator[tuple[int, list[str]]], plaatsen: list[int], grootte: int, bestand: TextIO
) -> Iterator[pl.DataFrame]:
    """Yield the rows as frames of text with the line number in `regel`; at least one, that may be empty."""
    schema = {"regel": pl.UInt32} | dict.fromkeys(KOLOMMEN, pl.String)
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
    stapel: list[tuple[int, list[str]]], plaatsen: list[int], schema: Mapping[str, type[pl.DataType]]
) -> pl.DataFrame:
    regels, rijen = zip(*stapel, strict=True)
    velden = list(zip(*rijen, strict=True))
    return pl.DataFrame([regels, *(velden[plaats] for plaats in plaatsen)], schema=schema)


def _waarschuw_voor_kalender(uitkomst: pl.DataFrame) -> None:
    """Say how many last days may still move because the equated days are not known yet."""
    schuiven = [regel.naam for regel in TERMIJNREGELS if regel.schuift]
    jaar = pl.col("laatste_dag").dt.year()
    onzeker = uitkomst.filter(
        pl.col("termijn").is_in(schuiven), ~jaar.is_between(kalender.known_from, kalender.known_until)
    ).height
    if onzeker:
        typer.echo(
            f"Let op: {onzeker} termijnen eindigen buiten {kalender.known_from}-{kalender.known_until}. "
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
        if not PAGINA.exists() or PAGINA.read_text(encoding="utf-8") != als_markdown():
            raise Foutmelding(
                "docs/wet.md is verouderd. Maak hem opnieuw: ./meedoen wet regels --markdown > docs/wet.md"
            )
        typer.echo("docs/wet.md is actueel.")
    elif markdown:
        sys.stdout.write(als_markdown())
    else:
        _toon_regels(Console())


def _toon_regels(scherm: Console) -> None:
    tabel = Table(title="Termijnen", show_lines=True)
    tabel.add_column("Termijn", no_wrap=True)
    for kop in ("Telt vanaf", "Duur", "Schuift", "Grondslag", "Zekerheid"):
        tabel.add_column(kop)
    for regel in TERMIJNREGELS:
        tabel.add_row(
            regel.naam,
            begin_in_woorden(regel),
            duur_in_woorden(regel),
            "ja" if regel.schuift else "nee",
            regel.grondslag.label,
            regel.zekerheid,
        )
    scherm.print(tabel)
    tabel = Table(
        "Voorwaarde", "Soort", "Grondslag", "Zekerheid", title="Voorwaarden voor een PIP", show_lines=True
    )
    for voorwaarde in PIP_REGELS:
        tabel.add_row(voorwaarde.zin, voorwaarde.soort, voorwaarde.grondslag.label, voorwaarde.zekerheid)
    scherm.print(tabel)
    tabel = Table("Melding", "Voorwaarde", "Soort", "Zekerheid", title="Voorwaarden van DUO", show_lines=True)
    for eis in DUO_REGELS:
        meldingen = ", ".join(MELDING_TITEL[melding] for melding in eis.bij)
        tabel.add_row(meldingen, eis.zin, eis.soort, eis.zekerheid)
    scherm.print(tabel)
    scherm.print(
        f"Gelijkgestelde dagen zijn bekend van {kalender.known_from} tot en met {kalender.known_until}."
    )
    if kalender.must_be_extended(datetime.now(ZoneInfo("Europe/Amsterdam")).date()):
        scherm.print("[bold]Vul de kalender aan:[/bold] de laatste bekende dagen liggen binnen een jaar.")


@app.command()
def meet(
    aantal: Annotated[int, typer.Option(min=1, help="Aantal dossiers.")] = 1_000_000,
) -> None:
    """Meet hoe lang het rekenen duurt; faalt boven de vier seconden."""
    feiten = maak_feiten(aantal)
    dag = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    begin = time.perf_counter()
    uitkomst = bereken(feiten, peildatum=dag)
    seconden = time.perf_counter() - begin
    typer.echo(
        f"{aantal} dossiers, {len(TERMIJNREGEL)} termijnen, {uitkomst.height} rijen: {seconden:.2f} s op "
        f"{pl.thread_pool_size()} kernen (hoogstens {HOOGSTENS_SECONDEN:.0f} s)"
    )
    if seconden > HOOGSTENS_SECONDEN:
        raise Foutmelding("Het rekenen duurde te lang.")
