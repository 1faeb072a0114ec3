"""From frames to tables: COPY into a table of our own, then one INSERT that passes the wall of row-level security.

PostgreSQL refuses COPY straight into a table with row-level security, also to its owner. References between the
tables are lifted for the length of the transaction and put back at its end, when PostgreSQL checks every row at
once: checked one by one they would take most of the time of a large region. All other constraints stay on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import polars as pl
from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from django.utils import timezone

NIETS = "\\N"
PER_KEER = 200_000


@contextmanager
def zonder_verwijzingen(modellen: Sequence[type[models.Model]]) -> Iterator[None]:
    """Lift the foreign keys of these tables inside the running transaction; check and put them back afterwards."""
    tabellen = [model._meta.db_table for model in modellen]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s) ORDER BY 1, 2",
            [tabellen],
        )
        verwijzingen = cursor.fetchall()
        for tabel, naam, _ in verwijzingen:
            cursor.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT {naam}")
        yield
        for tabel, naam, inhoud in verwijzingen:
            cursor.execute(f"ALTER TABLE {tabel} ADD CONSTRAINT {naam} {inhoud}")


def schrijf(model: type[models.Model], frame: pl.DataFrame) -> int:
    """Add the rows of a frame to the table of a model. Returns how many.

    Columns are named as in the table. What the frame lacks gets the default of its field; dates and times of
    "now" get this moment.
    """
    frame = _aangevuld(model, frame)
    tabel, kolommen = model._meta.db_table, ", ".join(f'"{kolom}"' for kolom in frame.columns)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS demo_aanvoer")
        cursor.execute(
            f'CREATE TEMP TABLE demo_aanvoer ON COMMIT DROP AS SELECT {kolommen} FROM "{tabel}" WITH NO DATA'
        )
        for stuk in frame.iter_slices(PER_KEER):
            with cursor.copy(f"COPY demo_aanvoer FROM STDIN (FORMAT csv, NULL '{NIETS}')") as copy:
                copy.write(stuk.write_csv(include_header=False, null_value=NIETS).encode())
        cursor.execute(f'INSERT INTO "{tabel}" ({kolommen}) SELECT {kolommen} FROM demo_aanvoer')  # noqa: S608
        return int(cursor.rowcount)


def _aangevuld(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    erbij = {}
    for veld in model._meta.concrete_fields:
        if veld.column in frame.columns or veld.generated or isinstance(veld, models.AutoField):
            continue
        if veld.db_default is not NOT_PROVIDED:
            continue
        erbij[veld.column] = pl.lit(_standaard(veld))
    return frame.with_columns(**erbij)


def _standaard(veld: models.Field[Any, Any]) -> Any:
    if getattr(veld, "auto_now_add", False) or getattr(veld, "auto_now", False):
        return timezone.now().isoformat()
    waarde = veld.get_default()
    if waarde is None and not veld.null:
        raise ValueError(f"{veld.model.__name__}.{veld.name} has no value in the demo and no default")
    if isinstance(waarde, list):
        return "{}"
    return getattr(waarde, "value", waarde)


def ververs_statistiek(modellen: Sequence[type[models.Model]]) -> None:
    """Let the planner know what is in these tables now."""
    with connection.cursor() as cursor:
        for model in modellen:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
