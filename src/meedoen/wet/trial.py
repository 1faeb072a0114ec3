"""Made-up facts in any number, to measure with. They hold no persons: numbers, choices and dates only."""

from datetime import date

import polars as pl

from meedoen.wet.termijn.feiten import DATES, FEITEN

FIRST, LAST = date(2022, 1, 1), date(2028, 12, 31)
PART_UNKNOWN = 6


def make_feiten(number: int, seed: int = 1) -> pl.DataFrame:
    """Return `number` dossiers with evenly drawn facts, a sixth of each unknown; the same for a `seed`."""
    days = pl.date_range(FIRST, LAST, eager=True)
    columns = {"dossier": pl.int_range(number, eager=True).cast(pl.String)}
    for place, name in enumerate(FEITEN):
        choice = days if name in DATES else pl.Series(FEITEN[name].values)
        drawn = choice.sample(number, with_replacement=True, seed=seed + place)
        known = pl.int_range(PART_UNKNOWN, eager=True).sample(
            number, with_replacement=True, seed=seed + place + len(FEITEN)
        )
        columns[name] = drawn.zip_with(known > 0, pl.Series([None], dtype=choice.dtype))
    return pl.DataFrame(columns)
