"""The dossiers themselves: who works on them, their numbers, and what follows from their facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from meedoen.cli.demo_region.chance import deel, geheel, kans, uuids
from meedoen.cli.demo_region.life_course import als_feiten, datum
from meedoen.cli.demo_region.personen import adressen, huishoudens
from meedoen.cli.demo_region.region import Bezetting
from meedoen.dossiers.computation import Stand, bereken_stand
from meedoen.dossiers.phases import WAARDEN
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.wet.termijn.rule import TermijnSettings

HERKOMST = "demoregio"
PER_KLANTMANAGER = 60
ZONDER_KLANTMANAGER = 0.02

BRONNEN = {
    "coa": (F.KOPPELING, F.OVERDRACHT, F.ASIELVERGUNNING),
    "duo": (F.KENNISGEVING_DUO, F.BEGIN_PLICHT, F.DOELGROEP, F.EINDE_PLICHT),
    "brp": (F.INSCHRIJVING_BRP,),
}
"""Who tells the municipality; every other fact is its own."""


def met_stand(levens: pl.DataFrame, vandaag: date) -> tuple[pl.DataFrame, Stand]:
    """Add ids, and phase, step and first deadline as the law computes them from the facts; also give the
    terms."""
    levens = huishoudens(levens)
    levens = levens.with_columns(
        dossier=uuids(levens, "dossier"),
        persoon_id=uuids(levens, "persoon"),
        intake_id=uuids(levens, "intake"),
    )
    stand = bereken_stand(als_feiten(levens, vandaag), TermijnSettings())
    gevolg = stand.dossiers.rename({"doelgroep": "groep"})
    return levens.join(gevolg, on="dossier", how="left", maintain_order="left"), stand


def aantal_klantmanagers(levens: pl.DataFrame) -> dict[str, int]:
    """How many klantmanagers each municipality needs: one for about sixty open dossiers, at least two."""
    open_ = levens.group_by("code").agg((pl.col("fase") != "afgerond").sum().alias("open"))
    return {code: max(2, round(aantal / PER_KLANTMANAGER)) for code, aantal in open_.sort("code").iter_rows()}


def met_mensen(levens: pl.DataFrame, bezetting: Mapping[str, Bezetting]) -> pl.DataFrame:
    """Give every dossier its municipality, team, klantmanager and the colleague who approves.

    The first klantmanager has the scenarios and then as many others as make sixty; the rest is dealt out
    evenly.
    """
    rang = (
        pl.struct(pl.col("scenario").is_null(), deel("verdeling"))
        .rank("ordinal")
        .over("code", pl.col("fase") == "afgerond")
        - 1
    ).cast(pl.Int64)
    mensen = pl.DataFrame(
        [
            {
                "code": code,
                "gemeente_id": str(b.gemeente),
                "team_id": b.team,
                "goedkeurder_id": str(b.goedkeurder),
                "mensen": [str(k) for k in b.klantmanagers],
            }
            for code, b in bezetting.items()
        ]
    )
    aantal = pl.col("mensen").list.len().cast(pl.Int64)
    eigen = pl.when(rang < PER_KLANTMANAGER).then(0).otherwise(1 + rang % (aantal - 1))
    niemand = (
        pl.col("scenario").is_null()
        & kans("niemand", ZONDER_KLANTMANAGER)
        & pl.col(F.INTAKE_GESTART).is_null()
    )
    return (
        levens.join(mensen, on="code", how="left", maintain_order="left")
        .with_columns(_wie=pl.col("mensen").list.get(eigen))
        .with_columns(klantmanager_id=pl.when(~niemand).then("_wie"))
        .drop("mensen", "_wie")
    )


def dossiers(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The rows of `Dossier`."""
    eerste_dag = pl.coalesce(F.KOPPELING, F.KENNISGEVING_DUO, F.BEGIN_PLICHT, F.INSCHRIJVING_BRP, pl.lit(-30))
    frame = levens.with_columns(*adressen(), _open=eerste_dag).with_columns(datum("_open", vandaag))
    jaar = pl.col("_open").dt.year()
    nummer = pl.struct("_open", "i").rank("ordinal").over("code", jaar).cast(pl.String).str.zfill(5)
    return frame.select(
        "gemeente_id",
        "persoon_id",
        "klantmanager_id",
        "team_id",
        "adres_soort",
        "plaats",
        "fase",
        "stap",
        "wacht_op",
        "eerste_termijn",
        "eerste_dag",
        "eerste_begin",
        id="dossier",
        doelgroep="groep",
        nummer=pl.concat_str("code", jaar.cast(pl.String), nummer, separator="-"),
        afgeschermd=pl.col("scenario").is_null() & kans("afgeschermd", 0.008),
        herkomst=pl.lit(HERKOMST),
        geopend_op=pl.concat_str(pl.col("_open").cast(pl.String), pl.lit("T09:00:00+01")),
    )


