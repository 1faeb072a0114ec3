"""Turning pages by key: as quick on page 800 as on page 1, and nobody is skipped when a row moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


def cut(rows: QuerySet[M], per_page: int) -> tuple[list[M], bool]:
    """The first page of these rows, and whether there are more. One query."""
    found = list(rows[: per_page + 1])
    return found[:per_page], len(found) > per_page


def past_place(field: str, waarde: object, pk: object, *, descending: bool = False) -> Q:
    """The rows past the one with this value and key, in the order of `veld` and then of the key.

    The first condition says nothing the second does not; it is the one an index can begin at.
    """
    side = "lt" if descending else "gt"
    return Q(**{f"{field}__{side}e": waarde}) & (Q(**{f"{field}__{side}": waarde}) | Q(**{f"pk__{side}": pk}))


def write_place(values: Sequence[object], *, salt: str) -> str:
    """A place in a list as it stands in an address: sealed, so that nobody makes one up."""
    return signing.dumps(list(values), salt=salt, compress=False)


def read_place(text: str, *, salt: str) -> list[Any] | None:
    """The place in an address; None for the beginning, and for one that somebody changed."""
    try:
        values: list[Any] = signing.loads(text, salt=salt)
    except signing.BadSignature:
        return None
    return values
