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

ZAAD = "meedoen-demoregio-1"

Doorlooptijd = Sequence[tuple[float, int]]
"""Points (share, days) of a lead time: 65 % within 90 days is (0.65, 90). Between points it is a straight
line."""

_GULDEN = 0x9E3779B97F4A7C15
_BEGIN = 0x0190_0000_0000


def _u64(waarde: int) -> pl.Expr:
    return pl.lit(waarde % 2**64, dtype=pl.UInt64)


def _gemengd(naam: str, sleutel: str) -> pl.Expr:
    """64 mixed bits for a question and a row (the finaliser of splitmix64)."""
    zaad = int.from_bytes(blake2b(f"{ZAAD}:{naam}".encode(), digest_size=8).digest(), "big")
    bits = pl.col(sleutel).cast(pl.UInt64) * _u64(_GULDEN) + _u64(zaad)
    bits = (bits ^ (bits // 2**30)) * _u64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits // 2**27)) * _u64(0x94D049BB133111EB)
    return bits ^ (bits // 2**31)


def deel(naam: str, sleutel: str = "i") -> pl.Expr:
    """A number from 0 up to 1."""
    return (_gemengd(naam, sleutel) // 2**11).cast(pl.Float64) / 2**53


def kans(naam: str, kans_op_ja: float | pl.Expr, sleutel: str = "i") -> pl.Expr:
    """Yes or no."""
    return deel(naam, sleutel) < kans_op_ja


def geheel(naam: str, laag: int, hoog: int, sleutel: str = "i") -> pl.Expr:
    """A whole number from `laag` up to and including `hoog`."""
    return (deel(naam, sleutel) * (hoog - laag + 1)).floor().cast(pl.Int32) + laag


def keuze(naam: str, waarden: Sequence[str], sleutel: str = "i") -> pl.Expr:
    """One of these texts, each as likely."""
    plaats = (deel(naam, sleutel) * len(waarden)).floor().cast(pl.UInt16)
    return plaats.replace_strict(range(len(waarden)), list(waarden), return_dtype=pl.String)


def gewogen(naam: str, gewichten: dict[str, float], sleutel: str = "i") -> pl.Expr:
    """One of these texts, each in proportion to its weight."""
    getrokken = deel(naam, sleutel) * sum(gewichten.values())
    *eerste, laatste = gewichten
    uitdrukking, grens = pl.lit(laatste), sum(gewichten.values()) - gewichten[laatste]
    for waarde in reversed(eerste):
        uitdrukking = pl.when(getrokken < grens).then(pl.lit(waarde)).otherwise(uitdrukking)
        grens -= gewichten[waarde]
    return uitdrukking


def dagen(getrokken: pl.Expr, tabel: Doorlooptijd) -> pl.Expr:
    """Whole days of a lead time, at this share of its distribution."""
    uitdrukking = pl.lit(float(tabel[-1][1]))
    for (deel_a, dag_a), (deel_b, dag_b) in reversed(list(pairwise(tabel))):
        op_lijn = dag_a + (getrokken - deel_a) * ((dag_b - dag_a) / (deel_b - deel_a))
        uitdrukking = pl.when(getrokken < deel_b).then(op_lijn).otherwise(uitdrukking)
    return uitdrukking.round().cast(pl.Int32)


def duur(naam: str, tabel: Doorlooptijd, sleutel: str = "i") -> pl.Expr:
    """Whole days of a lead time, drawn."""
    return dagen(deel(naam, sleutel), tabel)


def uuids(frame: pl.DataFrame, naam: str, sleutel: str = "i") -> pl.Series:
    """A UUID for each row, always the same for the same name and key.

    In the form of version 7: it begins with a counter (the key) instead of chance. Rows written in the
    order of their keys then land side by side in every index, which is what makes a large region quick to
    write.
    """
    bits = frame.select(
        teller=pl.col(sleutel), a=_gemengd(f"{naam}:a", sleutel), b=_gemengd(f"{naam}:b", sleutel)
    )
    teksten = []
    for teller, a, b in bits.iter_rows():
        begin, midden, einde = f"{_BEGIN + teller:012x}", f"{a:016x}", f"{b:016x}"
        teksten.append(f"{begin[:8]}-{begin[8:]}-7{midden[:3]}-a{midden[3:6]}-{einde[:12]}")
    return pl.Series(teksten, dtype=pl.String)
