"""Many rows at once, as plain mappings: for what is too much to make a model instance of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from django.utils import timezone


def tabel_van(model: type[models.Model]) -> str:
    """The table of a model."""
    return model._meta.db_table  # noqa: SLF001  # Django documents it


def standaardrij(model: type[models.Model]) -> dict[str, Any]:
    """Column → value of a row of which nothing is filled in, as JSON can hold it; "now" is this moment.

    Left out is what the database fills in itself, and what has to be filled in: its keys, above all.
    """
    rij: dict[str, Any] = {}
    for veld in model._meta.concrete_fields:  # noqa: SLF001  # Django documents it
        if veld.generated or veld.primary_key or veld.db_default is not NOT_PROVIDED:
            continue
        if getattr(veld, "auto_now_add", False) or getattr(veld, "auto_now", False):
            rij[str(veld.column)] = timezone.now().isoformat()
            continue
        waarde = veld.get_default()
        if waarde is not None or veld.null:
            rij[str(veld.column)] = getattr(waarde, "value", waarde)
    return rij


def voeg_toe(model: type[models.Model], rijen: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, column → value; all have the same columns, and what they lack gets its default.

    One statement for all, that passes row-level security as any other does.
    """
    if not rijen:
        return
    standaard = standaardrij(model)
    tabel = tabel_van(model)
    kolommen = ", ".join(f'"{kolom}"' for kolom in standaard | dict(rijen[0]))
    inhoud = json.dumps([{**standaard, **rij} for rij in rijen], default=str)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{tabel}" ({kolommen}) '  # noqa: S608  # names of our own tables
            f'SELECT {kolommen} FROM json_populate_recordset(NULL::"{tabel}", %s)',
            [inhoud],
        )
