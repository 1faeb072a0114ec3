"""From frames to tables by COPY, as the owner of the tables.

A large region is too much to check row by row, so two checks are taken off for the length of one
transaction and put back at its end: references between the tables, which PostgreSQL then checks all at
once, and the word FORCE of row-level security, because COPY does not go together with it. Nobody else can
reach the tables meanwhile (they are locked), the application's own role stays behind the wall, and all
other constraints and indexes stay on.
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
PER_KEER = 50_000


def tabel_van(model: type[models.Model]) -> str:
    """The table of a model."""
    return model._meta.db_table  # noqa: SLF001  # Django documents it


@contextmanager
def opengezet(modellen: Sequence[type[models.Model]]) -> Iterator[None]:
    """Take both checks off these tables inside the running transaction, and put them back afterwards."""
    tabellen = [tabel_van(model) for model in modellen]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) "
            "FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s) ORDER BY 1, 2",
            [tabellen],
        )
        verwijzingen = cursor.fetchall()
        for tabel, naam, _ in verwijzingen:
            cursor.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT {naam}")
        for tabel in tabellen:
            cursor.execute(f'ALTER TABLE "{tabel}" NO FORCE ROW LEVEL SECURITY')
        yield
        for tabel, naam, inhoud in verwijzingen:
            cursor.execute(f"ALTER TABLE {tabel} ADD CONSTRAINT {naam} {inhoud}")
        for tabel in tabellen:
            cursor.execute(f'ALTER TABLE "{tabel}" FORCE ROW LEVEL SECURITY')


def schrijf(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Add the rows of a frame to the table of a model.

    Columns are named as in the table. What the frame lacks gets the default of its field; dates and times of
    "now" get this moment.
    """
    frame = _aangevuld(model, frame)
    tabel, kolommen = tabel_van(model), ", ".join(f'"{kolom}"' for kolom in frame.columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY \"{tabel}\" ({kolommen}) FROM STDIN (FORMAT csv, NULL '{NIETS}')") as copy,
    ):
        for stuk in frame.iter_slices(PER_KEER):
            copy.write(stuk.write_csv(include_header=False, null_value=NIETS).encode())


def _aangevuld(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    erbij: dict[str, pl.Expr] = {}
    for veld in model._meta.concrete_fields:  # noqa: SLF001  # Django documents it
        if veld.column in frame.columns or veld.generated or isinstance(veld, models.AutoField):
            continue
        if veld.db_default is not NOT_PROVIDED:
            continue
        erbij[str(veld.column)] = pl.lit(_standaard(veld))
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
            cursor.execute(f'ANALYZE "{tabel_van(model)}"')
