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
from meedoen.cli.errors import Foutmelding
from meedoen.cli.migrate import refuse_when_behind
from meedoen.cli.roles import refuse_role_above_the_rows

if TYPE_CHECKING:
    from meedoen.basis.organisations.models import Organisatie
    from meedoen.dossiers.takeover.checking import Bezwaar, Rij
    from meedoen.dossiers.takeover.column_mapping import Koppeling
    from meedoen.dossiers.takeover.writing import Uitkomst

SLECHTE_RIJEN = 2
FOUTENKOP = ("regel", "kolom", "soort waarde", "wat te doen", "overgenomen")


def importeer(
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
        slecht = neem_bestand_over(
            bestand,
            gemeente,
            proef=proef,
            koppeling=koppeling,
            bewaar_koppeling=bewaar_koppeling,
            hoogstens_fout=hoogstens_fout,
        )
    if slecht:
        raise typer.Exit(SLECHTE_RIJEN)


def neem_bestand_over(
    bestand: Path,
    gemeente: str,
    *,
    proef: bool,
    koppeling: Path | None = None,
    bewaar_koppeling: Path | None = None,
    hoogstens_fout: int = 10,
    scherm: Console | None = None,
) -> int:
    """Do the work of the command with Django loaded. Returns how many rows were left out.

    Raises:
        Foutmelding: nothing was taken over; the sentence says why.
    """
    from meedoen.dossiers.takeover.writing import TeVeelFouten, slechte_regels

    scherm = scherm or Console(stderr=True)
    organisatie = _gemeente(gemeente)
    with _voortgang(scherm) as balk:
        koppels, kolommen, rijen, bezwaren = _gekeurd(bestand, koppeling, balk)
        if bewaar_koppeling:
            _bewaar(bewaar_koppeling, koppels, kolommen)
        aantal = len(rijen) + len(slechte_regels(bezwaren))
        try:
            uitkomst = _overgenomen(
                organisatie, rijen, bezwaren, balk, proef=proef, hoogstens=aantal * hoogstens_fout // 100
            )
        except TeVeelFouten as fout:
            pad = _schrijf_fouten(bestand, fout.bezwaren)
            raise Foutmelding(
                f"Er is een fout in {len(slechte_regels(fout.bezwaren))} van de {aantal} rijen; "
                f"er is niets overgenomen. Zie {pad.name}."
            ) from fout
    pad = _schrijf_fouten(bestand, uitkomst.bezwaren)
    scherm.print(_samenvatting(uitkomst, koppels, pad, proef=proef))
    return len(slechte_regels(uitkomst.bezwaren))


def _overgenomen(
    gemeente: Organisatie,
    rijen: Sequence[Rij],
    bezwaren: Sequence[Bezwaar],
    balk: Progress,
    *,
    proef: bool,
    hoogstens: int,
) -> Uitkomst:
    """Take the rows over as the system, in this municipality alone, and show how far it is."""
    from meedoen.basis.access.actor import systeem
    from meedoen.basis.access.scope import werkruimte
    from meedoen.dossiers.takeover.writing import neem_over

    actor = systeem([gemeente.pk], naam="Overname van bestand")
    taak = balk.add_task("Uitrekenen" if proef else "Overnemen", total=len(rijen))
    with werkruimte([gemeente.pk]):
        uitkomst = neem_over(
            actor,
            gemeente,
            rijen,
            bezwaren,
            proef=proef,
            hoogstens_fout=hoogstens,
            voortgang=lambda klaar: balk.update(taak, completed=klaar),
        )
    balk.update(taak, completed=len(rijen))
    return uitkomst


def _gemeente(code: str) -> Organisatie:
    from meedoen.basis.organisations.models import Organisatie

    gevonden = Organisatie.objects.filter(soort=Organisatie.Soort.GEMEENTE, code=code).first()
    if gevonden is None:
        raise Foutmelding(f"Er is in Meedoen geen gemeente met code {code}.")
    return gevonden


def _gekeurd(
    bestand: Path, pad: Path | None, balk: Progress
) -> tuple[Koppeling, list[str], list[Rij], list[Bezwaar]]:
    """Read and judge the file: mapping, column names, good rows and objections."""
    from django.utils import timezone

    from meedoen.dossiers.takeover.checking import Keurder
    from meedoen.dossiers.takeover.column_mapping import KoppelingFout, koppel
    from meedoen.dossiers.takeover.reading import LeesFout, lees

    taak = balk.add_task("Lezen en controleren", total=None)
    try:
        kolommen, bronrijen = lees(bestand)
        koppeling = koppel(kolommen, pad)
        keurder = Keurder(kolommen, koppeling, timezone.localdate())
        rijen = []
        for bron in bronrijen:
            if rij := keurder.keur(bron):
                rijen.append(rij)
            balk.advance(taak)
    except (LeesFout, KoppelingFout) as fout:
        raise Foutmelding(str(fout)) from fout
    gelezen = int(balk.tasks[taak].completed)
    balk.update(taak, total=gelezen)
    return koppeling, kolommen, rijen, keurder.bezwaren


def _bewaar(pad: Path, koppeling: Koppeling, kolommen: Sequence[str]) -> None:
    from meedoen.dossiers.takeover.column_mapping import als_toml

    pad.write_text(als_toml(koppeling, kolommen), encoding="utf-8")


def _schrijf_fouten(bestand: Path, bezwaren: Sequence[Bezwaar]) -> Path:
    """Write the objections beside the file, or take an older list away when there are none."""
    pad = bestand.with_name(f"{bestand.name}.fouten.csv")
    pad.unlink(missing_ok=True)
    if not bezwaren:
        return pad
    aanmaken = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(aanmaken, "w", encoding="utf-8-sig", newline="") as lijst:
        schrijver = csv.writer(lijst, delimiter=";")
        schrijver.writerow(FOUTENKOP)
        for een in sorted(bezwaren, key=lambda bezwaar: bezwaar.regel):
            overgenomen = "nee" if een.weigert else "ja, zonder deze waarde"
            schrijver.writerow(
                (een.regel, _veilig(een.kolom), een.soort_waarde, een.wat_te_doen, overgenomen)
            )
    return pad


def _veilig(tekst: str) -> str:
    """A column name of somebody else's file, so that a spreadsheet does not compute it."""
    return f"'{tekst}" if tekst[:1] in ("=", "+", "-", "@", "\t", "\r") else tekst


@contextmanager
def _voortgang(scherm: Console) -> Iterator[Progress]:
    kolommen = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*kolommen, console=scherm) as balk:
        yield balk