def feiten(levens: pl.DataFrame, vandaag: date) -> pl.DataFrame:
    """The rows of `Feit`, one per fact that is known; of one in a hundred registrations also the first,
    wrong date.

    Somebody wrote a fact down on the day itself or some days later; a few only after weeks.
    """
    met_waarden = als_feiten(levens, vandaag)
    delen = []
    for soort in F:
        waarde = met_waarden[soort] if soort in WAARDEN else pl.Series([""]).new_from_index(0, levens.height)
        delen.append(
            _feit(levens.with_columns(waarde=waarde).filter(pl.col(soort).is_not_null()), soort, vandaag)
        )
    fout = levens.filter(pl.col(F.INSCHRIJVING_BRP).is_not_null() & kans("tikfout", 0.01))
    verkeerd = _feit(
        fout.with_columns(pl.col(F.INSCHRIJVING_BRP) - 10, waarde=pl.lit("")), F.INSCHRIJVING_BRP, vandaag
    )
    delen.append(
        verkeerd.with_columns(
            ingetrokken_op="vastgelegd_op",
            intrekreden=pl.lit("datum van de aanvraag, niet van de inschrijving"),
        )
    )
    alles = pl.concat(delen, how="diagonal").with_columns(pl.col("intrekreden").fill_null(""))
    return alles.sort("dossier_id", maintain_order=True)


def _feit(levens: pl.DataFrame, soort: F, vandaag: date) -> pl.DataFrame:
    bron = next((bron for bron, soorten in BRONNEN.items() if soort in soorten), "gemeente")
    # A closed dossier was taken over from the former system (`rommel.alleen_de_kern`).
    overgenomen = pl.col(F.EINDE_PLICHT).is_not_null()
    later = (
        pl.when(kans(f"laat vastgelegd {soort}", 0.06))
        .then(geheel(f"weken {soort}", 14, 60))
        .otherwise(geheel(f"dagen {soort}", 0, 3))
    )
    return levens.with_columns(_vast=pl.min_horizontal(pl.col(soort) + later, pl.lit(0))).select(
        "gemeente_id",
        "waarde",
        datum(soort, vandaag).alias("datum"),
        dossier_id="dossier",
        soort=pl.lit(soort.value),
        bron=pl.when(overgenomen).then(pl.lit("import")).otherwise(pl.lit(bron)),
        vastgelegd_op=pl.concat_str(datum("_vast", vandaag).cast(pl.String), pl.lit("T08:30:00+01")),
        vastgelegd_door_id=pl.when(~overgenomen & pl.lit(bron == "gemeente")).then("klantmanager_id"),
    )


def termijnen(levens: pl.DataFrame, stand: Stand) -> pl.DataFrame:
    """The rows of `Termijn`."""
    van = levens.select("dossier", "gemeente_id")
    return stand.termijnen.join(van, on="dossier", how="inner").rename({"dossier": "dossier_id"})


def logregels(levens: pl.DataFrame) -> pl.DataFrame:
    """One honest line per dossier: the demo made it."""
    return levens.select(
        "gemeente_id",
        actor_naam=pl.lit("Demoregio"),
        kanaal=pl.lit("systeem"),
        handeling=pl.lit("aangemaakt"),
        onderwerp=pl.lit("dossier"),
        onderwerp_id="dossier",
        betrokkenen=pl.concat_str(pl.lit("{"), "persoon_id", pl.lit("}")),
        doel=pl.lit("demoregio opbouwen"),
    )
