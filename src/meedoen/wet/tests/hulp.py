"""What the tests of the law share."""

import polars as pl

from meedoen.wet.feiten import DATUMS, KOLOMMEN

SCHEMA = {naam: pl.Date if naam in DATUMS else pl.String for naam in KOLOMMEN}


def frame(*dossiers):
    """Facts of some dossiers; what a dossier leaves out is unknown."""
    return pl.DataFrame(
        [{naam: dossier.get(naam) for naam in KOLOMMEN} for dossier in dossiers], schema=SCHEMA
    )
