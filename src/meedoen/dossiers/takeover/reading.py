"""Reading a file as rows of text: CSV as spreadsheets write it, or the first sheet of an Excel file."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

SEPARATORS = ";,\t|"
LONGEST_FIELD = 100_000
LARGEST_UNPACKED = 1024 * 1024 * 1024
"""Bytes: a workbook that unpacks to more is not a caseload."""


class ReadError(ValueError):  # the Dutch word for it
    """The file cannot be read; the message says why and what to do, in Dutch."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row: the line on which it begins in the file (the header is line 1), and its cells as text."""

    line: int
    cells: Sequence[str]


def read_table(path: Path) -> tuple[list[str], Iterator[SourceRow]]:
    """Give the column names and the rows that are not empty.

    Raises:
        LeesFout: not a file we can read, or without a header.
    """
    if not path.is_file():
        raise ReadError(f"Het bestand {path.name} bestaat niet.")
    rows = _excel(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    header = next(rows, None)
    if header is None:
        raise ReadError(f"Het bestand {path.name} is leeg.")
    return [cell.strip() for cell in header.cells], rows


def _csv(path: Path) -> Iterator[SourceRow]:
    """Rows of a CSV file in UTF-8 or Windows-1252, with the separator its first line uses most."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
        separator = max(SEPARATORS, key=first.count)
        file.seek(0)
        csv.field_size_limit(LONGEST_FIELD)
        reader = csv.reader(file, delimiter=separator)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise ReadError(
                    f"{path.name} is vanaf regel {line} geen goede CSV: een aanhalingsteken klopt niet."
                ) from error
            if any(cell.strip() for cell in cells):
                yield SourceRow(line, cells)


def _encoding(path: Path) -> str:
    """UTF-8 (with or without a mark) when the whole file is; else what Excel on Windows writes."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            while piece := file.read(1024 * 1024):
                if "\0" in piece:
                    raise ReadError(f"{path.name} is geen tekst; sla het op als CSV of xlsx.")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _excel(path: Path) -> Iterator[SourceRow]:
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise ReadError(f"{path.name} is te groot; splits het bestand.")
        work_folder = CalamineWorkbook.from_path(str(path))
        page = work_folder.get_sheet_by_index(0)
    except (CalamineError, zipfile.BadZipFile, IndexError) as error:
        raise ReadError(
            f"{path.name} is geen Excel-bestand dat we kunnen lezen; sla het op als xlsx of CSV."
        ) from error
    first = page.start[0] if page.start else 0
    yield from _text_rows(page.iter_rows(), first + 1)


def _text_rows(rows: Iterable[Sequence[object]], first_line: int) -> Iterator[SourceRow]:
    for place, cells in enumerate(rows, start=first_line):
        text = [_as_text(cell) for cell in cells]
        if any(text):
            yield SourceRow(place, text)


def _as_text(cell: object) -> str:
    """A cell as one would type it: dates in ISO, whole numbers without a decimal."""
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nee"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
    return str(cell).strip()
