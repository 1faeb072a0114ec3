"""The brede intake of open dossiers: the talks, what was noted per life domain, and the
leerbaarheidstoets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from meedoen.cli.demo_region.chance import geheel, gewogen, kans, keuze, uuids
from meedoen.cli.demo_region.gesprekken import EERSTE_INTAKE, PER_DOSSIER, TWEEDE_INTAKE
from meedoen.cli.demo_region.life_course import datum
from meedoen.cli.demo_region.sayings import ANDERE_NOTITIE, NOTITIES, SAMENVATTINGEN, WENSEN
from meedoen.dossiers.phases import FeitSoort as F

OVERSLAAN = 0.04
WIJKT_AF = 0.06
"""Share of the tests that are skipped, and share of the plans that choose otherwise than the test: our
choices."""

BENODIGD = 30
BEELDEN_VAN_LAATSTE = 420
"""Notes per domain are kept of intakes begun at most so many days ago; older ones were held in another
system."""


def _met_intake(levens: pl.DataFrame) -> pl.DataFrame:
    return levens.filter(pl.col(F.INTAKE_GESTART).is_not_null())


def intakes(levens: pl.DataFrame, leidraad: int | str) -> pl.DataFrame:
    """The rows of `BredeIntake`."""
    return _met_intake(levens).select(
        "gemeente_id",
        id="intake_id",
        dossier_id="dossier",
        leidraad_id=pl.lit(leidraad),
        gesprek_alleen_aangeboden=kans("alleen gesproken", 0.9),
        vve_verteld=kans("vve", 0.6),
    )


def intakegesprekken(levens: pl.DataFrame, momenten: pl.DataFrame) -> pl.DataFrame:
    """The rows of `IntakeGesprek`: the contact moments on which the intake was held."""
    plaats = pl.col("sleutel") % PER_DOSSIER
    gehouden = momenten.filter(plaats.is_in([EERSTE_INTAKE, TWEEDE_INTAKE]))
    gehouden = gehouden.join(levens.select("i", "intake_id"), on="i", maintain_order="left")
    return gehouden.select(
        "gemeente_id",
        "intake_id",
        "dossier_id",
        "taal",
        id=uuids(gehouden, "intakegesprek", "sleutel"),
        contactmoment_id=pl.col("id"),
        samenvatting=keuze("samenvatting", SAMENVATTINGEN, "sleutel"),
        afgerond_op=pl.col("moment").dt.offset_by("75m"),
    )


def domeinbeelden(levens: pl.DataFrame, domeinen: Sequence[str], vandaag: date) -> pl.DataFrame:
    """The rows of `Domeinbeeld`: every domain of a finished intake, about half of one that runs."""
    met = _met_intake(levens).filter(pl.col(F.INTAKE_GESTART) >= -BEELDEN_VAN_LAATSTE)
    klaar = pl.col(F.INTAKE_AFGEROND).is_not_null()
    delen = []
    for plaats, domein in enumerate(domeinen):
        sleutel = met.with_columns(sleutel=pl.col("i") * PER_DOSSIER + plaats)
        delen.append(
            sleutel.filter(klaar | (plaats < geheel("hoe ver", 2, 7))).select(
                "gemeente_id",
                "intake_id",
                dossier_id="dossier",
                domein=pl.lit(domein),
                notities=keuze(f"notitie {domein}", NOTITIES.get(domein, ANDERE_NOTITIE), "sleutel"),
                startpositie=gewogen("positie", {"1": 12, "2": 26, "3": 34, "4": 21, "5": 7}, "sleutel").cast(
                    pl.Int16
                ),
                wens=pl.when(kans("wens", 0.25, "sleutel"))
                .then(keuze("welke wens", WENSEN, "sleutel"))
                .otherwise(pl.lit("")),
                besproken=pl.lit(value=True),
                versie=geheel("versie", 1, 9, "sleutel"),
                bijgewerkt_op=pl.concat_str(
                    datum(F.INTAKE_GESTART, vandaag).cast(pl.String), pl.lit("T12:00:00+01")
                ),
                bijgewerkt_door_id="klantmanager_id",
            )
        )
    return pl.concat(delen).sort("intake_id", maintain_order=True)


def toetsen(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The rows of `Leerbaarheidstoets`, for whom the test is a fact."""
    met = levens.filter(pl.col(F.LBT).is_not_null())
    over, haalbaar = lbt_overgeslagen(), lbt_haalbaar()
    leeg = pl.lit(None, dtype=pl.Int32)
    return met.select(
        "gemeente_id",
        dossier_id="dossier",
        examennummer=pl.when(over)
        .then(pl.lit(""))
        .otherwise(pl.lit("L") + (700_000 + pl.col("i")).cast(pl.String)),
        afgenomen_op=pl.when(~over).then(datum(F.LBT, vandaag)),
        resultaat=pl.when(over)
        .then(pl.lit(""))
        .when(haalbaar)
        .then(pl.lit("haalbaar"))
        .otherwise(pl.lit("niet_haalbaar")),
        behaalde_score=pl.when(over)
        .then(leeg)
        .when(haalbaar)
        .then(geheel("score", BENODIGD, 48))
        .otherwise(geheel("score", 8, BENODIGD - 1)),
        benodigde_score=pl.when(over).then(leeg).otherwise(BENODIGD),
        overslaan=pl.when(over).then(pl.lit("zicht")).otherwise(pl.lit("")),
        reden=pl.when(over).then(pl.lit("Verklaring van de oogarts gezien.")).otherwise(pl.lit("")),
        vastgelegd_door_id="klantmanager_id",
    )


def lbt_overgeslagen() -> pl.Expr:
    """Whether the test was skipped."""
    return kans("lbt overgeslagen", OVERSLAAN)


def wijkt_af() -> pl.Expr:
    """Whether the plan chooses otherwise than the test."""
    return kans("wijkt af", WIJKT_AF) & ~lbt_overgeslagen()


def lbt_haalbaar() -> pl.Expr:
    """What the test says: what the plan will choose, except where that deviates."""
    return (pl.col("leerroute_code") != "Z") ^ wijkt_af()
