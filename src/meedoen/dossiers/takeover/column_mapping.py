"""Which column of a file goes to which field: recognised by name, or said in a file of the municipality."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from meedoen.dossiers.takeover.fields import FIELD, FIELDS, bare_name

KEYS = ("bsn", "v_nummer", "bron_nummer")
"""By one of these a row is recognised when it comes again."""


class ColumnMappingError(ValueError):  # the Dutch word for it
    """The columns cannot be matched to fields; the message says what to do, in Dutch."""


@dataclass(frozen=True)
class ColumnMapping:
    """Field → place of its column; `waarden` per field what this municipality writes → what it means."""

    places: Mapping[str, int]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def link(columns: Sequence[str], path: Path | None = None) -> ColumnMapping:
    """Match columns to fields, by a mapping file when there is one and else by their names.

    Raises:
        KoppelingFout: a column that is not there, two for one field, or nothing to recognise people by.
    """
    said, values = _read(path) if path else ({}, {})
    plain = [bare_name(column) for column in columns]
    places = {field_name: _place_of(column, columns, plain) for field_name, column in said.items()}
    occupied = set(places.values())
    for field_name in FIELDS:
        if field_name.naam in places:
            continue
        names = {bare_name(name) for name in (field_name.naam, *field_name.otherwise)}
        found = [place for place, name in enumerate(plain) if name in names and place not in occupied]
        if len(found) > 1:
            duplicate = " en ".join(f"'{columns[place]}'" for place in found)
            raise ColumnMappingError(
                f"De kolommen {duplicate} lijken allebei {field_name.naam}; zeg met --koppeling welke het is."
            )
        if found:
            places[field_name.naam] = found[0]
            occupied.add(found[0])
    _require_what_is_needed(places)
    unused = tuple(column for place, column in enumerate(columns) if place not in occupied and column)
    return ColumnMapping(places, values, unused)


def _require_what_is_needed(places: Mapping[str, int]) -> None:
    if not ({"achternaam", "naam"} & places.keys()):
        raise ColumnMappingError(
            "Er is geen kolom met de achternaam; noem hem 'achternaam' of gebruik --koppeling."
        )
    if not (set(KEYS) & places.keys()):
        raise ColumnMappingError(
            "Er is geen kolom met een BSN, V-nummer of dossiernummer: dan is niet te zien wie er al staat."
        )


def _place_of(column: str, columns: Sequence[str], plain: Sequence[str]) -> int:
    if column in columns:
        return list(columns).index(column)
    if bare_name(column) in plain:
        return list(plain).index(bare_name(column))
    raise ColumnMappingError(f"De koppeling noemt de kolom '{column}', maar die staat niet in het bestand.")


def _read(path: Path) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ColumnMappingError(f"De koppeling {path.name} is geen geldig TOML-bestand.") from error
    columns = {
        str(field_name): str(column) for field_name, column in dict(content.get("kolommen", {})).items()
    }
    values = {
        str(field_name): {str(of).casefold(): str(to) for of, to in dict(what).items()}
        for field_name, what in dict(content.get("waarden", {})).items()
    }
    for field_name in (*columns, *values):
        if field_name not in FIELD:
            raise ColumnMappingError(
                f"De koppeling noemt '{field_name}', maar dat is geen veld; kies uit {', '.join(FIELD)}."
            )
    return columns, values


def as_toml(koppeling: ColumnMapping, columns: Sequence[str]) -> str:
    """The mapping as a file that can be given the next time."""
    lines = ["# Welke kolom van het bestand hoort bij welk veld van Meedoen.", "[kolommen]"]
    lines += [f"{field_name} = {_text(columns[place])}" for field_name, place in koppeling.places.items()]
    for field_name, values in koppeling.values.items():
        lines += [
            "",
            f"[waarden.{field_name}]",
            *(f"{_text(of)} = {_text(to)}" for of, to in values.items()),
        ]
    return "\n".join(lines) + "\n"


def _text(waarde: str) -> str:
    # A JSON string is a TOML basic string, once DEL is escaped as well.
    return json.dumps(waarde, ensure_ascii=False).replace("\x7f", "\\u007f")
