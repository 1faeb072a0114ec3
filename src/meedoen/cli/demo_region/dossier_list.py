"""The dossiers themselves: who works on them, their numbers, and what follows from their facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from meedoen.cli.demo_region.chance import chance, part, uuids, whole
from meedoen.cli.demo_region.life_course import as_feiten, date_
from meedoen.cli.demo_region.personen import addresses, huishoudens
from meedoen.cli.demo_region.region import Staffing
from meedoen.dossiers.computation import ComputedState, compute_state
from meedoen.dossiers.phases import VALUES
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.wet.termijn.rule import TermijnSettings

ORIGIN = "demoregio"
PER_KLANTMANAGER = 60
WITHOUT_KLANTMANAGER = 0.02

SOURCES = {
    "coa": (F.KOPPELING, F.HANDOVER, F.ASIELVERGUNNING),
    "duo": (F.KENNISGEVING_DUO, F.BEGIN_PLICHT, F.DOELGROEP, F.END_PLICHT),
    "brp": (F.INSCHRIJVING_BRP,),
}
"""Who tells the municipality; every other fact is its own."""


def with_state(lives: pl.DataFrame, today: date) -> tuple[pl.DataFrame, ComputedState]:
    """Add ids, and phase, step and first deadline as the law computes them from the facts; also give the
    terms."""
    lives = huishoudens(lives)
    lives = lives.with_columns(
        dossier=uuids(lives, "dossier"),
        persoon_id=uuids(lives, "persoon"),
        intake_id=uuids(lives, "intake"),
    )
    state = compute_state(as_feiten(lives, today), TermijnSettings())
    consequence = state.dossiers.rename({"doelgroep": "groep"})
    return lives.join(consequence, on="dossier", how="left", maintain_order="left"), state


def count_klantmanagers(lives: pl.DataFrame) -> dict[str, int]:
    """How many klantmanagers each municipality needs: one for about sixty open dossiers, at least two."""
    open_ = lives.group_by("code").agg((pl.col("fase") != "afgerond").sum().alias("open"))
    return {code: max(2, round(count / PER_KLANTMANAGER)) for code, count in open_.sort("code").iter_rows()}


def with_people(lives: pl.DataFrame, occupancy: Mapping[str, Staffing]) -> pl.DataFrame:
    """Give every dossier its municipality, team, klantmanager and the colleague who approves.

    The first klantmanager has the scenarios and then as many others as make sixty; the rest is dealt out
    evenly.
    """
    rank = (
        pl.struct(pl.col("scenario").is_null(), part("verdeling"))
        .rank("ordinal")
        .over("code", pl.col("fase") == "afgerond")
        - 1
    ).cast(pl.Int64)
    people = pl.DataFrame(
        [
            {
                "code": code,
                "gemeente_id": str(b.gemeente),
                "team_id": b.team,
                "goedkeurder_id": str(b.approver),
                "mensen": [str(k) for k in b.klantmanagers],
            }
            for code, b in occupancy.items()
        ]
    )
    count = pl.col("mensen").list.len().cast(pl.Int64)
    own = pl.when(rank < PER_KLANTMANAGER).then(0).otherwise(1 + rank % (count - 1))
    nobody = (
        pl.col("scenario").is_null()
        & chance("niemand", WITHOUT_KLANTMANAGER)
        & pl.col(F.INTAKE_STARTED).is_null()
    )
    return (
        lives.join(people, on="code", how="left", maintain_order="left")
        .with_columns(_wie=pl.col("mensen").list.get(own))
        .with_columns(klantmanager_id=pl.when(~nobody).then("_wie"))
        .drop("mensen", "_wie")
    )


def dossiers(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The rows of `Dossier`."""
    first_day = pl.coalesce(F.KOPPELING, F.KENNISGEVING_DUO, F.BEGIN_PLICHT, F.INSCHRIJVING_BRP, pl.lit(-30))
    frame = lives.with_columns(*addresses(), _open=first_day).with_columns(date_("_open", today))
    year = pl.col("_open").dt.year()
    number = pl.struct("_open", "i").rank("ordinal").over("code", year).cast(pl.String).str.zfill(5)
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
        nummer=pl.concat_str("code", year.cast(pl.String), number, separator="-"),
        shielded=pl.col("scenario").is_null() & chance("afgeschermd", 0.008),
        origin=pl.lit(ORIGIN),
        opened_at=pl.concat_str(pl.col("_open").cast(pl.String), pl.lit("T09:00:00+01")),
    )


