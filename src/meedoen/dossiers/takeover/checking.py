"""From a row of text to somebody who can be taken over, or to what is wrong with the row. No database
here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from meedoen.dossiers import feit_rules
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.dossiers.takeover.cell_values import CautionError, CellValueError, read_value, value_kind
from meedoen.dossiers.takeover.column_mapping import KEYS, ColumnMapping
from meedoen.dossiers.takeover.fields import DATE_FEITEN, FIELD
from meedoen.dossiers.takeover.reading import SourceRow

OLDEST_GEBOORTEJAAR = 1900
AT_MOST_AHEAD = timedelta(days=730)
"""Planned facts (a house, bijstand) lie no further ahead."""


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """What is wrong in one cell: where, what kind of value, what to do. Nothing of the value itself.

    `weigert` is false when only the cell is left empty.
    """

    line: int
    column: str
    kind_value: str
    what_to_do: str
    refuses: bool = True


@dataclass(slots=True)
class CheckedRow:
    """A row that can be taken over: field → value, only what was filled in."""

    line: int
    values: dict[str, str | date]

    def tekst(self, field_name: str) -> str:
        """The text of a field; empty when it was not filled in."""
        value = self.values.get(field_name, "")
        return value if isinstance(value, str) else value.isoformat()

    def day(self, field_name: str) -> date | None:
        """The date of a field; None when it was not filled in."""
        value = self.values.get(field_name)
        return value if isinstance(value, date) else None

    @property
    def dates(self) -> dict[str, date]:
        """The dated facts."""
        return {kind: day for kind in DATE_FEITEN if (day := self.day(kind))}


@dataclass(slots=True)
class Checker:
    """Judges rows one by one, and remembers whom it has seen."""

    columns: list[str]
    koppeling: ColumnMapping
    today: date
    bezwaren: list[Bezwaar] = field(default_factory=list)
    _seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def check(self, source: SourceRow) -> CheckedRow | None:
        """The row when it can be taken over; else None, and why in `bezwaren`."""
        found = list(self._read(source, row := CheckedRow(source.line, {})))
        if not any(one.refuses for one in found):
            found += self._fit(row)
        self.bezwaren += found
        if any(one.refuses for one in found):
            return None
        for key in KEYS:
            if value := row.tekst(key):
                self._seen[key, value] = source.line
        return row

    def _read(self, source: SourceRow, row: CheckedRow) -> Iterator[Bezwaar]:
        """Read every cell into the row."""
        if len(source.cells) > len(self.columns) and any(
            cell.strip() for cell in source.cells[len(self.columns) :]
        ):
            yield Bezwaar(
                source.line,
                "",
                "te veel cellen",
                "Deze rij heeft meer cellen dan de kop. "
                "Zet tekst met een scheidingsteken tussen aanhalingstekens.",
            )
            return
        for name, place in self.koppeling.places.items():
            text = source.cells[place].strip() if place < len(source.cells) else ""
            if not text:
                continue
            try:
                row.values[name] = read_value(FIELD[name], text, self.koppeling.values.get(name, {}))
            except CellValueError as error:
                refuses = not isinstance(error, CautionError)
                yield Bezwaar(source.line, self.columns[place], value_kind(text), str(error), refuses)

    def _fit(self, row: CheckedRow) -> list[Bezwaar]:
        """Whether the values of a row fit each other, and no earlier row is the same person."""
        _split_name(row)
        return [*self._who(row), *self._when(row)]

    def _who(self, row: CheckedRow) -> Iterator[Bezwaar]:
        if not row.tekst("achternaam"):
            yield self._bezwaar(row, "achternaam", "leeg", "Vul de achternaam in.")
        if not any(row.tekst(key) for key in KEYS):
            yield self._bezwaar(row, KEYS[0], "leeg", "Vul een BSN, een V-nummer of een dossiernummer in.")
        for key in KEYS:
            earlier = self._seen.get((key, row.tekst(key)))
            if earlier:
                yield self._bezwaar(
                    row,
                    key,
                    "dubbel",
                    f"Dit nummer staat ook op regel {earlier}. Laat een van de twee rijen weg.",
                )

    def _when(self, row: CheckedRow) -> Iterator[Bezwaar]:
        born = row.day("geboortedatum")
        if born and not OLDEST_GEBOORTEJAAR <= born.year <= self.today.year:
            yield self._bezwaar(
                row, "geboortedatum", "datum", "Deze geboortedatum kan niet. Controleer het jaar."
            )
            return
        dates = row.dates
        for kind, day in dates.items():
            otherwise = feit_rules.bezwaar(kind, day, today=self.today, born=born, dates=dates)
            if otherwise or day > self.today + AT_MOST_AHEAD:
                yield self._bezwaar(
                    row,
                    kind,
                    "datum",
                    otherwise or "Deze dag ligt te ver in de toekomst. Controleer het jaar.",
                )
        if row.day(F.PIP_DAGTEKENING) and not row.tekst(F.LEERROUTE):
            yield self._bezwaar(
                row, F.LEERROUTE, "leeg", "Er is een PIP maar geen leerroute. Vul B, O of Z in."
            )

    def _bezwaar(self, row: CheckedRow, field_name: str, kind: str, what_to_do: str) -> Bezwaar:
        place = self.koppeling.places.get(field_name)
        return Bezwaar(row.line, self.columns[place] if place is not None else field_name, kind, what_to_do)


def _split_name(row: CheckedRow) -> None:
    """A full name is "achternaam, voornamen", or else its last word is the family name."""
    name = str(row.values.pop("naam", ""))
    if not name or row.tekst("achternaam"):
        return
    behind, comma, for_ = name.partition(",")
    if not comma:
        for_, _, behind = name.rpartition(" ")
    row.values |= {"achternaam": behind.strip()[:120], "voornamen": for_.strip()[:120]}
