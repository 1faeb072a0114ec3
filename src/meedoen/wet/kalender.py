"""The calendar of the Algemene termijnenwet (Awt): on which days no term ends.

Article 1 moves the last day of a term to the first day that is not a Saturday, Sunday or recognised holiday.
Article 3 names the holidays; days can be equated to them by decree, which is data with a last known year.
Article 4 leaves long terms alone; that is decided by the length of a term, in `Duur.awt_geldt`.
Sources: wi2021.md §18.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

EERSTE_DAG = date(1900, 1, 1)
LAATSTE_DAG = date(2199, 12, 31)
"""Facts outside these two days are refused: they are placeholders or typing errors."""

GELIJKGESTELDE_DAG = "gelijkgestelde dag"
WEEKENDDAGEN = {6: "zaterdag", 7: "zondag"}


@dataclass(frozen=True, slots=True)
class Gelijkstelling:
    """One decree that equates days to holidays (Awt art. 3 lid 3), with where we read it."""

    besluit: str
    bron: str
    jaren: tuple[int, ...]
    dagen: tuple[date, ...]


GELIJKSTELLINGEN = (
    Gelijkstelling(
        besluit="Gelijkstelling van 27 mei 2022 (titel van het besluit niet bekend)",
        bron="https://wvhl.nl/algemeen/de-algemene-termijnenwet",
        jaren=(2022,),
        dagen=(date(2022, 5, 27),),
    ),
    Gelijkstelling(
        besluit="Besluit gelijkstelling van 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en "
        "30 mei 2025 met een algemeen erkende feestdag",
        bron="titel van het besluit",
        jaren=(2023, 2024, 2025),
        dagen=(
            date(2023, 4, 28),
            date(2023, 5, 19),
            date(2024, 5, 10),
            date(2024, 12, 27),
            date(2025, 5, 30),
        ),
    ),
    Gelijkstelling(
        besluit="Besluit gelijkstelling van 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en "
        "26 mei 2028 met een algemeen erkende feestdag",
        bron="https://wetten.overheid.nl/BWBR0051300/",
        jaren=(2026, 2027, 2028),
        dagen=(date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)),
    ),
)

known_from = min(jaar for besluit in GELIJKSTELLINGEN for jaar in besluit.jaren)
known_until = max(jaar for besluit in GELIJKSTELLINGEN for jaar in besluit.jaren)
"""The years of which the equated days are known; a term that ends outside them carries a warning."""


def is_known(dag: date) -> bool:
    """Whether the equated days of the year of `dag` are known, so that a moved last day is certain."""
    return known_from <= dag.year <= known_until


def must_be_extended(vandaag: date) -> bool:
    """Whether the last known year ends within twelve months of `vandaag`: time to add the next decree."""
    return vandaag.year >= known_until


def easter_sunday(jaar: int) -> date:
    """Return first Easter day of a Gregorian year (anonymous algorithm of Meeus, Jones and Butcher)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    maand, dag = divmod(h + weekday - 7 * m + 114, 31)
    return date(jaar, maand, dag + 1)


def holidays(jaar: int) -> dict[date, str]:
    """Return the recognised holidays and equated days of one year with names; where two coincide, both."""
    pasen = easter_sunday(jaar)
    koningsdag = date(jaar, 4, 27)
    if koningsdag.isoweekday() == 7:
        koningsdag = date(jaar, 4, 26)
    namen: defaultdict[date, list[str]] = defaultdict(list)
    for dag, naam in (
        (date(jaar, 1, 1), "Nieuwjaarsdag"),
        (pasen - timedelta(days=2), "Goede Vrijdag"),
        (pasen + timedelta(days=1), "tweede paasdag"),
        (koningsdag, "Koningsdag"),
        (pasen + timedelta(days=39), "Hemelvaartsdag"),
        (date(jaar, 5, 5), "Bevrijdingsdag"),
        (pasen + timedelta(days=50), "tweede pinksterdag"),
        (date(jaar, 12, 25), "eerste kerstdag"),
        (date(jaar, 12, 26), "tweede kerstdag"),
    ):
        namen[dag].append(naam)
    for besluit in GELIJKSTELLINGEN:
        for dag in besluit.dagen:
            if dag.year == jaar:
                namen[dag].append(GELIJKGESTELDE_DAG)
    return {dag: " en ".join(dagnamen) for dag, dagnamen in sorted(namen.items())}


_holidays_of = lru_cache(maxsize=400)(holidays)


def rest_day_name(dag: date) -> str | None:
    """Return why no term ends on `dag` (name of the holiday, "zaterdag", "zondag"), or None."""
    return _holidays_of(dag.year).get(dag) or WEEKENDDAGEN.get(dag.isoweekday())


def is_rest_day(dag: date) -> bool:
    """Whether `dag` is a Saturday, Sunday, recognised holiday or equated day."""
    return rest_day_name(dag) is not None


def roll(dag: date) -> tuple[date, tuple[str, ...]]:
    """Return the first day from `dag` on that a term can end on, and the names of the days skipped."""
    overgeslagen: list[str] = []
    while (naam := rest_day_name(dag)) is not None:
        overgeslagen.append(naam)
        dag += timedelta(days=1)
    return dag, tuple(overgeslagen)


@lru_cache(maxsize=32)
def rest_days(eerste_jaar: int, laatste_jaar: int) -> pl.DataFrame:
    """Return every rest day as `dag, verschoven_naar, verschoven_door` (the names of the days skipped)."""
    dagen = pl.date_range(date(eerste_jaar, 1, 1), date(laatste_jaar, 12, 31), eager=True)
    rustdagen = [dag for dag in dagen if is_rest_day(dag)]
    verschoven = [roll(dag) for dag in rustdagen]
    return pl.DataFrame(
        {
            "dag": rustdagen,
            "verschoven_naar": [naar for naar, _ in verschoven],
            "verschoven_door": [", ".join(namen) for _, namen in verschoven],
        },
        schema={"dag": pl.Date, "verschoven_naar": pl.Date, "verschoven_door": pl.String},
    )


def roll_column(frame: pl.LazyFrame, kolom: str, jaren: tuple[int, int]) -> pl.LazyFrame:
    """Add to `frame` the columns `laatste_dag` and `verschoven_door` for the last days in `kolom`.

    `jaren` are the first and last year that can occur in `kolom`. `verschoven_door` is null where nothing
    moved.
    """
    # Whole decades, so that the cache holds a few tables instead of one for every pair of years.
    tabel = rest_days(jaren[0] // 10 * 10, jaren[1] // 10 * 10 + 9)
    return frame.join(
        tabel.lazy(), left_on=kolom, right_on="dag", how="left", maintain_order="left"
    ).with_columns(laatste_dag=pl.coalesce("verschoven_naar", kolom))
