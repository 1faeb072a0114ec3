"""Turning pages by key: as quick on page 800 as on page 1, and nobody is skipped when a row moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


def knip(rijen: QuerySet[M], per_blad: int) -> tuple[list[M], bool]:
    """The first page of these rows, and whether there are more. One query."""
    gevonden = list(rijen[: per_blad + 1])
    return gevonden[:per_blad], len(gevonden) > per_blad


def voorbij(veld: str, waarde: object, pk: object, *, aflopend: bool = False) -> Q:
    """The rows past the one with this value and key, in the order of `veld` and then of the key.

    The first condition says nothing the second does not; it is the one an index can begin at.
    """
    kant = "lt" if aflopend else "gt"
    return Q(**{f"{veld}__{kant}e": waarde}) & (Q(**{f"{veld}__{kant}": waarde}) | Q(**{f"pk__{kant}": pk}))


def schrijf_plek(waarden: Sequence[object], *, zout: str) -> str:
    """A place in a list as it stands in an address: sealed, so that nobody makes one up."""
    return signing.dumps(list(waarden), salt=zout, compress=False)


def lees_plek(tekst: str, *, zout: str) -> list[Any] | None:
    """The place in an address; None for the beginning, and for one that somebody changed."""
    try:
        waarden: list[Any] = signing.loads(tekst, salt=zout)
    except signing.BadSignature:
        return None
    return waarden
