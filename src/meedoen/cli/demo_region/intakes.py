"""The brede intake of open dossiers: the talks, what was noted per life domain, and the
leerbaarheidstoets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from meedoen.cli.demo_region.chance import chance, choice, uuids, weighted, whole
from meedoen.cli.demo_region.gesprekken import FIRST_INTAKE, PER_DOSSIER, SECOND_INTAKE
from meedoen.cli.demo_region.life_course import date_
from meedoen.cli.demo_region.sayings import NOTES, OTHER_NOTE, SUMMARIES, WISHES
from meedoen.dossiers.phases import FeitSoort as F

SKIP = 0.04
DEVIATES = 0.06
"""Share of the tests that are skipped, and share of the plans that choose otherwise than the test: our
choices."""

REQUIRED = 30
IMAGES_OF_LAST = 420
"""Notes per domain are kept of intakes begun at most so many days ago; older ones were held in another
system."""


def _with_intake(lives: pl.DataFrame) -> pl.DataFrame:
    return lives.filter(pl.col(F.INTAKE_STARTED).is_not_null())


def intakes(lives: pl.DataFrame, leidraad: int | str) -> pl.DataFrame:
    """The rows of `BredeIntake`."""
    return _with_intake(lives).select(
        "gemeente_id",
        id="intake_id",
        dossier_id="dossier",
        leidraad_id=pl.lit(leidraad),
        gesprek_alleen_aangeboden=chance("alleen gesproken", 0.9),
        vve_verteld=chance("vve", 0.6),
    )


def intakegesprekken(lives: pl.DataFrame, moments: pl.DataFrame) -> pl.DataFrame:
    """The rows of `IntakeGesprek`: the contact moments on which the intake was held."""
    place = pl.col("sleutel") % PER_DOSSIER
    held = moments.filter(place.is_in([FIRST_INTAKE, SECOND_INTAKE]))
    held = held.join(lives.select("i", "intake_id"), on="i", maintain_order="left")
    return held.select(
        "gemeente_id",
        "intake_id",
        "dossier_id",
        "taal",
        id=uuids(held, "intakegesprek", "sleutel"),
        contactmoment_id=pl.col("id"),
        summary=choice("samenvatting", SUMMARIES, "sleutel"),
        completed_at=pl.col("moment").dt.offset_by("75m"),
    )


def domeinbeelden(lives: pl.DataFrame, domeinen: Sequence[str], today: date) -> pl.DataFrame:
    """The rows of `Domeinbeeld`: every domain of a finished intake, about half of one that runs."""
    with_ = _with_intake(lives).filter(pl.col(F.INTAKE_STARTED) >= -IMAGES_OF_LAST)
    ready = pl.col(F.INTAKE_COMPLETED).is_not_null()
    parts = []
    for place, domein in enumerate(domeinen):
        key = with_.with_columns(sleutel=pl.col("i") * PER_DOSSIER + place)
        parts.append(
            key.filter(ready | (place < whole("hoe ver", 2, 7))).select(
                "gemeente_id",
                "intake_id",
                dossier_id="dossier",
                domein=pl.lit(domein),
                notities=choice(f"notitie {domein}", NOTES.get(domein, OTHER_NOTE), "sleutel"),
                startpositie=weighted(
                    "positie", {"1": 12, "2": 26, "3": 34, "4": 21, "5": 7}, "sleutel"
                ).cast(pl.Int16),
                wens=pl.when(chance("wens", 0.25, "sleutel"))
                .then(choice("welke wens", WISHES, "sleutel"))
                .otherwise(pl.lit("")),
                besproken=pl.lit(value=True),
                version=whole("versie", 1, 9, "sleutel"),
                updated_at=pl.concat_str(
                    date_(F.INTAKE_STARTED, today).cast(pl.String), pl.lit("T12:00:00+01")
                ),
                updated_by_id="klantmanager_id",
            )
        )
    return pl.concat(parts).sort("intake_id", maintain_order=True)


def evaluate_all(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The rows of `Leerbaarheidstoets`, for whom the test is a fact."""
    with_ = lives.filter(pl.col(F.LBT).is_not_null())
    about, feasible = lbt_skipped(), lbt_feasible()
    empty = pl.lit(None, dtype=pl.Int32)
    return with_.select(
        "gemeente_id",
        dossier_id="dossier",
        examennummer=pl.when(about)
        .then(pl.lit(""))
        .otherwise(pl.lit("L") + (700_000 + pl.col("i")).cast(pl.String)),
        afgenomen_op=pl.when(~about).then(date_(F.LBT, today)),
        resultaat=pl.when(about)
        .then(pl.lit(""))
        .when(feasible)
        .then(pl.lit("haalbaar"))
        .otherwise(pl.lit("niet_haalbaar")),
        behaalde_score=pl.when(about)
        .then(empty)
        .when(feasible)
        .then(whole("score", REQUIRED, 48))
        .otherwise(whole("score", 8, REQUIRED - 1)),
        benodigde_score=pl.when(about).then(empty).otherwise(REQUIRED),
        overslaan=pl.when(about).then(pl.lit("zicht")).otherwise(pl.lit("")),
        reden=pl.when(about).then(pl.lit("Verklaring van de oogarts gezien.")).otherwise(pl.lit("")),
        recorded_by_id="klantmanager_id",
    )


def lbt_skipped() -> pl.Expr:
    """Whether the test was skipped."""
    return chance("lbt overgeslagen", SKIP)


def deviates() -> pl.Expr:
    """Whether the plan chooses otherwise than the test."""
    return chance("wijkt af", DEVIATES) & ~lbt_skipped()


def lbt_feasible() -> pl.Expr:
    """What the test says: what the plan will choose, except where that deviates."""
    return (pl.col("leerroute_code") != "Z") ^ deviates()
