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

import polars as pl
from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from meedoen.dossiers.takeover.rows import default_row, table_of

NOTHING = "\\N"
PER_TURN = 50_000


@contextmanager
def opened(models_: Sequence[type[models.Model]]) -> Iterator[None]:
    """Take both checks off these tables inside the running transaction, and put them back afterwards."""
    tables = [table_of(model) for model in models_]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) "
            "FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s) ORDER BY 1, 2",
            [tables],
        )
        references = cursor.fetchall()
        for table, name, _ in references:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        _begin_fresh(cursor, models_)
        yield
        for table, name, content in references:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {content}")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def _begin_fresh(cursor: CursorWrapper, models_: Sequence[type[models.Model]]) -> None:
    """Give these empty tables new files, of which PostgreSQL need not log what this transaction writes.

    That halves what goes to disk where `wal_level` is minimal, as on our own server. Tables to which nothing
    but additions are allowed do not allow this either.
    """
    tables = [table_of(model) for model in models_ if not getattr(model, "append_only", False)]
    cursor.execute("TRUNCATE {} CASCADE".format(", ".join(f'"{table}"' for table in tables)))


def write(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Add the rows of a frame to the table of a model.

    Columns are named as in the table. What the frame lacks gets the default of its field; dates and times of
    "now" get this moment.
    """
    frame = _completed(model, frame)
    table, columns = table_of(model), ", ".join(f'"{column}"' for column in frame.columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY \"{table}\" ({columns}) FROM STDIN (FORMAT csv, NULL '{NOTHING}')") as copy,
    ):
        for piece in frame.iter_slices(PER_TURN):
            copy.write(piece.write_csv(include_header=False, null_value=NOTHING).encode())


def _completed(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the default of every column it lacks; an empty list as PostgreSQL writes it."""
    added = {column: value for column, value in default_row(model).items() if column not in frame.columns}
    return frame.with_columns(
        pl.lit("{}" if isinstance(value, list) else value).alias(column) for column, value in added.items()
    )


def refresh_statistics(models_: Sequence[type[models.Model]]) -> None:
    """Let the planner know what is in these tables now."""
    with connection.cursor() as cursor:
        for model in models_:
            cursor.execute(f'ANALYZE "{table_of(model)}"')
