"""Chance that is the same every time: a number per row and per question, from a fixed seed, over columns.

A draw depends on its name and on the key of the row, never on what was drawn before. So a region of 100,000
dossiers begins with the same people as one of 2,500, and rows that share a key (a household, the same person
registered twice) share what is drawn on that key.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import pairwise

import polars as pl

SEED = "meedoen-demoregio-1"

LeadTime = Sequence[tuple[float, int]]
"""Points (share, days) of a lead time: 65 % within 90 days is (0.65, 90). Between points it is a straight
line."""

_GULDEN = 0x9E3779B97F4A7C15
_BEGIN = 0x0190_0000_0000


def _u64(value: int) -> pl.Expr:
    return pl.lit(value % 2**64, dtype=pl.UInt64)


def _mixed(name: str, key: str) -> pl.Expr:
    """64 mixed bits for a question and a row (the finaliser of splitmix64)."""
    seed = int.from_bytes(blake2b(f"{SEED}:{name}".encode(), digest_size=8).digest(), "big")
    bits = pl.col(key).cast(pl.UInt64) * _u64(_GULDEN) + _u64(seed)
    bits = (bits ^ (bits // 2**30)) * _u64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits // 2**27)) * _u64(0x94D049BB133111EB)
    return bits ^ (bits // 2**31)


def part(naam: str, sleutel: str = "i") -> pl.Expr:
    """A number from 0 up to 1."""
    return (_mixed(naam, sleutel) // 2**11).cast(pl.Float64) / 2**53


def chance(name: str, chance_on_yes: float | pl.Expr, key: str = "i") -> pl.Expr:
    """Yes or no."""
    return part(name, key) < chance_on_yes


def whole(naam: str, low: int, high: int, sleutel: str = "i") -> pl.Expr:
    """A whole number from `laag` up to and including `hoog`."""
    return (part(naam, sleutel) * (high - low + 1)).floor().cast(pl.Int32) + low


def choice(naam: str, values: Sequence[str], sleutel: str = "i") -> pl.Expr:
    """One of these texts, each as likely."""
    place = (part(naam, sleutel) * len(values)).floor().cast(pl.UInt16)
    return place.replace_strict(range(len(values)), list(values), return_dtype=pl.String)


def weighted(name: str, weights: dict[str, float], key: str = "i") -> pl.Expr:
    """One of these texts, each in proportion to its weight."""
    drawn = part(name, key) * sum(weights.values())
    *first, last = weights
    expression, limit = pl.lit(last), sum(weights.values()) - weights[last]
    for value in reversed(first):
        expression = pl.when(drawn < limit).then(pl.lit(value)).otherwise(expression)
        limit -= weights[value]
    return expression


def days(drawn: pl.Expr, table: LeadTime) -> pl.Expr:
    """Whole days of a lead time, at this share of its distribution."""
    expression = pl.lit(float(table[-1][1]))
    for (part_a, day_a), (part_b, day_b) in reversed(list(pairwise(table))):
        on_line = day_a + (drawn - part_a) * ((day_b - day_a) / (part_b - part_a))
        expression = pl.when(drawn < part_b).then(on_line).otherwise(expression)
    return expression.round().cast(pl.Int32)


def duration(naam: str, table: LeadTime, sleutel: str = "i") -> pl.Expr:
    """Whole days of a lead time, drawn."""
    return days(part(naam, sleutel), table)


def uuids(frame: pl.DataFrame, name: str, key: str = "i") -> pl.Series:
    """A UUID for each row, always the same for the same name and key.

    In the form of version 7: it begins with a counter (the key) instead of chance. Rows written in the
    order of their keys then land side by side in every index, which is what makes a large region quick to
    write.
    """
    bits = frame.select(teller=pl.col(key), a=_mixed(f"{name}:a", key), b=_mixed(f"{name}:b", key))
    texts = []
    for counter, a, b in bits.iter_rows():
        begin, middle, end = f"{_BEGIN + counter:012x}", f"{a:016x}", f"{b:016x}"
        texts.append(f"{begin[:8]}-{begin[8:]}-7{middle[:3]}-a{middle[3:6]}-{end[:12]}")
    return pl.Series(texts, dtype=pl.String)
