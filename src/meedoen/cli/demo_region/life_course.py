"""When things happen to whom: the dated facts of every dossier, over columns."""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demo_region.calibration import (
    BIJSTAND,
    COHORT_2022,
    COHORT_PER_YEAR,
    FASTER,
    HUISVESTING,
    INTAKE_ASIEL,
    INTAKE_GEZIN,
    KENNISGEVING,
    OLDEST_DAYS,
    PIP_IN_AZC,
    SHARE_ASIEL_HUISHOUDENS,
    SHARE_COUPLES,
    SHARE_ONDERWIJS_UNDER_28,
    SHARE_Z,
    WEIGHTS,
)
from meedoen.cli.demo_region.chance import LeadTime, chance, days, duration, part, weighted, whole
from meedoen.cli.demo_region.clutter import ORDER, forgotten, moved, only_the_core, registered_twice
from meedoen.cli.demo_region.scenario import ASSIGNED, SCENARIOS
from meedoen.dossiers.phases import VALUES
from meedoen.dossiers.phases import FeitSoort as F

ASIEL = pl.col("asiel")
PACE = part("tempo", "h")
"""One draw for house and intake: who waits for the one, waits for the other."""


def life_courses(size: int, today: date) -> pl.DataFrame:
    """One row per dossier: who it resembles, municipality, group, and per kind of fact the day, 0 being
    today.

    A fact that has not happened, or that nobody wrote down, is null. Columns besides the facts: `i`, `p`
    (key of the person), `h` (key of the household), `soort`, `scenario`, `code`, `asiel`, `leerroute_code`,
    `geboren`.
    """
    frame = _keys(pl.DataFrame({"i": pl.int_range(size, dtype=pl.Int64, eager=True)}))
    frame = frame.with_columns(
        code=pl.coalesce("code", weighted("gemeente", WEIGHTS, "h")),
        asiel=pl.coalesce("asiel", chance("groep", SHARE_ASIEL_HUISHOUDENS, "h")),
    )
    frame = _born(frame).with_columns(_leerroute())
    frame = _until_end(_until_pip(_intake(_until_kennisgeving(frame, today), today)))
    frame = _scenario_days(frame.with_columns(pl.col(F.BEGIN_PLICHT).alias(F.DOELGROEP)))
    frame = frame.with_columns(_happened(kind) for kind in ORDER)
    return _change(moved(registered_twice(forgotten(only_the_core(frame)))))


def _keys(frame: pl.DataFrame) -> pl.DataFrame:
    """Say of each row whether it is somebody new, a partner, a double, or someone who moved."""
    assigned = pl.DataFrame(
        {
            "i": range(len(ASSIGNED)),
            "scenario": [SCENARIOS[place].naam for _, place, _ in ASSIGNED],
            "code": [code for code, _, _ in ASSIGNED],
            "asiel": [SCENARIOS[place].asiel for _, place, _ in ASSIGNED],
        },
        schema={"i": pl.Int64, "scenario": pl.String, "code": pl.String, "asiel": pl.Boolean},
    )
    frame = frame.join(assigned, on="i", how="left", maintain_order="left")
    drawn = part("soort", "i")
    follows = (pl.col("i") % 2 == 1) & (pl.col("i") > len(ASSIGNED))
    frame = frame.with_columns(
        soort=pl.when(~follows)
        .then(pl.lit("gewoon"))
        .when(drawn < 0.025)
        .then(pl.lit("dubbel"))
        .when(drawn < 0.075)
        .then(pl.lit("verhuisd"))
        .when(drawn < 0.075 + SHARE_COUPLES)
        .then(pl.lit("partner"))
        .otherwise(pl.lit("gewoon"))
    )
    previous = pl.col("i") - 1
    # A partner has the household of the row before; a double and someone who moved are that same person.
    frame = frame.with_columns(h=pl.when(pl.col("soort") == "gewoon").then("i").otherwise(previous))
    frame = frame.with_columns(
        soort=pl.when((pl.col("soort") == "partner") & ~chance("groep", SHARE_ASIEL_HUISHOUDENS, "h"))
        .then(pl.lit("gewoon"))
        .otherwise("soort")
    )
    same = pl.col("soort").is_in(["dubbel", "verhuisd"])
    return frame.with_columns(
        h=pl.when(pl.col("soort") == "gewoon").then("i").otherwise("h"),
        p=pl.when(same).then(previous).otherwise("i"),
    )


def _born(frame: pl.DataFrame) -> pl.DataFrame:
    """Age in days at the begin of the duty: adults, most of them under forty."""
    age: LeadTime = (
        (0, 18 * 365),
        (0.3, 25 * 365),
        (0.7, 36 * 365),
        (0.92, 50 * 365),
        (1, 64 * 365),
    )
    return frame.with_columns(leeftijd_dagen=duration("leeftijd", age, "p"))


