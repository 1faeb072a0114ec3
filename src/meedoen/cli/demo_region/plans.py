"""The PIP of open dossiers in every state: decisions, their letters, goals, agreements and changes."""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demo_region import sayings
from meedoen.cli.demo_region.chance import geheel, gewogen, kans, keuze, uuids
from meedoen.cli.demo_region.intakes import wijkt_af
from meedoen.cli.demo_region.letters import Voorbeeldbrief
from meedoen.cli.demo_region.life_course import ASIEL, datum
from meedoen.dossiers.phases import FeitSoort as F

CONCEPT = 0.5
AFGESCHAALD, GESCHAKELD = 0.04, 0.03
"""Share of the dossiers that wait for a PIP of which a draft exists, and of those with a PIP that was
changed."""

LEEG = pl.lit(None, dtype=pl.Int32)


def beschikkingen(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The columns of `Beschikking`, oldest version first; `vast` says whether it has a letter."""
    verhuisd = pl.col("soort") == "verhuisd"
    concept = (pl.col("stap") == "pip_opstellen") & pl.col("scenario").is_null() & kans("concept", CONCEPT)
    heeft = (
        pl.col(F.PIP_VOORGELEGD).is_not_null()
        | concept
        | (verhuisd & pl.col(F.PIP_DAGTEKENING).is_not_null())
    )
    eerste = _eerste(levens.filter(heeft))
    gewijzigd = _gewijzigd(eerste.filter(~verhuisd & pl.col("bekend").is_not_null()))
    eerste = eerste.with_columns(id=uuids(eerste, "beschikking"), vervangt_id=pl.lit(None, dtype=pl.String))
    gewijzigd = gewijzigd.with_columns(
        id=uuids(gewijzigd, "tweede beschikking"), vervangt_id=uuids(gewijzigd, "beschikking")
    )
    samen = pl.concat([eerste, gewijzigd.select(eerste.columns)])
    return samen.select(*_wie_en_wanneer(vandaag), *_inhoud())


def _eerste(frame: pl.DataFrame) -> pl.DataFrame:
    """Version 1. Who switched later to the Z-route began in the B1-route."""
    eigen = pl.col("soort") != "verhuisd"
    vroeger_b = (
        kans("geschakeld", GESCHAKELD / 0.3)
        & (pl.col("leerroute_code") == "Z")
        & (pl.col(F.PIP_BEKENDGEMAAKT) < -200)
    )
    return frame.with_columns(
        versie=pl.lit(1),
        aanleiding=pl.when(eigen).then(pl.lit("eerste")).otherwise(pl.lit("verhuizing")),
        aanleiding_reden=pl.when(eigen)
        .then(pl.lit(""))
        .otherwise(pl.lit("U bent in onze gemeente komen wonen.")),
        route=pl.when(vroeger_b.fill_null(value=False) & eigen).then(pl.lit("B")).otherwise("leerroute_code"),
        voor=pl.col(F.PIP_VOORGELEGD),
        akkoord=pl.when(eigen).then(pl.col(F.PIP_GOEDGEKEURD)),
        vast=pl.when(eigen).then(pl.col(F.PIP_DAGTEKENING)),
        bekend=pl.when(eigen).then(pl.col(F.PIP_BEKENDGEMAAKT)),
    )


def _gewijzigd(frame: pl.DataFrame) -> pl.DataFrame:
    """Version 2: switched to the Z-route within a year and a half, or level lowered within the B1-route."""
    schakelt = pl.col("route") != pl.col("leerroute_code")
    daalt = (
        (pl.col("route") == "B")
        & ~schakelt
        & (pl.col("bekend") < -450)
        & kans("afgeschaald", AFGESCHAALD * 2)
    )
    na = pl.when(schakelt).then(geheel("schakelen na", 90, 190)).otherwise(geheel("afschalen na", 400, 445))
    return (
        frame.filter(schakelt | daalt)
        .with_columns(
            versie=pl.lit(2),
            aanleiding=pl.when(schakelt).then(pl.lit("schakelen")).otherwise(pl.lit("afschalen")),
            aanleiding_reden=pl.when(schakelt)
            .then(pl.lit("Leren uit een boek lukt u niet. U leert beter door te doen."))
            .otherwise(pl.lit(sayings.AFSCHALEN)),
            route=pl.col("leerroute_code"),
            _dag=pl.col("vast") + na,
        )
        .with_columns(
            voor=pl.col("_dag") - 6,
            akkoord=pl.col("_dag") - 3,
            vast=pl.col("_dag"),
            bekend=pl.col("_dag") + 1,
        )
    )


def _tijd(dag: str, vandaag: date, uur: int) -> pl.Expr:
    return pl.concat_str(datum(dag, vandaag).cast(pl.String), pl.lit(f"T{uur:02}:00:00+01"))


def _wie_en_wanneer(vandaag: date) -> list[pl.Expr]:
    """Who did what when. The one who approves is always another than the one who wrote."""
    verzonden = pl.coalesce("bekend", pl.col("vast") + 1)
    return [
        pl.col("id", "dossier", "gemeente_id", "versie", "vervangt_id", "aanleiding", "aanleiding_reden"),
        pl.col("klantmanager_id").alias("opgesteld_door_id"),
        pl.coalesce(_tijd("voor", vandaag, 8), pl.lit(f"{vandaag}T07:00:00+01")).alias("opgesteld_op"),
        _tijd("voor", vandaag, 11).alias("voorgelegd_op"),
        pl.when(pl.col("voor").is_not_null()).then("klantmanager_id").alias("voorgelegd_door_id"),
        _tijd("akkoord", vandaag, 13).alias("goedgekeurd_op"),
        pl.when(pl.col("akkoord").is_not_null()).then("goedkeurder_id").alias("goedgekeurd_door_id"),
        datum("vast", vandaag).alias("dagtekening"),
        pl.when(kans("ondertekend", 0.85)).then(datum("vast", vandaag)).alias("ondertekend_inburgeraar_op"),
        _tijd("vast", vandaag, 15).alias("vastgesteld_op"),
        pl.when(pl.col("vast").is_not_null()).then("klantmanager_id").alias("vastgesteld_door_id"),
        pl.when(pl.col("vast").is_not_null())
        .then(pl.lit("het college van burgemeester en wethouders"))
        .otherwise(pl.lit(""))
        .alias("bevoegd_gezag"),
        pl.when(pl.col("vast").is_not_null())
        .then(pl.lit("teamleider Inburgering"))
        .otherwise(pl.lit(""))
        .alias("ondertekenaar_functie"),
        (pl.lit(vandaag) + pl.duration(days=verzonden)).alias("verzending_op"),
        datum("bekend", vandaag).alias("bekendgemaakt_op"),
        pl.col("vast").alias("_vast"),
    ]


def _inhoud() -> list[pl.Expr]:
    """What the decision says, such that no rule of `wet` refuses it."""
    b, o, z = (pl.col("route") == code for code in "BOZ")
    anders = wijkt_af() | (pl.col("versie") == 2)
    ontzorgd = ASIEL & pl.col(F.BIJSTAND_VANAF).is_not_null() & pl.col(F.ASIELVERGUNNING).is_not_null()
    ontzorgd &= ~kans("regulier", 0.04, "p")
    daalt = pl.col("aanleiding") == "afschalen"
    return [
        pl.col("route").alias("leerroute"),
        pl.when(daalt | z).then(pl.lit("A2")).otherwise(pl.lit("B1")).alias("niveau"),
        pl.when(b & ASIEL).then(geheel("uren", 40, 80, "p") * 10).otherwise(LEEG).alias("intensiteit_uren"),
        gewogen("alfabetisering", {"A": 7, "AA": 24, "NVT": 69}, "p").alias("alfabetisering"),
        geheel("pvt", 12, 16, "p").alias("pvt_uren"),
        pl.when(o).then(LEEG).otherwise(geheel("map", 4, 8, "p") * 10).alias("map_uren"),
        keuze("begeleiding", sayings.BEGELEIDING, "p").alias("begeleiding"),
        pl.lit(sayings.VOORTGANG).alias("voortgang"),
        pl.when(kans("vve", 0.3, "p"))
        .then(pl.lit("Uw kind gaat vier dagdelen naar de voorschool."))
        .otherwise(pl.lit(""))
        .alias("vve"),
        pl.when(~ontzorgd)
        .then(pl.lit("niet"))
        .when(kans("budgetbeheer", 0.2, "p"))
        .then(pl.lit("budgetbeheer"))
        .otherwise(pl.lit("doorbetaling"))
        .alias("ontzorgen"),
        pl.when(o)
        .then(pl.lit(""))
        .otherwise(keuze("onderzocht", sayings.ONDERZOCHT, "p"))
        .alias("onderwijsroute_onderzocht"),
        pl.col("route").replace_strict(sayings.MOTIVERING).alias("motivering"),
        pl.when(~anders)
        .then(pl.lit(""))
        .when(z)
        .then(pl.lit(sayings.AFWIJKING_NAAR_Z))
        .otherwise(pl.lit(sayings.AFWIJKING))
        .alias("motivering_afwijking"),
        daalt.alias("inspanning_aantoonbaar"),
        pl.when(daalt).then(geheel("cursusuren", 610, 820, "p")).otherwise(LEEG).alias("gevolgde_cursusuren"),
    ]


def met_brieven(
    besluiten: pl.DataFrame, brief: Voorbeeldbrief, geteld: int
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Give every fixed decision its letter: the rows of `Document`, of `DossierDocument` and of
    `Beschikking`.

    Args:
        geteld: how many letters there are already.
    """
    vast = besluiten.filter(pl.col("_vast").is_not_null())
    nummers = pl.int_range(geteld + 1, geteld + vast.height + 1, eager=True)
    vast = vast.with_columns(document_id=uuids(vast.with_columns(n=nummers), "brief", "n"), brief_id=nummers)
    documenten = vast.select(
        "gemeente_id",
        id="document_id",
        naam=pl.concat_str(
            pl.lit("Besluit PIP "),
            "versie",
            pl.lit(" - "),
            pl.col("verzending_op").cast(pl.String),
            pl.lit(".pdf"),
        ),
        mime=pl.lit("application/pdf"),
        grootte=pl.lit(len(brief.inhoud)),
        sha256=pl.lit(brief.sha256),
        geplaatst_door="vastgesteld_door_id",
        geplaatst_op="vastgesteld_op",
    )
    in_dossier = vast.select(
        "gemeente_id", "document_id", id="brief_id", dossier_id="dossier", soort=pl.lit("beschikking")
    )
    besluiten = besluiten.join(vast.select("id", "brief_id"), on="id", how="left", maintain_order="left")
    return documenten, in_dossier, besluiten.drop("_vast").rename({"dossier": "dossier_id"})


def doelen(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The rows of `Doel`: one hoofddoel and one or two subdoelen for whom the plan is fixed."""
    met = _met_plan(levens)
    delen = []
    for plaats, (soort, lijst, deel_) in enumerate(
        (
            ("hoofd", sayings.HOOFDDOELEN, 1.0),
            ("sub", sayings.SUBDOELEN, 1.0),
            ("sub", sayings.SUBDOELEN[::-1], 0.5),
        )
    ):
        dit = met.filter(kans(f"doel {plaats}", deel_)).with_columns(
            _streef=pl.col(F.PIP_DAGTEKENING) + 300 * (3 - plaats)
        )
        bereikt = pl.when(kans(f"bereikt {plaats}", 0.25) & (pl.col("_streef") < 0) & pl.lit(soort == "sub"))
        delen.append(
            dit.select(
                "gemeente_id",
                id=uuids(dit, f"doel {plaats}"),
                dossier_id="dossier",
                soort=pl.lit(soort),
                tekst=keuze(f"doeltekst {min(plaats, 1)}", lijst),
                streefdatum=datum("_streef", vandaag),
                bereikt_op=bereikt.then(datum("_streef", vandaag)),
            )
        )
    return pl.concat(delen)


def afspraken(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The rows of `Afspraak`: two for everyone with a plan, most of the past ones kept."""
    met = _met_plan(levens).with_columns(doel_id=uuids(_met_plan(levens), "doel 1"))
    nummers = [str(nummer) for nummer in range(len(sayings.AFSPRAKEN))]
    delen = []
    for plaats in range(2):
        dit = met.with_columns(
            id=uuids(met, f"afspraak {plaats}"),
            _welke=keuze(f"afspraak {plaats}", nummers[plaats::2]),
            _dag=pl.when(pl.col("i") % 3 == 0)
            .then(geheel(f"afspraakdag {plaats}", 1, 60))
            .otherwise(pl.col(F.PIP_DAGTEKENING) + 60),
        )
        partij, tekst = (
            pl.col("_welke").replace_strict(nummers, [a[deel_] for a in sayings.AFSPRAKEN])
            for deel_ in range(2)
        )
        klaar = (pl.col("_dag") < 0) & kans(f"nagekomen {plaats}", 0.8)
        delen.append(
            dit.select(
                "id",
                "gemeente_id",
                "doel_id",
                partij.alias("partij"),
                tekst.alias("tekst"),
                dossier_id="dossier",
                uiterlijk=datum("_dag", vandaag),
                nagekomen_op=pl.when(klaar).then(datum("_dag", vandaag)),
            )
        )
    return pl.concat(delen)


def planwijzigingen(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The rows of `PlanWijziging`: one in eight plans was changed since."""
    met = _met_plan(levens).filter(kans("plan gewijzigd", 0.12) & (pl.col(F.PIP_DAGTEKENING) < -120))
    return met.with_columns(_dag=pl.col(F.PIP_DAGTEKENING) + 100).select(
        "gemeente_id",
        dossier_id="dossier",
        onderdeel=pl.lit("hoofddoel"),
        onderdeel_id=uuids(met, "doel 0"),
        van=pl.lit("Eerst de taal, dan werk"),
        naar=keuze("doeltekst 0", sayings.HOOFDDOELEN),
        reden=keuze("wijzigreden", sayings.WIJZIGREDENEN),
        door_id="klantmanager_id",
        op=_tijd("_dag", vandaag, 10),
    )


def _met_plan(levens: pl.DataFrame) -> pl.DataFrame:
    return levens.filter(pl.col(F.PIP_DAGTEKENING).is_not_null())
