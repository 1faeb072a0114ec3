"""Many rows at once, as plain mappings: for what is too much to make a model instance of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from django.utils import timezone


def table_of(model: type[models.Model]) -> str:
    """The table of a model."""
    return model._meta.db_table  # noqa: SLF001  # Django documents it


def default_row(model: type[models.Model]) -> dict[str, Any]:
    """Column → value of a row of which nothing is filled in, as JSON can hold it; "now" is this moment.

    Left out is what the database fills in itself, and what has to be filled in: its keys, above all.
    """
    row: dict[str, Any] = {}
    for field in model._meta.concrete_fields:  # noqa: SLF001  # Django documents it
        if field.generated or field.primary_key or field.db_default is not NOT_PROVIDED:
            continue
        if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
            row[str(field.column)] = timezone.now().isoformat()
            continue
        value = field.get_default()
        if value is not None or field.null:
            row[str(field.column)] = getattr(value, "value", value)
    return row


def add(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, column → value; all have the same columns, and what they lack gets its default.

    One statement for all, that passes row-level security as any other does.
    """
    if not rows:
        return
    default = default_row(model)
    table = table_of(model)
    columns = ", ".join(f'"{column}"' for column in default | dict(rows[0]))
    content = json.dumps([{**default, **row} for row in rows], default=str)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) '  # noqa: S608  # names of our own tables
            f'SELECT {columns} FROM json_populate_recordset(NULL::"{table}", %s)',
            [content],
        )
