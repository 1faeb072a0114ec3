"""The mess of real life: what nobody wrote down, who was registered twice, who moved."""

from __future__ import annotations

import polars as pl

from meedoen.cli.demo_region.calibration import WEIGHTS
from meedoen.cli.demo_region.chance import chance, part, weighted
from meedoen.dossiers.phases import FeitSoort as F

ORDER = (
    F.KOPPELING,
    F.FIRST_CONTACT,
    F.HANDOVER,
    F.HUISVESTING,
    F.DOELGROEP,
    F.ASIELVERGUNNING,
    F.BEGIN_PLICHT,
    F.KENNISGEVING_DUO,
    F.INSCHRIJVING_BRP,
    F.BIJSTAND_FROM,
    F.INTAKE_STARTED,
    F.INFORMATION_THIRD_PARTIES,
    F.LBT,
    F.INTAKE_COMPLETED,
    F.PIP_SUBMITTED,
    F.PIP_APPROVED,
    F.LEERROUTE,
    F.PIP_DAGTEKENING,
    F.PIP_MADE_KNOWN,
    F.SIGNED_IN_AANBIEDER,
    F.PLACED,
    F.END_PLICHT,
)
"""The facts as columns of days."""

STAYS_AFTER_MOVE = (
    F.DOELGROEP,
    F.ASIELVERGUNNING,
    F.BEGIN_PLICHT,
    F.KENNISGEVING_DUO,
    F.LEERROUTE,
    F.PIP_DAGTEKENING,
    F.PIP_MADE_KNOWN,
)
"""What a new municipality hears of someone who moves: from DUO, the rest starts anew."""

EMPTY = pl.lit(None, dtype=pl.Int32)


def forgotten(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out what people forget to write down."""
    plain = pl.col("scenario").is_null()
    chances = {
        F.INSCHRIJVING_BRP: 0.03,
        F.BEGIN_PLICHT: 0.02,
        F.FIRST_CONTACT: 0.02,
        F.ASIELVERGUNNING: 0.02,
        F.HUISVESTING: 0.03,
        F.LBT: 0.02,
    }
    for_pip = pl.col(F.PIP_SUBMITTED).is_null()
    return frame.with_columns(
        pl.when(plain & chance(f"vergeten {kind}", p) & (for_pip | pl.lit(kind != F.LBT)))
        .then(EMPTY)
        .otherwise(kind)
        .alias(kind)
        for kind, p in chances.items()
    )


def only_the_core(frame: pl.DataFrame) -> pl.DataFrame:
    """A closed dossier was taken over from the former system: what was talked about on the way did not come
    along."""
    ready = pl.col(F.END_PLICHT).is_not_null()
    under_way = (
        F.FIRST_CONTACT,
        F.HANDOVER,
        F.INFORMATION_THIRD_PARTIES,
        F.LBT,
        F.PIP_SUBMITTED,
        F.PIP_APPROVED,
    )
    return frame.with_columns(pl.when(ready).then(EMPTY).otherwise(kind).alias(kind) for kind in under_way)


def registered_twice(frame: pl.DataFrame) -> pl.DataFrame:
    """A double was registered from a second message: it holds the first facts, and nothing happens in it."""
    duplicate = pl.col("soort") == "dubbel"
    first = (F.KOPPELING, F.DOELGROEP, F.ASIELVERGUNNING, F.KENNISGEVING_DUO, F.END_PLICHT)
    return frame.with_columns(
        pl.when(duplicate).then(EMPTY).otherwise(kind).alias(kind) for kind in ORDER if kind not in first
    )


def moved(frame: pl.DataFrame) -> pl.DataFrame:
    """Someone who moved: the new municipality has the registration of its own and what DUO tells it."""
    other = [code for code in WEIGHTS if code != "0361"]
    new = weighted("nieuwe gemeente", {code: WEIGHTS[code] for code in other})
    gone = pl.col("soort") == "verhuisd"
    brp = pl.col(F.INSCHRIJVING_BRP)
    on = (brp.fill_null(-90) * part("verhuisdag")).round().cast(pl.Int32)
    frame = frame.with_columns(
        code=pl.when(gone)
        .then(pl.when(new == pl.col("code")).then(pl.lit("0361")).otherwise(new))
        .otherwise("code"),
        _op=pl.when(gone).then(on),
    )
    keeps = pl.col("_op").is_null() | pl.lit(value=False)
    frame = frame.with_columns(
        pl.when(keeps | ((pl.col(kind) <= pl.col("_op")) & pl.lit(kind in STAYS_AFTER_MOVE)))
        .then(kind)
        .alias(kind)
        for kind in ORDER
    )
    return frame.with_columns(
        pl.coalesce("_op", F.INSCHRIJVING_BRP).alias(F.INSCHRIJVING_BRP),
        pl.when(gone)
        .then(pl.when(pl.col("_op") < -12).then(pl.col("_op") + 12))
        .otherwise(F.FIRST_CONTACT)
        .alias(F.FIRST_CONTACT),
    ).drop("_op")
