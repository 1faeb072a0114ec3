"""What the tests of the law share."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from meedoen.wet.artikel import WET, Artikel
from meedoen.wet.duration import Duration
from meedoen.wet.termijn.feiten import ALL_COLUMNS, DATES

SCHEMA = {naam: pl.Date if naam in DATES else pl.String for naam in ALL_COLUMNS}


CHANGE = date(2027, 1, 1)
"""The day on which the law of these tests changes."""


def changed(rule, day=CHANGE):
    """A rule that ends before a day and its next version: twice as long, or else from another article."""
    if isinstance(rule.duration, Duration):
        new = replace(rule, valid_from=day, duration=replace(rule.duration, number=2 * rule.duration.number))
    else:
        new = replace(rule, valid_from=day, grondslag=Artikel(WET, "99"))
    return replace(rule, valid_until=day - timedelta(days=1)), new


def frame(*dossiers):
    """Facts of some dossiers; what a dossier leaves out is unknown."""
    return pl.DataFrame(
        [{naam: dossier.get(naam) for naam in ALL_COLUMNS} for dossier in dossiers], schema=SCHEMA
    )
