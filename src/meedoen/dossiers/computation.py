"""From facts to what follows from them, over columns: the same code for one dossier and for a country."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from meedoen.dossiers.phases import PHASE, STEP, VALUES, WAIT_ON, FeitSoort
from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn.compute import compute
from meedoen.wet.termijn.feiten import ALL_COLUMNS
from meedoen.wet.termijn.rule import TermijnSettings

SCHEMA = {
    "dossier": pl.String,
    **{kind.value: pl.String if kind in VALUES else pl.Date for kind in FeitSoort},
}
"""One row per dossier, one column per kind of fact: its date, or its value for a fact that has one."""

TERMIJNEN_WITH_ACT = tuple(dict.fromkeys(rule.name for rule in law.TERMIJN_RULES if rule.gehaald_door))
"""Terms that someone must do something for; the worklist is ordered by these."""


@dataclass(frozen=True)
class ComputedState:
    """What follows from the facts.

    Attributes:
        termijnen: dossier, soort, begin, laatste_dag_ruw, laatste_dag, verschoven_door, gehaald_op;
            one row per term that has begun or will.
        dossiers: dossier, doelgroep, fase, stap, wacht_op, eerste_termijn, eerste_dag, eerste_begin.
    """

    termijnen: pl.DataFrame
    dossiers: pl.DataFrame


def compute_state(feiten: pl.DataFrame, settings: TermijnSettings) -> ComputedState:
    """Compute terms, phase, next step and first deadline of every dossier in a frame of facts.

    Args:
        feiten: columns of `SCHEMA`.
    """
    termijnen = (
        compute(feiten.select(ALL_COLUMNS), reference_date=None, settings=settings)
        .filter(pl.col("laatste_dag").is_not_null())
        .select(
            "dossier",
            pl.col("termijn").cast(pl.String).alias("soort"),
            "begin",
            "laatste_dag_ruw",
            "laatste_dag",
            pl.col("verschoven_door").fill_null(""),
            "gehaald_op",
        )
    )
    runs = pl.all_horizontal(pl.col(kind).is_null() for kind in (FeitSoort.END_PLICHT, FeitSoort.EXEMPT))
    running = feiten.lazy().filter(runs).select("dossier").collect()
    state = feiten.select("dossier", pl.col(FeitSoort.DOELGROEP).fill_null(""), PHASE, STEP, WAIT_ON).join(
        _first(termijnen.join(running, on="dossier", how="semi")), on="dossier", how="left"
    )
    return ComputedState(termijnen, state.with_columns(pl.col("eerste_termijn").fill_null("")))


def _first(termijnen: pl.DataFrame) -> pl.DataFrame:
    """The first term that someone still has to act for; else the end of the inburgeringstermijn."""
    open_act = pl.col("soort").is_in(TERMIJNEN_WITH_ACT) & pl.col("gehaald_op").is_null()
    return (
        termijnen.filter(open_act | (pl.col("soort") == "inburgeringstermijn"))
        .sort((~open_act).cast(pl.Int8), "laatste_dag")
        .group_by("dossier", maintain_order=True)
        .agg(
            pl.col("soort").first().alias("eerste_termijn"),
            pl.col("laatste_dag").first().alias("eerste_dag"),
            pl.col("begin").first().alias("eerste_begin"),
        )
    )
