"""Which municipalities this database connection may see: the setting that row-level security reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection
from psycopg.pq import TransactionStatus

INSTELLING = "meedoen.gemeenten"


def stel_in(gemeenten: Iterable[UUID]) -> None:
    """Let this connection see these municipalities and no others, until it is set again.

    Asks the database nothing when the connection already stands so.
    """
    waarde = ",".join(sorted(str(g) for g in gemeenten))
    connection.ensure_connection()
    if getattr(connection.connection, "_meedoen_gemeenten", "") == waarde:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [INSTELLING, waarde])
    # A setting made inside a transaction is undone when that rolls back, so it is not relied on afterwards.
    _onthoud(None if connection.in_atomic_block else waarde)


@contextmanager
def werkruimte(gemeenten: Iterable[UUID]) -> Iterator[None]:
    """Work in these municipalities for the length of the block, then go back to what was before."""
    vorige = _nu()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [INSTELLING, ",".join(str(g) for g in gemeenten)])
        _onthoud(None)
    try:
        yield
    finally:
        # A transaction that failed can be asked nothing; its end undoes the setting and the error is told.
        if connection.connection is not None and not _is_mislukt():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config(%s, %s, false)", [INSTELLING, vorige])
        _onthoud(None)


def _is_mislukt() -> bool:
    status: TransactionStatus = connection.connection.info.transaction_status
    return connection.needs_rollback or status == TransactionStatus.INERROR


def _nu() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [INSTELLING])
        (waarde,) = cursor.fetchone() or ("",)
    return str(waarde)


def _onthoud(waarde: str | None) -> None:
    """Remember on the driver's connection, so that a fresh connection starts as one that sees nothing."""
    if connection.connection is not None:
        connection.connection._meedoen_gemeenten = waarde  # noqa: SLF001  # our own attribute
