"""Made-up facts in any number, to measure with. They hold no persons: numbers, choices and dates only."""

from datetime import date

import polars as pl

from meedoen.wet.feiten import DATUMS, FEITEN

EERSTE, LAATSTE = date(2022, 1, 1), date(2028, 12, 31)
DEEL_ONBEKEND = 6


def maak_feiten(aantal: int, zaad: int = 1) -> pl.DataFrame:
    """Return `aantal` dossiers with evenly drawn facts, a sixth of each unknown; the same for a `zaad`."""
    dagen = pl.date_range(EERSTE, LAATSTE, eager=True)
    kolommen = {"dossier": pl.int_range(aantal, eager=True).cast(pl.String)}
    for nummer, naam in enumerate(FEITEN):
        keus = dagen if naam in DATUMS else pl.Series(FEITEN[naam].waarden)
        trekking = keus.sample(aantal, with_replacement=True, seed=zaad + nummer)
        bekend = pl.int_range(DEEL_ONBEKEND, eager=True).sample(
            aantal, with_replacement=True, seed=zaad + nummer + len(FEITEN)
        )
        kolommen[naam] = trekking.zip_with(bekend > 0, pl.Series([None], dtype=keus.dtype))
    return pl.DataFrame(kolommen)
