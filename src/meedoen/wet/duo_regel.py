"""What a condition of DUO for a report consists of, and how one is tried on any number of reports at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields

import polars as pl

from meedoen.wet.duo_feiten import DuoFeiten, Melding, als_frame
from meedoen.wet.voorwaarde import NIET_TE_TOETSEN, Toetsing, Uitkomst, Voorwaarde, gezegd, met_stand
from meedoen.wet.zin import Zin

ONBEKEND = "niet_te_toetsen"
"""What a column says where a condition holds and a fact to try it on is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DuoRegel(Voorwaarde):
    """One condition of DUO, as expressions over the columns of `duo_feiten`.

    `bij` says for which reports, `geldt_als` for which of those it holds, `voldaan_als` when it is met.
    `veld` is the fact that has to change when it is not: the field of the form that gets the reason.
    """

    bij: tuple[Melding, ...]
    voldaan_als: pl.Expr
    geldt_als: pl.Expr = field(default_factory=lambda: pl.lit(value=True))
    veld: str = ""


def uitkomsten(regels: Sequence[DuoRegel], feiten: pl.DataFrame) -> pl.DataFrame:
    """Try conditions on a frame of facts: a column for each, of `Uitkomst` values or `ONBEKEND`."""
    return feiten.select(_uitkomst(regel).alias(regel.id) for regel in regels)


def _uitkomst(regel: DuoRegel) -> pl.Expr:
    bekend = pl.all_horizontal(pl.lit(value=True), *(pl.col(naam).is_not_null() for naam in regel.nodig))
    return (
        pl.when(~regel.geldt_als.fill_null(value=False))
        .then(pl.lit(Uitkomst.NIET_VAN_TOEPASSING.value))
        .when(~bekend)
        .then(pl.lit(ONBEKEND))
        .when(regel.voldaan_als.fill_null(value=False))
        .then(pl.lit(Uitkomst.VOLDAAN.value))
        .otherwise(pl.lit(Uitkomst.NIET_VOLDAAN.value))
    )


def toets_regels(regels: Sequence[DuoRegel], feiten: DuoFeiten) -> list[Toetsing]:
    """Try conditions on one report: each with its outcome and a sentence that says how it stands."""
    rij = uitkomsten(regels, als_frame([feiten])).row(0, named=True)
    waarden = {veld.name: gezegd(getattr(feiten, veld.name)) for veld in fields(feiten)}
    return [_toetsing(regel, rij[regel.id], waarden) for regel in regels]


def _toetsing(regel: DuoRegel, uitkomst: str, waarden: dict[str, object]) -> Toetsing:
    if uitkomst == ONBEKEND:
        return Toetsing(regel, Uitkomst.NIET_VAN_TOEPASSING, met_stand(regel, Zin(NIET_TE_TOETSEN)))
    return Toetsing(regel, Uitkomst(uitkomst), met_stand(regel, Zin(regel.stand, waarden)))
