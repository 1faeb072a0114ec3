"""What was said and what is planned: contact moments and signals of the open dossiers."""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demo_region.chance import deel, geheel, gewogen, kans, keuze, uuids
from meedoen.cli.demo_region.life_course import datum
from meedoen.cli.demo_region.sayings import OPLOSSINGEN, PLEKKEN, SIGNALEN, VERSLAGEN
from meedoen.dossiers.phases import FeitSoort as F

PER_DOSSIER = 64
"""Room for the keys of contact moments: key = `i` times this, plus the place in the list."""

EERSTE_INTAKE, TWEEDE_INTAKE = 2, 3
KWARTAAL = 91
AANTAL_VOORTGANG = 16
TERUG, VOORUIT = -190, 35
"""Progress talks are kept of the last half year, and planned five weeks ahead, in days."""

NIET_VERSCHENEN, AFGEMELD = 0.06, 0.04
GEPLAND_VOOR = {
    "eerste_contact": "kennismaking",
    "overdracht": "driegesprek",
    "intake_starten": "intake",
    "intake_verder": "intake",
    "lbt": "lbt",
    "pip_opstellen": "pip",
}


def contactmomenten(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The rows of `Contactmoment` for open dossiers, with `sleutel` and `dag` for what hangs on them."""
    midden = (pl.col(F.INTAKE_AFGEROND) + pl.col(F.INTAKE_GESTART)) // 2
    pip = pl.coalesce(F.PIP_DAGTEKENING, F.PIP_VOORGELEGD)
    reeks = [
        (0, "kennismaking", pl.col(F.EERSTE_CONTACT)),
        (1, "driegesprek", pl.col(F.OVERDRACHT)),
        (EERSTE_INTAKE, "intake", pl.col(F.INTAKE_GESTART)),
        (
            TWEEDE_INTAKE,
            "intake",
            pl.when(pl.col(F.INTAKE_AFGEROND) - pl.col(F.INTAKE_GESTART) >= 8).then(midden),
        ),
        (4, "lbt", pl.col(F.LBT)),
        (5, "pip", pip),
        (6, "kennismaking", pl.when(kans("gemiste kennismaking", 0.09)).then(pl.col(F.EERSTE_CONTACT) - 7)),
    ]
    delen = [_momenten(levens, plaats, over, dag) for plaats, over, dag in reeks]
    for keer in range(1, AANTAL_VOORTGANG + 1):
        dag = pl.col(F.PIP_BEKENDGEMAAKT) + keer * KWARTAAL
        over = "participatie" if keer % 4 == 0 else "voortgang"
        delen.append(_momenten(levens, 6 + keer, over, pl.when(dag.is_between(TERUG, VOORUIT)).then(dag)))
    delen += [_volgende(levens, stap, over) for stap, over in GEPLAND_VOOR.items()]
    return _afgemaakt(pl.concat(delen).sort("sleutel"), vandaag)


def _momenten(levens: pl.DataFrame, plaats: int, onderwerp: str, dag: pl.Expr) -> pl.DataFrame:
    return levens.select(
        "i",
        "gemeente_id",
        "tolk_nodig",
        "taal",
        dossier_id="dossier",
        door_id="klantmanager_id",
        sleutel=pl.col("i") * PER_DOSSIER + plaats,
        onderwerp=pl.lit(onderwerp),
        dag=dag.cast(pl.Int32),
    ).filter(pl.col("dag").is_not_null())


def _volgende(levens: pl.DataFrame, stap: str, onderwerp: str) -> pl.DataFrame:
    """The planned talk for the next step, for two in three; in the scenarios always, often today."""
    aan_zet = (pl.col("stap") == stap) & (pl.col("scenario").is_not_null() | kans("gepland", 0.65))
    dag = (
        pl.when(pl.col("scenario").is_not_null()).then(pl.col("i") % 4).otherwise(geheel("gepland op", 1, 18))
    )
    return _momenten(levens.filter(aan_zet & pl.col("klantmanager_id").is_not_null()), 40, onderwerp, dag)


def _afgemaakt(frame: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    vooruit = (pl.col("dag") > 0) | (pl.col("sleutel") % PER_DOSSIER == 40)
    gemist = pl.col("sleutel") % PER_DOSSIER == 6
    getrokken = deel("uitkomst", "sleutel")
    vrij = pl.col("onderwerp").is_in(["voortgang", "participatie"])
    uitkomst = (
        pl.when(vooruit)
        .then(pl.lit("gepland"))
        .when(gemist)
        .then(keuze("gemist", ("niet_verschenen", "niet_verschenen", "afgemeld"), "sleutel"))
        .when(vrij & (getrokken < NIET_VERSCHENEN))
        .then(pl.lit("niet_verschenen"))
        .when(vrij & (getrokken < NIET_VERSCHENEN + AFGEMELD))
        .then(pl.lit("afgemeld"))
        .otherwise(pl.lit("gehouden"))
    )
    kanaal = gewogen("kanaal", {"fysiek": 74, "telefoon_uit": 16, "video": 6, "email": 4}, "sleutel")
    frame = frame.with_columns(
        id=uuids(frame, "contactmoment", "sleutel"),
        uitkomst=uitkomst,
        kanaal=pl.when(pl.col("onderwerp").is_in(["intake", "lbt", "driegesprek"]))
        .then(pl.lit("fysiek"))
        .otherwise(kanaal),
        met_tolk=pl.col("tolk_nodig") & (pl.col("onderwerp") != "lbt"),
        moment=_moment(vooruit, vandaag),
    )
    return frame.with_columns(
        plek=pl.when(pl.col("kanaal") == "fysiek")
        .then(keuze("plek", PLEKKEN, "sleutel"))
        .otherwise(pl.lit("")),
        verslag=pl.when(pl.col("uitkomst") == "gehouden").then(_verslag()).otherwise(pl.lit("")),
    )


def _moment(vooruit: pl.Expr, vandaag: date) -> pl.Expr:
    """A quarter of an hour in office hours, on a working day: earlier for what was, later for what will
    be."""
    # Nobody knows at what hour the demo starts: what was held today might still have to begin.
    vandaag_al = ~vooruit & (pl.col("dag") == 0)
    dag = datum("dag", vandaag) - pl.duration(days=pl.when(vandaag_al).then(1).otherwise(0))
    weekdag = dag.dt.weekday().cast(pl.Int32)
    schuif = pl.when(weekdag <= 5).then(0).when(vooruit).then(8 - weekdag).otherwise(5 - weekdag)
    minuten = geheel("tijd", 0, 29, "sleutel") * 15 + 9 * 60
    lokaal = (dag + pl.duration(days=schuif)).cast(pl.Datetime("us")) + pl.duration(minutes=minuten)
    return lokaal.dt.replace_time_zone("Europe/Amsterdam")


def _verslag() -> pl.Expr:
    verslag = pl.lit("")
    for onderwerp, teksten in (VERSLAGEN | {"participatie": VERSLAGEN["voortgang"]}).items():
        verslag = (
            pl.when(pl.col("onderwerp") == onderwerp)
            .then(keuze("verslag", teksten, "sleutel"))
            .otherwise(verslag)
        )
    return verslag


KOLOMMEN = (
    "id",
    "gemeente_id",
    "dossier_id",
    "moment",
    "kanaal",
    "onderwerp",
    "uitkomst",
    "met_tolk",
    "plek",
    "verslag",
    "door_id",
)
"""The columns of `Contactmoment` in what `contactmomenten` gives."""


def signalen(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The rows of `Signaal`: one in seven open dossiers has one, a third of them is solved."""
    met = levens.filter(
        pl.col("klantmanager_id").is_not_null()
        & pl.col(F.EERSTE_CONTACT).is_not_null()
        & (kans("signaal", 0.14) | (pl.col("scenario").is_not_null() & (pl.col("i") % 5 == 0)))
    )
    nummers = [str(nummer) for nummer in range(len(SIGNALEN))]
    met = met.with_columns(
        id=uuids(met, "signaal"),
        _welk=keuze("welk signaal", nummers),
        _opgelost=kans("opgelost", 0.33) & pl.col("scenario").is_null(),
        _uiterlijk=geheel("uiterlijk", -6, 25),
    )
    domein, tekst, ernst = (
        pl.col("_welk").replace_strict(nummers, [signaal[plaats] for signaal in SIGNALEN])
        for plaats in range(3)
    )
    op = pl.concat_str(
        (pl.lit(vandaag) - pl.duration(days=geheel("gemeld", 2, 40))).cast(pl.String), pl.lit("T10:00:00+01")
    )
    return met.select(
        "id",
        "gemeente_id",
        domein.alias("domein"),
        tekst.alias("omschrijving"),
        ernst.alias("ernst"),
        dossier_id="dossier",
        eigenaar_id="klantmanager_id",
        gemeld_door_id="klantmanager_id",
        uiterlijk=datum("_uiterlijk", vandaag),
        gemeld_op=op,
        opgelost_op=pl.when("_opgelost").then(pl.lit(f"{vandaag}T07:00:00+01")),
        oplossing=pl.when("_opgelost").then(keuze("oplossing", OPLOSSINGEN)).otherwise(pl.lit("")),
    )