def feiten(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The rows of `Feit`, one per fact that is known; of one in a hundred registrations also the first,
    wrong date.

    Somebody wrote a fact down on the day itself or some days later; a few only after weeks.
    """
    with_values = as_feiten(lives, today)
    parts = []
    for kind in F:
        value = with_values[kind] if kind in VALUES else pl.Series([""]).new_from_index(0, lives.height)
        parts.append(_feit(lives.with_columns(waarde=value).filter(pl.col(kind).is_not_null()), kind, today))
    error = lives.filter(pl.col(F.INSCHRIJVING_BRP).is_not_null() & chance("tikfout", 0.01))
    wrong = _feit(
        error.with_columns(pl.col(F.INSCHRIJVING_BRP) - 10, waarde=pl.lit("")), F.INSCHRIJVING_BRP, today
    )
    parts.append(
        wrong.with_columns(
            withdrawn_at="vastgelegd_op",
            withdrawal_reason=pl.lit("datum van de aanvraag, niet van de inschrijving"),
        )
    )
    everything = pl.concat(parts, how="diagonal").with_columns(pl.col("withdrawal_reason").fill_null(""))
    return everything.sort("dossier_id", maintain_order=True)


def _feit(lives: pl.DataFrame, kind: F, today: date) -> pl.DataFrame:
    source = next((source for source, kinds in SOURCES.items() if kind in kinds), "gemeente")
    # A closed dossier was taken over from the former system (`clutter.only_the_core`).
    taken_over = pl.col(F.END_PLICHT).is_not_null()
    later = (
        pl.when(chance(f"laat vastgelegd {kind}", 0.06))
        .then(whole(f"weken {kind}", 14, 60))
        .otherwise(whole(f"dagen {kind}", 0, 3))
    )
    return lives.with_columns(_vast=pl.min_horizontal(pl.col(kind) + later, pl.lit(0))).select(
        "gemeente_id",
        "waarde",
        date_(kind, today).alias("datum"),
        dossier_id="dossier",
        soort=pl.lit(kind.value),
        bron=pl.when(taken_over).then(pl.lit("import")).otherwise(pl.lit(source)),
        vastgelegd_op=pl.concat_str(date_("_vast", today).cast(pl.String), pl.lit("T08:30:00+01")),
        recorded_by_id=pl.when(~taken_over & pl.lit(source == "gemeente")).then("klantmanager_id"),
    )


def termijnen(lives: pl.DataFrame, stand: ComputedState) -> pl.DataFrame:
    """The rows of `Termijn`."""
    of = lives.select("dossier", "gemeente_id")
    return stand.termijnen.join(of, on="dossier", how="inner").rename({"dossier": "dossier_id"})


def audit_entries(lives: pl.DataFrame) -> pl.DataFrame:
    """One honest line per dossier: the demo made it."""
    return lives.select(
        "gemeente_id",
        actor_name=pl.lit("Demoregio"),
        kanaal=pl.lit("systeem"),
        handeling=pl.lit("aangemaakt"),
        onderwerp=pl.lit("dossier"),
        onderwerp_id="dossier",
        data_subjects=pl.concat_str(pl.lit("{"), "persoon_id", pl.lit("}")),
        doel=pl.lit("demoregio opbouwen"),
    )
