"""Which municipalities this database connection may see: the setting that row-level security reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection
from psycopg.pq import TransactionStatus

SETTING = "meedoen.gemeenten"


def set_scope(gemeenten: Iterable[UUID]) -> None:
    """Let this connection see these municipalities and no others, until it is set again.

    Asks the database nothing when the connection already stands so.
    """
    value = ",".join(sorted(str(g) for g in gemeenten))
    connection.ensure_connection()
    if getattr(connection.connection, "_meedoen_gemeenten", "") == value:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, value])
    # A setting made inside a transaction is undone when that rolls back, so it is not relied on afterwards.
    _remember(None if connection.in_atomic_block else value)


@contextmanager
def within(gemeenten: Iterable[UUID]) -> Iterator[None]:
    """Work in these municipalities for the length of the block, then go back to what was before."""
    previous = _now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, ",".join(str(g) for g in gemeenten)])
        _remember(None)
    try:
        yield
    finally:
        # A transaction that failed can be asked nothing; its end undoes the setting and the error is told.
        if connection.connection is not None and not _has_failed():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, previous])
        _remember(None)


def _has_failed() -> bool:
    status: TransactionStatus = connection.connection.info.transaction_status
    return connection.needs_rollback or status == TransactionStatus.INERROR


def _now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        (value,) = cursor.fetchone() or ("",)
    return str(value)


def _remember(value: str | None) -> None:
    """Remember on the driver's connection, so that a fresh connection starts as one that sees nothing."""
    if connection.connection is not None:
        connection.connection._meedoen_gemeenten = value  # noqa: SLF001  # our own attribute
