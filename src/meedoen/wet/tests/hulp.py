"""What the tests of the law share."""

import polars as pl

from meedoen.wet.termijn.feiten import ALL_COLUMNS, DATES

SCHEMA = {naam: pl.Date if naam in DATES else pl.String for naam in ALL_COLUMNS}


def frame(*dossiers):
    """Facts of some dossiers; what a dossier leaves out is unknown."""
    return pl.DataFrame(
        [{naam: dossier.get(naam) for naam in ALL_COLUMNS} for dossier in dossiers], schema=SCHEMA
    )
