"""The calendar of the Algemene termijnenwet (Awt): on which days no term ends.

Article 1 moves the last day of a term to the first day that is not a Saturday, Sunday or recognised holiday.
Article 3 names the holidays; days can be equated to them by decree, which is data with a last known year.
Article 4 leaves long terms alone; that is decided by the length of a term, in `Duration.follows_awt`.
Sources: regelblad §18.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""Facts outside these two days are refused: they are placeholders or typing errors."""

EQUATED_DAY = "gelijkgestelde dag"
WEEKEND_DAYS = {6: "zaterdag", 7: "zondag"}


@dataclass(frozen=True, slots=True)
class Gelijkstelling:
    """One decree that equates days to holidays (Awt art. 3 lid 3), with where we read it."""

    besluit: str
    source: str
    years: tuple[int, ...]
    days: tuple[date, ...]


GELIJKSTELLINGEN = (
    Gelijkstelling(
        besluit="Gelijkstelling van 27 mei 2022 (titel van het besluit niet bekend)",
        source="https://wvhl.nl/algemeen/de-algemene-termijnenwet",
        years=(2022,),
        days=(date(2022, 5, 27),),
    ),
    Gelijkstelling(
        besluit="Besluit gelijkstelling van 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en "
        "30 mei 2025 met een algemeen erkende feestdag",
        source="titel van het besluit",
        years=(2023, 2024, 2025),
        days=(
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
        source="https://wetten.overheid.nl/BWBR0051300/",
        years=(2026, 2027, 2028),
        days=(date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)),
    ),
)

known_from = min(year for besluit in GELIJKSTELLINGEN for year in besluit.years)
known_until = max(year for besluit in GELIJKSTELLINGEN for year in besluit.years)
"""The years of which the equated days are known; a term that ends outside them carries a warning."""


def is_known(day: date) -> bool:
    """Whether the equated days of the year of `day` are known, so that a moved last day is certain."""
    return known_from <= day.year <= known_until


def must_be_extended(today: date) -> bool:
    """Whether the last known year ends within twelve months of `today`: time to add the next decree."""
    return today.year >= known_until


def easter_sunday(year: int) -> date:
    """Return first Easter day of a Gregorian year (anonymous algorithm of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> dict[date, str]:
    """Return the recognised holidays and equated days of one year with names; where two coincide, both."""
    easter = easter_sunday(year)
    koningsdag = date(year, 4, 27)
    if koningsdag.isoweekday() == 7:
        koningsdag = date(year, 4, 26)
    names: defaultdict[date, list[str]] = defaultdict(list)
    for day, name in (
        (date(year, 1, 1), "Nieuwjaarsdag"),
        (easter - timedelta(days=2), "Goede Vrijdag"),
        (easter + timedelta(days=1), "tweede paasdag"),
        (koningsdag, "Koningsdag"),
        (easter + timedelta(days=39), "Hemelvaartsdag"),
        (date(year, 5, 5), "Bevrijdingsdag"),
        (easter + timedelta(days=50), "tweede pinksterdag"),
        (date(year, 12, 25), "eerste kerstdag"),
        (date(year, 12, 26), "tweede kerstdag"),
    ):
        names[day].append(name)
    for besluit in GELIJKSTELLINGEN:
        for day in besluit.days:
            if day.year == year:
                names[day].append(EQUATED_DAY)
    return {day: " en ".join(of_day) for day, of_day in sorted(names.items())}


_holidays_of = lru_cache(maxsize=400)(holidays)


def rest_day_name(day: date) -> str | None:
    """Return why no term ends on `day` (name of the holiday, "zaterdag", "zondag"), or None."""
    return _holidays_of(day.year).get(day) or WEEKEND_DAYS.get(day.isoweekday())


def is_rest_day(day: date) -> bool:
    """Whether `day` is a Saturday, Sunday, recognised holiday or equated day."""
    return rest_day_name(day) is not None


def roll(day: date) -> tuple[date, tuple[str, ...]]:
    """Return the first day from `day` on that a term can end on, and the names of the days skipped."""
    skipped: list[str] = []
    while (name := rest_day_name(day)) is not None:
        skipped.append(name)
        day += timedelta(days=1)
    return day, tuple(skipped)


@lru_cache(maxsize=32)
def rest_days(first_year: int, last_year: int) -> pl.DataFrame:
    """Return every rest day as `dag, verschoven_naar, verschoven_door` (the names of the days skipped)."""
    days = pl.date_range(date(first_year, 1, 1), date(last_year, 12, 31), eager=True)
    resting = [day for day in days if is_rest_day(day)]
    moved = [roll(day) for day in resting]
    return pl.DataFrame(
        {
            "dag": resting,
            "verschoven_naar": [to for to, _ in moved],
            "verschoven_door": [", ".join(names) for _, names in moved],
        },
        schema={"dag": pl.Date, "verschoven_naar": pl.Date, "verschoven_door": pl.String},
    )


def roll_column(frame: pl.LazyFrame, column: str, years: tuple[int, int]) -> pl.LazyFrame:
    """Add to `frame` the columns `laatste_dag` and `verschoven_door` for the last days in `column`.

    `years` are the first and last year that can occur in `column`. `verschoven_door` is null where nothing
    moved.
    """
    # Whole decades, so that the cache holds a few tables instead of one for every pair of years.
    table = rest_days(years[0] // 10 * 10, years[1] // 10 * 10 + 9)
    return frame.join(
        table.lazy(), left_on=column, right_on="dag", how="left", maintain_order="left"
    ).with_columns(laatste_dag=pl.coalesce("verschoven_naar", column))