def _leerroute() -> pl.Expr:
    """The learning route this person will get, by the code of DUO."""
    z = chance("z-route", pl.when(ASIEL).then(SHARE_Z["asiel"]).otherwise(SHARE_Z["gezin"]), "p")
    young = pl.col("leeftijd_dagen") < 28 * 365
    o = young & chance("onderwijsroute", SHARE_ONDERWIJS_UNDER_28, "p")
    return (
        pl.when(z).then(pl.lit("Z")).when(o).then(pl.lit("O")).otherwise(pl.lit("B")).alias("leerroute_code")
    )


def _since(today: date) -> LeadTime:
    """How long ago people got their permit: since the law began, evenly, but fewer in 2022."""
    days_since_wet = (today - date(2022, 1, 1)).days
    oldest = min(days_since_wet, OLDEST_DAYS)
    in_2022 = max(0, oldest - (days_since_wet - 365))
    if not in_2022:
        return ((0, 0), (1, oldest))
    then = (oldest - in_2022) * COHORT_PER_YEAR / COHORT_2022
    return ((0, 0), (then / (then + in_2022), oldest - in_2022), (1, oldest))


def _wait_on_intake(today: date) -> pl.Expr:
    """Days from the begin of the duty to the intake."""
    begin_year = (pl.lit(today) + pl.duration(days=pl.col(F.BEGIN_PLICHT))).dt.year()
    faster = pl.when(begin_year >= 2025).then(FASTER[2025]).when(begin_year == 2024).then(FASTER[2024])
    wait = pl.when(ASIEL).then(days(PACE, INTAKE_ASIEL)).otherwise(days(PACE, INTAKE_GEZIN))
    return (wait * faster.otherwise(1.0)).round().cast(pl.Int32)


