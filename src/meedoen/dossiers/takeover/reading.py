"""Reading a file as rows of text: CSV as spreadsheets write it, or the first sheet of an Excel file."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

SCHEIDINGEN = ";,\t|"
LANGSTE_VELD = 100_000
GROOTSTE_UITGEPAKT = 1024 * 1024 * 1024
"""Bytes: a workbook that unpacks to more is not a caseload."""


class LeesFout(ValueError):  # noqa: N818  # the Dutch word for it
    """The file cannot be read; the message says why and what to do, in Dutch."""


@dataclass(frozen=True, slots=True)
class Bronrij:
    """One row: the line on which it begins in the file (the header is line 1), and its cells as text."""

    regel: int
    cellen: Sequence[str]


def lees(pad: Path) -> tuple[list[str], Iterator[Bronrij]]:
    """Give the column names and the rows that are not empty.

    Raises:
        LeesFout: not a file we can read, or without a header.
    """
    if not pad.is_file():
        raise LeesFout(f"Het bestand {pad.name} bestaat niet.")
    rijen = _excel(pad) if pad.suffix.lower() == ".xlsx" else _csv(pad)
    kop = next(rijen, None)
    if kop is None:
        raise LeesFout(f"Het bestand {pad.name} is leeg.")
    return [cel.strip() for cel in kop.cellen], rijen


def _csv(pad: Path) -> Iterator[Bronrij]:
    """Rows of a CSV file in UTF-8 or Windows-1252, with the separator its first line uses most."""
    codering = _codering(pad)
    with pad.open(encoding=codering, newline="") as bestand:
        eerste = bestand.readline()
        scheiding = max(SCHEIDINGEN, key=eerste.count)
        bestand.seek(0)
        csv.field_size_limit(LANGSTE_VELD)
        lezer = csv.reader(bestand, delimiter=scheiding)
        while True:
            regel = lezer.line_num + 1
            try:
                cellen = next(lezer)
            except StopIteration:
                return
            except csv.Error as fout:
                raise LeesFout(
                    f"{pad.name} is vanaf regel {regel} geen goede CSV: een aanhalingsteken klopt niet."
                ) from fout
            if any(cel.strip() for cel in cellen):
                yield Bronrij(regel, cellen)


def _codering(pad: Path) -> str:
    """UTF-8 (with or without a mark) when the whole file is; else what Excel on Windows writes."""
    try:
        with pad.open(encoding="utf-8-sig", newline="") as bestand:
            while stuk := bestand.read(1024 * 1024):
                if "\0" in stuk:
                    raise LeesFout(f"{pad.name} is geen tekst; sla het op als CSV of xlsx.")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _excel(pad: Path) -> Iterator[Bronrij]:
    try:
        with zipfile.ZipFile(pad) as ingepakt:
            if sum(deel.file_size for deel in ingepakt.infolist()) > GROOTSTE_UITGEPAKT:
                raise LeesFout(f"{pad.name} is te groot; splits het bestand.")
        werkmap = CalamineWorkbook.from_path(str(pad))
        blad = werkmap.get_sheet_by_index(0)
    except (CalamineError, zipfile.BadZipFile, IndexError) as fout:
        raise LeesFout(
            f"{pad.name} is geen Excel-bestand dat we kunnen lezen; sla het op als xlsx of CSV."
        ) from fout
    eerste = blad.start[0] if blad.start else 0
    yield from _tekstrijen(blad.iter_rows(), eerste + 1)


def _tekstrijen(rijen: Iterable[Sequence[object]], eerste_regel: int) -> Iterator[Bronrij]:
    for plaats, cellen in enumerate(rijen, start=eerste_regel):
        tekst = [_als_tekst(cel) for cel in cellen]
        if any(tekst):
            yield Bronrij(plaats, tekst)


def _als_tekst(cel: object) -> str:
    """A cell as one would type it: dates in ISO, whole numbers without a decimal."""
    match cel:
        case None:
            return ""
        case bool():
            return "ja" if cel else "nee"
        case float() if cel.is_integer():
            return str(int(cel))
        case datetime():
            return cel.date().isoformat()
        case date() | time():
            return cel.isoformat()
    return str(cel).strip()
