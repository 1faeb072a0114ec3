"""The PIP of open dossiers in every state: decisions, their letters, goals, agreements and changes."""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demo_region import sayings
from meedoen.cli.demo_region.chance import chance, choice, uuids, weighted, whole
from meedoen.cli.demo_region.intakes import deviates
from meedoen.cli.demo_region.letters import SampleLetter
from meedoen.cli.demo_region.life_course import ASIEL, date_
from meedoen.dossiers.phases import FeitSoort as F

DRAFT = 0.5
AFGESCHAALD, SWITCHED = 0.04, 0.03
"""Share of the dossiers that wait for a PIP of which a draft exists, and of those with a PIP that was
changed."""

EMPTY = pl.lit(None, dtype=pl.Int32)


def beschikkingen(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The columns of `Beschikking`, oldest version first; `vast` says whether it has a letter."""
    moved = pl.col("soort") == "verhuisd"
    draft = (pl.col("stap") == "pip_opstellen") & pl.col("scenario").is_null() & chance("concept", DRAFT)
    has = pl.col(F.PIP_SUBMITTED).is_not_null() | draft | (moved & pl.col(F.PIP_DAGTEKENING).is_not_null())
    first = _first(lives.filter(has))
    changed = _changed(first.filter(~moved & pl.col("bekend").is_not_null()))
    first = first.with_columns(id=uuids(first, "beschikking"), replaces_id=pl.lit(None, dtype=pl.String))
    changed = changed.with_columns(
        id=uuids(changed, "tweede beschikking"), replaces_id=uuids(changed, "beschikking")
    )
    together = pl.concat([first, changed.select(first.columns)])
    return together.select(*_who_and_when(today), *_content())


def _first(frame: pl.DataFrame) -> pl.DataFrame:
    """Version 1. Who switched later to the Z-route began in the B1-route."""
    own = pl.col("soort") != "verhuisd"
    earlier_b = (
        chance("geschakeld", SWITCHED / 0.3)
        & (pl.col("leerroute_code") == "Z")
        & (pl.col(F.PIP_MADE_KNOWN) < -200)
    )
    return frame.with_columns(
        version=pl.lit(1),
        aanleiding=pl.when(own).then(pl.lit("eerste")).otherwise(pl.lit("verhuizing")),
        occasion_reason=pl.when(own)
        .then(pl.lit(""))
        .otherwise(pl.lit("U bent in onze gemeente komen wonen.")),
        route=pl.when(earlier_b.fill_null(value=False) & own).then(pl.lit("B")).otherwise("leerroute_code"),
        voor=pl.col(F.PIP_SUBMITTED),
        akkoord=pl.when(own).then(pl.col(F.PIP_APPROVED)),
        vast=pl.when(own).then(pl.col(F.PIP_DAGTEKENING)),
        bekend=pl.when(own).then(pl.col(F.PIP_MADE_KNOWN)),
    )


def _changed(frame: pl.DataFrame) -> pl.DataFrame:
    """Version 2: switched to the Z-route within a year and a half, or level lowered within the B1-route."""
    switches = pl.col("route") != pl.col("leerroute_code")
    falls = (
        (pl.col("route") == "B")
        & ~switches
        & (pl.col("bekend") < -450)
        & chance("afgeschaald", AFGESCHAALD * 2)
    )
    after = pl.when(switches).then(whole("schakelen na", 90, 190)).otherwise(whole("afschalen na", 400, 445))
    return (
        frame.filter(switches | falls)
        .with_columns(
            version=pl.lit(2),
            aanleiding=pl.when(switches).then(pl.lit("schakelen")).otherwise(pl.lit("afschalen")),
            occasion_reason=pl.when(switches)
            .then(pl.lit("Leren uit een boek lukt u niet. U leert beter door te doen."))
            .otherwise(pl.lit(sayings.AFSCHALEN)),
            route=pl.col("leerroute_code"),
            _dag=pl.col("vast") + after,
        )
        .with_columns(
            voor=pl.col("_dag") - 6,
            akkoord=pl.col("_dag") - 3,
            vast=pl.col("_dag"),
            bekend=pl.col("_dag") + 1,
        )
    )


def _time(day: str, today: date, hour: int) -> pl.Expr:
    return pl.concat_str(date_(day, today).cast(pl.String), pl.lit(f"T{hour:02}:00:00+01"))


def _who_and_when(today: date) -> list[pl.Expr]:
    """Who did what when. The one who approves is always another than the one who wrote."""
    sent = pl.coalesce("bekend", pl.col("vast") + 1)
    return [
        pl.col("id", "dossier", "gemeente_id", "version", "replaces_id", "aanleiding", "occasion_reason"),
        pl.col("klantmanager_id").alias("drafted_by_id"),
        pl.coalesce(_time("voor", today, 8), pl.lit(f"{today}T07:00:00+01")).alias("drafted_at"),
        _time("voor", today, 11).alias("submitted_at"),
        pl.when(pl.col("voor").is_not_null()).then("klantmanager_id").alias("submitted_by_id"),
        _time("akkoord", today, 13).alias("approved_at"),
        pl.when(pl.col("akkoord").is_not_null()).then("goedkeurder_id").alias("approved_by_id"),
        date_("vast", today).alias("dagtekening"),
        pl.when(chance("ondertekend", 0.85)).then(date_("vast", today)).alias("signed_inburgeraar_on"),
        _time("vast", today, 15).alias("fixed_at"),
        pl.when(pl.col("vast").is_not_null()).then("klantmanager_id").alias("fixed_by_id"),
        pl.when(pl.col("vast").is_not_null())
        .then(pl.lit("het college van burgemeester en wethouders"))
        .otherwise(pl.lit(""))
        .alias("bevoegd_gezag"),
        pl.when(pl.col("vast").is_not_null())
        .then(pl.lit("teamleider Inburgering"))
        .otherwise(pl.lit(""))
        .alias("ondertekenaar_functie"),
        (pl.lit(today) + pl.duration(days=sent)).alias("verzending_op"),
        date_("bekend", today).alias("made_known_on"),
        pl.col("vast").alias("_vast"),
    ]


def _content() -> list[pl.Expr]:
    """What the decision says, such that no rule of `wet` refuses it."""
    b, o, z = (pl.col("route") == code for code in "BOZ")
    otherwise = deviates() | (pl.col("version") == 2)
    ontzorgd = ASIEL & pl.col(F.BIJSTAND_FROM).is_not_null() & pl.col(F.ASIELVERGUNNING).is_not_null()
    ontzorgd &= ~chance("regulier", 0.04, "p")
    falls = pl.col("aanleiding") == "afschalen"
    return [
        pl.col("route").alias("leerroute"),
        pl.when(falls | z).then(pl.lit("A2")).otherwise(pl.lit("B1")).alias("niveau"),
        pl.when(b & ASIEL).then(whole("uren", 40, 80, "p") * 10).otherwise(EMPTY).alias("intensiteit_uren"),
        weighted("alfabetisering", {"A": 7, "AA": 24, "NVT": 69}, "p").alias("alfabetisering"),
        whole("pvt", 12, 16, "p").alias("pvt_uren"),
        pl.when(o).then(EMPTY).otherwise(whole("map", 4, 8, "p") * 10).alias("map_uren"),
        choice("begeleiding", sayings.GUIDANCE, "p").alias("begeleiding"),
        pl.lit(sayings.PROGRESS).alias("voortgang"),
        pl.when(chance("vve", 0.3, "p"))
        .then(pl.lit("Uw kind gaat vier dagdelen naar de voorschool."))
        .otherwise(pl.lit(""))
        .alias("vve"),
        pl.when(~ontzorgd)
        .then(pl.lit("niet"))
        .when(chance("budgetbeheer", 0.2, "p"))
        .then(pl.lit("budgetbeheer"))
        .otherwise(pl.lit("doorbetaling"))
        .alias("ontzorgen"),
        pl.when(o)
        .then(pl.lit(""))
        .otherwise(choice("onderzocht", sayings.EXAMINED, "p"))
        .alias("onderwijsroute_onderzocht"),
        pl.col("route").replace_strict(sayings.REASONING).alias("motivering"),
        pl.when(~otherwise)
        .then(pl.lit(""))
        .when(z)
        .then(pl.lit(sayings.DEVIATION_TO_Z))
        .otherwise(pl.lit(sayings.DEVIATION))
        .alias("motivering_afwijking"),
        falls.alias("inspanning_aantoonbaar"),
        pl.when(falls).then(whole("cursusuren", 610, 820, "p")).otherwise(EMPTY).alias("gevolgde_cursusuren"),
    ]


def with_letters(
    besluiten: pl.DataFrame, letter: SampleLetter, counted: int
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Give every fixed decision its letter: the rows of `Document`, of `DossierDocument` and of
    `Beschikking`.

    Args:
        geteld: how many letters there are already.
    """
    fixed = besluiten.filter(pl.col("_vast").is_not_null())
    numbers = pl.int_range(counted + 1, counted + fixed.height + 1, eager=True)
    fixed = fixed.with_columns(
        document_id=uuids(fixed.with_columns(n=numbers), "letter", "n"), letter_id=numbers
    )
    documents = fixed.select(
        "gemeente_id",
        id="document_id",
        naam=pl.concat_str(
            pl.lit("Besluit PIP "),
            "version",
            pl.lit(" - "),
            pl.col("verzending_op").cast(pl.String),
            pl.lit(".pdf"),
        ),
        mime=pl.lit("application/pdf"),
        size=pl.lit(len(letter.inhoud)),
        sha256=pl.lit(letter.sha256),
        placed_by="fixed_by_id",
        placed_at="fixed_at",
    )
    in_dossier = fixed.select(
        "gemeente_id", "document_id", id="letter_id", dossier_id="dossier", soort=pl.lit("beschikking")
    )
    besluiten = besluiten.join(fixed.select("id", "letter_id"), on="id", how="left", maintain_order="left")
    return documents, in_dossier, besluiten.drop("_vast").rename({"dossier": "dossier_id"})


def doelen(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The rows of `Doel`: one hoofddoel and one or two subdoelen for whom the plan is fixed."""
    with_ = _with_plan(lives)
    parts = []
    for place, (kind, listing, part_) in enumerate(
        (
            ("hoofd", sayings.HOOFDDOELEN, 1.0),
            ("sub", sayings.SUBDOELEN, 1.0),
            ("sub", sayings.SUBDOELEN[::-1], 0.5),
        )
    ):
        this = with_.filter(chance(f"doel {place}", part_)).with_columns(
            _streef=pl.col(F.PIP_DAGTEKENING) + 300 * (3 - place)
        )
        reached = pl.when(chance(f"bereikt {place}", 0.25) & (pl.col("_streef") < 0) & pl.lit(kind == "sub"))
        parts.append(
            this.select(
                "gemeente_id",
                id=uuids(this, f"doel {place}"),
                dossier_id="dossier",
                soort=pl.lit(kind),
                tekst=choice(f"doeltekst {min(place, 1)}", listing),
                streefdatum=date_("_streef", today),
                reached_on=reached.then(date_("_streef", today)),
            )
        )
    return pl.concat(parts)


def afspraken(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The rows of `Afspraak`: two for everyone with a plan, most of the past ones kept."""
    with_ = _with_plan(lives).with_columns(doel_id=uuids(_with_plan(lives), "doel 1"))
    numbers = [str(number) for number in range(len(sayings.AFSPRAKEN))]
    parts = []
    for place in range(2):
        this = with_.with_columns(
            id=uuids(with_, f"afspraak {place}"),
            _welke=choice(f"afspraak {place}", numbers[place::2]),
            _dag=pl.when(pl.col("i") % 3 == 0)
            .then(whole(f"afspraakdag {place}", 1, 60))
            .otherwise(pl.col(F.PIP_DAGTEKENING) + 60),
        )
        party, text = (
            pl.col("_welke").replace_strict(numbers, [a[part_] for a in sayings.AFSPRAKEN])
            for part_ in range(2)
        )
        ready = (pl.col("_dag") < 0) & chance(f"nagekomen {place}", 0.8)
        parts.append(
            this.select(
                "id",
                "gemeente_id",
                "doel_id",
                party.alias("partij"),
                text.alias("tekst"),
                dossier_id="dossier",
                uiterlijk=date_("_dag", today),
                kept_on=pl.when(ready).then(date_("_dag", today)),
            )
        )
    return pl.concat(parts)


def plan_changes(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The rows of `PlanChange`: one in eight plans was changed since."""
    with_ = _with_plan(lives).filter(chance("plan gewijzigd", 0.12) & (pl.col(F.PIP_DAGTEKENING) < -120))
    return with_.with_columns(_dag=pl.col(F.PIP_DAGTEKENING) + 100).select(
        "gemeente_id",
        dossier_id="dossier",
        onderdeel=pl.lit("hoofddoel"),
        onderdeel_id=uuids(with_, "doel 0"),
        van=pl.lit("Eerst de taal, dan werk"),
        naar=choice("doeltekst 0", sayings.HOOFDDOELEN),
        reden=choice("wijzigreden", sayings.CHANGE_REASONS),
        by_id="klantmanager_id",
        op=_time("_dag", today, 10),
    )


def _with_plan(lives: pl.DataFrame) -> pl.DataFrame:
    return lives.filter(pl.col(F.PIP_DAGTEKENING).is_not_null())