def _until_kennisgeving(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """From the permit to the letter of DUO."""
    after_vergunning = pl.when(ASIEL).then(whole("plicht", 0, 14, "h")).otherwise(0)
    return (
        frame.with_columns(asielvergunning=-duration("start", _since(today), "h"))
        .with_columns(
            koppeling=pl.when(ASIEL).then(
                pl.col(F.ASIELVERGUNNING) + duration("koppeling", ((0, 2), (0.9, 14), (1, 45)), "h")
            ),
            begin_plicht=pl.col(F.ASIELVERGUNNING) + after_vergunning,
        )
        .with_columns(huisvesting=pl.col(F.KOPPELING) + days(PACE, HUISVESTING))
        .with_columns(
            inschrijving_brp=pl.when(ASIEL)
            .then(pl.col(F.HUISVESTING) + whole("brp", 0, 10, "h"))
            .otherwise(pl.col(F.BEGIN_PLICHT) + duration("brp", ((0, -10), (0.85, 14), (1, 60)), "h")),
            overdracht=pl.when(chance("driegesprek", 0.45, "h")).then(
                pl.col(F.KOPPELING) + whole("driegesprek-dag", 14, 60, "h")
            ),
        )
        .with_columns(
            kennisgeving_duo=pl.max_horizontal(pl.col(F.BEGIN_PLICHT) + 7, F.INSCHRIJVING_BRP)
            + duration("duo", KENNISGEVING, "p")
        )
    )


def _intake(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """From the first contact to a finished intake."""
    completed = duration("intake", ((0, 2), (0.5, 21), (0.85, 45), (0.97, 100), (1, 200)))
    return (
        frame.with_columns(
            eerste_contact=pl.coalesce(F.KOPPELING, F.KENNISGEVING_DUO)
            + duration("contact", ((0, 1), (0.5, 10), (0.85, 30), (0.97, 70), (1, 150)))
        )
        .with_columns(
            intake_gestart=pl.max_horizontal(
                pl.col(F.BEGIN_PLICHT) + _wait_on_intake(today), pl.col(F.FIRST_CONTACT) + 2
            )
        )
        .with_columns(intake_afgerond=pl.col(F.INTAKE_STARTED) + completed)
        .with_columns(
            lbt=pl.col(F.INTAKE_COMPLETED) - whole("lbt", 0, 9),
            informatie_derden=pl.when(chance("derden", 0.08)).then(
                pl.col(F.INTAKE_COMPLETED) - whole("derden op", 0, 20)
            ),
        )
    )


def _until_pip(frame: pl.DataFrame) -> pl.DataFrame:
    """From the intake to a PIP that is known, and the bijstand beside it."""
    in_azc = pl.coalesce(F.KOPPELING, F.INSCHRIJVING_BRP)
    settled = pl.when(chance("pip in azc", PIP_IN_AZC)).then(in_azc).otherwise(F.INSCHRIJVING_BRP)
    bijstand = chance("bijstand", pl.when(ASIEL).then(BIJSTAND["asiel"]).otherwise(BIJSTAND["gezin"]), "h")
    lives = pl.coalesce(F.HUISVESTING, F.INSCHRIJVING_BRP)
    agreement = duration("akkoord", ((0, 0), (0.7, 4), (0.95, 14), (1, 35)))
    sign = duration("tekenen", ((0, 0), (0.6, 6), (0.9, 20), (1, 60)))
    send = duration("versturen", ((0, 0), (0.8, 1), (0.97, 7), (1, 30)))
    return (
        frame.with_columns(
            bijstand_vanaf=pl.when(bijstand).then(lives + whole("bijstand op", 0, 10, "h")),
            pip_voorgelegd=pl.max_horizontal(F.INTAKE_COMPLETED, settled, F.BEGIN_PLICHT)
            + duration("voorgelegd", ((0, 1), (0.5, 8), (0.85, 24), (1, 80))),
        )
        .with_columns(pip_goedgekeurd=pl.col(F.PIP_SUBMITTED) + agreement)
        .with_columns(pip_dagtekening=pl.col(F.PIP_APPROVED) + sign)
        .with_columns(pip_bekendgemaakt=pl.col(F.PIP_DAGTEKENING) + send, leerroute=F.PIP_DAGTEKENING)
    )


def _until_end(frame: pl.DataFrame) -> pl.DataFrame:
    """From the PIP to a place at a provider, and to the end of the duty."""
    end = duration("einde", ((0, 260), (0.15, 480), (0.55, 850), (0.97, 1090), (1, 1500)))
    earlier = pl.when(chance("eerder klaar", 0.015)).then(
        pl.col(F.BEGIN_PLICHT) + whole("eerder klaar op", 90, 700)
    )
    sign_in = duration("aanmelding", ((0, 1), (0.6, 14), (0.9, 40), (1, 120)))
    plaatsing = duration("plaatsing", ((0, 3), (0.6, 17), (0.85, 30), (1, 120)))
    return frame.with_columns(
        einde_plicht=pl.coalesce(earlier, pl.col(F.PIP_DAGTEKENING) + end),
        aangemeld_aanbieder=pl.when(ASIEL & chance("aanmelden", 0.97)).then(
            pl.col(F.PIP_MADE_KNOWN) + sign_in
        ),
    ).with_columns(geplaatst=pl.col(F.SIGNED_IN_AANBIEDER) + plaatsing)


def _scenario_days(frame: pl.DataFrame) -> pl.DataFrame:
    """Put the days of the scenarios in place of what was drawn; the second time a scenario is a day older."""
    rows = [
        {"i": place, **{f"_{kind}": SCENARIOS[which].dagen.get(kind) for kind in ORDER}}
        for place, (_, which, _) in enumerate(ASSIGNED)
    ]
    schema: dict[str, type[pl.DataType]] = {
        "i": pl.Int64,
        **dict.fromkeys((f"_{kind}" for kind in ORDER), pl.Int32),
    }
    together = frame.join(pl.DataFrame(rows, schema=schema), on="i", how="left", maintain_order="left")
    times = pl.when(pl.col("i") < len(SCENARIOS)).then(0).otherwise(1).cast(pl.Int32)
    return together.with_columns(
        pl.when(pl.col("scenario").is_not_null()).then(pl.col(f"_{kind}") - times).otherwise(kind).alias(kind)
        for kind in ORDER
    ).drop(f"_{kind}" for kind in ORDER)


def _change(frame: pl.DataFrame) -> pl.DataFrame:
    """Who moved here with a PIP gets a new one, begun today. What else there is happened to nobody."""
    begun = pl.when((pl.col("soort") == "verhuisd") & pl.col(F.PIP_DAGTEKENING).is_not_null()).then(0)
    not_yet = pl.lit(None)
    return frame.with_columns(
        (begun if kind == F.CHANGE_BEGUN else not_yet).cast(pl.Int32).alias(kind)
        for kind in F
        if kind not in frame.columns
    )


def _happened(kind: str) -> pl.Expr:
    """A fact only when its day is not after today, and not after the end of the duty."""
    for_end = pl.col(kind) <= pl.coalesce(F.END_PLICHT, 0)
    ready = pl.col(F.END_PLICHT) <= 0
    return pl.when((pl.col(kind) <= 0) & (for_end | ~ready.fill_null(value=False))).then(kind).alias(kind)


def as_feiten(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    """The same with real dates and values: `dossier` and the columns of `computation.SCHEMA`."""
    values = {
        F.DOELGROEP: pl.when(ASIEL).then(pl.lit("asielstatushouder")).otherwise(pl.lit("gezinsmigrant")),
        F.ASIELVERGUNNING: pl.when(ASIEL & ~chance("regulier", 0.04, "p"))
        .then(pl.lit("ja"))
        .otherwise(pl.lit("nee")),
        F.LEERROUTE: pl.col("leerroute_code"),
    }
    return frame.select(
        "dossier",
        *(
            pl.when(pl.col(kind).is_not_null()).then(values[kind]).alias(kind)
            if kind in VALUES
            else date_(kind, today)
            for kind in F
        ),
    )


def date_(day: str, today: date) -> pl.Expr:
    """The date of a day counted from today."""
    return (pl.lit(today) + pl.duration(days=pl.col(day))).alias(day)
