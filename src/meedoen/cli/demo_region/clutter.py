"""The mess of real life: what nobody wrote down, who was registered twice, who moved."""

from __future__ import annotations

import polars as pl

from meedoen.cli.demo_region.calibration import GEWICHTEN
from meedoen.cli.demo_region.chance import deel, gewogen, kans
from meedoen.dossiers.phases import FeitSoort as F

VOLGORDE = (
    F.KOPPELING,
    F.EERSTE_CONTACT,
    F.OVERDRACHT,
    F.HUISVESTING,
    F.DOELGROEP,
    F.ASIELVERGUNNING,
    F.BEGIN_PLICHT,
    F.KENNISGEVING_DUO,
    F.INSCHRIJVING_BRP,
    F.BIJSTAND_VANAF,
    F.INTAKE_GESTART,
    F.INFORMATIE_DERDEN,
    F.LBT,
    F.INTAKE_AFGEROND,
    F.PIP_VOORGELEGD,
    F.PIP_GOEDGEKEURD,
    F.LEERROUTE,
    F.PIP_DAGTEKENING,
    F.PIP_BEKENDGEMAAKT,
    F.AANGEMELD_AANBIEDER,
    F.GEPLAATST,
    F.EINDE_PLICHT,
)
"""The facts as columns of days."""

BLIJFT_NA_VERHUIZING = (
    F.DOELGROEP,
    F.ASIELVERGUNNING,
    F.BEGIN_PLICHT,
    F.KENNISGEVING_DUO,
    F.LEERROUTE,
    F.PIP_DAGTEKENING,
    F.PIP_BEKENDGEMAAKT,
)
"""What a new municipality hears of someone who moves: from DUO, the rest starts anew."""

LEEG = pl.lit(None, dtype=pl.Int32)


def vergeten(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out what people forget to write down."""
    gewoon = pl.col("scenario").is_null()
    kansen = {
        F.INSCHRIJVING_BRP: 0.03,
        F.BEGIN_PLICHT: 0.02,
        F.EERSTE_CONTACT: 0.02,
        F.ASIELVERGUNNING: 0.02,
        F.HUISVESTING: 0.03,
        F.LBT: 0.02,
    }
    voor_pip = pl.col(F.PIP_VOORGELEGD).is_null()
    return frame.with_columns(
        pl.when(gewoon & kans(f"vergeten {soort}", p) & (voor_pip | pl.lit(soort != F.LBT)))
        .then(LEEG)
        .otherwise(soort)
        .alias(soort)
        for soort, p in kansen.items()
    )


def alleen_de_kern(frame: pl.DataFrame) -> pl.DataFrame:
    """A closed dossier was taken over from the former system: what was talked about on the way did not come
    along."""
    klaar = pl.col(F.EINDE_PLICHT).is_not_null()
    onderweg = (
        F.EERSTE_CONTACT,
        F.OVERDRACHT,
        F.INFORMATIE_DERDEN,
        F.LBT,
        F.PIP_VOORGELEGD,
        F.PIP_GOEDGEKEURD,
    )
    return frame.with_columns(pl.when(klaar).then(LEEG).otherwise(soort).alias(soort) for soort in onderweg)


def dubbel_geregistreerd(frame: pl.DataFrame) -> pl.DataFrame:
    """A double was registered from a second message: it holds the first facts, and nothing happens in it."""
    dubbel = pl.col("soort") == "dubbel"
    eerste = (F.KOPPELING, F.DOELGROEP, F.ASIELVERGUNNING, F.KENNISGEVING_DUO, F.EINDE_PLICHT)
    return frame.with_columns(
        pl.when(dubbel).then(LEEG).otherwise(soort).alias(soort) for soort in VOLGORDE if soort not in eerste
    )


def verhuisd(frame: pl.DataFrame) -> pl.DataFrame:
    """Someone who moved: the new municipality has the registration of its own and what DUO tells it."""
    ander = [code for code in GEWICHTEN if code != "0361"]
    nieuw = gewogen("nieuwe gemeente", {code: GEWICHTEN[code] for code in ander})
    weg = pl.col("soort") == "verhuisd"
    brp = pl.col(F.INSCHRIJVING_BRP)
    op = (brp.fill_null(-90) * deel("verhuisdag")).round().cast(pl.Int32)
    frame = frame.with_columns(
        code=pl.when(weg)
        .then(pl.when(nieuw == pl.col("code")).then(pl.lit("0361")).otherwise(nieuw))
        .otherwise("code"),
        _op=pl.when(weg).then(op),
    )
    houdt = pl.col("_op").is_null() | pl.lit(value=False)
    frame = frame.with_columns(
        pl.when(houdt | ((pl.col(soort) <= pl.col("_op")) & pl.lit(soort in BLIJFT_NA_VERHUIZING)))
        .then(soort)
        .alias(soort)
        for soort in VOLGORDE
    )
    return frame.with_columns(
        pl.coalesce("_op", F.INSCHRIJVING_BRP).alias(F.INSCHRIJVING_BRP),
        pl.when(weg)
        .then(pl.when(pl.col("_op") < -12).then(pl.col("_op") + 12))
        .otherwise(F.EERSTE_CONTACT)
        .alias(F.EERSTE_CONTACT),
    ).drop("_op")