def _samenvatting(uitkomst: Uitkomst, koppeling: Koppeling, fouten: Path, *, proef: bool) -> Table:
    from meedoen.dossiers.phases import Fase
    from meedoen.dossiers.takeover.writing import slechte_regels

    tabel = Table(title="Proef: er is niets geschreven" if proef else "Overgenomen", show_header=False)
    tabel.add_row("Nieuwe dossiers", str(uitkomst.nieuw))
    for fase in Fase:
        if uitkomst.per_fase.get(fase):
            tabel.add_row(f"  in fase {fase.label}", str(uitkomst.per_fase[fase]))
    tabel.add_row("Feiten", str(uitkomst.feiten))
    tabel.add_row("Stonden er al", str(uitkomst.stonden_er_al))
    tabel.add_row("Niet overgenomen", str(len(slechte_regels(uitkomst.bezwaren))))
    waar = Counter(een.kolom for een in uitkomst.bezwaren)
    for kolom, aantal in waar.most_common(5):
        tabel.add_row(f"  opmerkingen bij {kolom}", str(aantal))
    if uitkomst.bezwaren:
        tabel.add_row("Zie", fouten.name)
    if koppeling.ongebruikt:
        tabel.add_row("Kolommen niet gebruikt", ", ".join(koppeling.ongebruikt))
    return tabel
