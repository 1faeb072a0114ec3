"""How long does it take to take over a caseload?

    .venv/bin/python bench/import_dossiers.py --rijen 20000

Makes a file of synthetic people, and takes it over in the database of `./meedoen demo`: first as a trial
and then for real, in a transaction that is rolled back. Ends with exit code 1 when 20,000 rows take a
minute or more.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import resource
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

MOST_SECONDS_PER_ROW = 60 / 20_000
HEADER = (
    *(
        "Dossiernummer",
        "V-nummer",
        "Achternaam",
        "Voornaam",
        "Geb. datum",
        "Doelgroep",
        "Asielvergunning",
        "Plaats",
    ),
    *(
        "Koppeling",
        "Huisvesting",
        "Begin inburgeringsplicht",
        "Kennisgeving DUO",
        "Datum BRP",
        "Start intake",
    ),
    *("Einde intake", "LBT", "Leerroute", "PIP", "PIP verzonden", "Aangemeld"),
)


def write_file(path: Path, rows: int) -> None:
    """A caseload as a spreadsheet would save it, half of it with a PIP."""
    from django.utils import timezone

    today = timezone.localdate()
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        for number in range(rows):
            first = today - timedelta(days=320 + number % 700)
            days = [first + timedelta(days=step) for step in (0, 60, 10, 80, 65, 90, 120, 110)]
            dates = [f"{day:%d-%m-%Y}" for day in days]
            pip = [f"{first + timedelta(days=step):%d-%m-%Y}" for step in (150, 151, 160)]
            route = ["B1-route", *pip] if number % 2 else [""] * 4
            who = (f"BENCH-{number}", f"{3_000_000_000 + number}", f"Achternaam{number}", "Voornaam")
            writer.writerow((*who, "01-05-1990", "statushouder", "ja", "Alkmaar", *dates, *route))


def take_over(path: Path, gemeente: str, *, proef: bool) -> float:
    """Take the file over. Returns seconds."""
    from meedoen.cli.import_dossiers import take_over_file

    begin = time.perf_counter()
    left_out = take_over_file(path, gemeente, proef=proef, shield=Console(file=io.StringIO()))
    if left_out:
        raise SystemExit(f"{left_out} rows were left out; the file of this bench is wrong.")
    return time.perf_counter() - begin


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rijen", type=int, default=20_000)
    parser.add_argument("--gemeente", default="0361")
    choices = parser.parse_args()
    from meedoen.cli.database import open_database, start_django

    os.environ.setdefault("MEEDOEN_OMGEVING", "demo")
    with open_database(lambda _: None), tempfile.TemporaryDirectory() as folder:
        start_django()
        from django.db import transaction

        path = Path(folder) / "dossiers.csv"
        write_file(path, choices.rijen)
        took = {"trial": take_over(path, choices.gemeente, proef=True)}
        with transaction.atomic():
            took["first time"] = take_over(path, choices.gemeente, proef=False)
            took["second time"] = take_over(path, choices.gemeente, proef=False)
            transaction.set_rollback(True)
    most = choices.rijen * MOST_SECONDS_PER_ROW
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table = Table(
        "run", "seconds", "bound", title=f"Import of {choices.rijen:,} rows, {memory:.0f} MB of memory"
    )
    for name, one in took.items():
        table.add_row(name, f"{one:.1f}", f"< {most:.0f}")
    Console().print(table)
    return 0 if max(took.values()) < most else 1


if __name__ == "__main__":
    sys.exit(main())
