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

from meedoen.dossiers.takeover.rows import standaardrij, tabel_van

NIETS = "\\N"
PER_KEER = 50_000


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
        _begin_vers(cursor, modellen)
        yield
        for tabel, naam, inhoud in verwijzingen:
            cursor.execute(f"ALTER TABLE {tabel} ADD CONSTRAINT {naam} {inhoud}")
        for tabel in tabellen:
            cursor.execute(f'ALTER TABLE "{tabel}" FORCE ROW LEVEL SECURITY')


def _begin_vers(cursor: CursorWrapper, modellen: Sequence[type[models.Model]]) -> None:
    """Give these empty tables new files, of which PostgreSQL need not log what this transaction writes.

    That halves what goes to disk where `wal_level` is minimal, as on our own server. Tables to which nothing
    but additions are allowed do not allow this either.
    """
    tabellen = [tabel_van(model) for model in modellen if not getattr(model, "alleen_toevoegen", False)]
    cursor.execute("TRUNCATE {} CASCADE".format(", ".join(f'"{tabel}"' for tabel in tabellen)))


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
    """The frame with the default of every column it lacks; an empty list as PostgreSQL writes it."""
    erbij = {kolom: waarde for kolom, waarde in standaardrij(model).items() if kolom not in frame.columns}
    return frame.with_columns(
        pl.lit("{}" if isinstance(waarde, list) else waarde).alias(kolom) for kolom, waarde in erbij.items()
    )


def ververs_statistiek(modellen: Sequence[type[models.Model]]) -> None:
    """Let the planner know what is in these tables now."""
    with connection.cursor() as cursor:
        for model in modellen:
            cursor.execute(f'ANALYZE "{tabel_van(model)}"')
