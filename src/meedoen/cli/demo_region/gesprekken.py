"""What was said and what is planned: contact moments and signals of the open dossiers."""

from __future__ import annotations

from datetime import date

import polars as pl

from meedoen.cli.demo_region.chance import chance, choice, part, uuids, weighted, whole
from meedoen.cli.demo_region.life_course import date_
from meedoen.cli.demo_region.sayings import PLACES, REPORT_TEXTS, SIGNALEN, SOLUTIONS
from meedoen.dossiers.phases import FeitSoort as F

PER_DOSSIER = 64
"""Room for the keys of contact moments: key = `i` times this, plus the place in the list."""

FIRST_INTAKE, SECOND_INTAKE = 2, 3
QUARTER = 91
COUNT_PROGRESS = 16
BACK, FORWARD = -190, 35
"""Progress talks are kept of the last half year, and planned five weeks ahead, in days."""

NO_SHOW, SIGNED_OFF = 0.06, 0.04
PLANNED_FOR = {
    "eerste_contact": "kennismaking",
    "overdracht": "driegesprek",
    "intake_starten": "intake",
    "intake_verder": "intake",
    "lbt": "lbt",
    "pip_opstellen": "pip",
}


def contactmomenten(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The rows of `Contactmoment` for open dossiers, with `sleutel` and `dag` for what hangs on them."""
    middle = (pl.col(F.INTAKE_COMPLETED) + pl.col(F.INTAKE_STARTED)) // 2
    pip = pl.coalesce(F.PIP_DAGTEKENING, F.PIP_SUBMITTED)
    series = [
        (0, "kennismaking", pl.col(F.FIRST_CONTACT)),
        (1, "driegesprek", pl.col(F.HANDOVER)),
        (FIRST_INTAKE, "intake", pl.col(F.INTAKE_STARTED)),
        (
            SECOND_INTAKE,
            "intake",
            pl.when(pl.col(F.INTAKE_COMPLETED) - pl.col(F.INTAKE_STARTED) >= 8).then(middle),
        ),
        (4, "lbt", pl.col(F.LBT)),
        (5, "pip", pip),
        (6, "kennismaking", pl.when(chance("gemiste kennismaking", 0.09)).then(pl.col(F.FIRST_CONTACT) - 7)),
    ]
    parts = [_moments(lives, place, about, day) for place, about, day in series]
    for times in range(1, COUNT_PROGRESS + 1):
        day = pl.col(F.PIP_MADE_KNOWN) + times * QUARTER
        about = "participatie" if times % 4 == 0 else "voortgang"
        parts.append(_moments(lives, 6 + times, about, pl.when(day.is_between(BACK, FORWARD)).then(day)))
    parts += [_next(lives, step, about) for step, about in PLANNED_FOR.items()]
    return _finished(pl.concat(parts).sort("sleutel"), today)


def _moments(lives: pl.DataFrame, place: int, subject: str, day: pl.Expr) -> pl.DataFrame:
    return lives.select(
        "i",
        "gemeente_id",
        "tolk_nodig",
        "taal",
        dossier_id="dossier",
        by_id="klantmanager_id",
        sleutel=pl.col("i") * PER_DOSSIER + place,
        onderwerp=pl.lit(subject),
        dag=day.cast(pl.Int32),
    ).filter(pl.col("dag").is_not_null())


def _next(lives: pl.DataFrame, step: str, subject: str) -> pl.DataFrame:
    """The planned talk for the next step, for two in three; in the scenarios always, often today."""
    whose_turn = (pl.col("stap") == step) & (pl.col("scenario").is_not_null() | chance("gepland", 0.65))
    day = (
        pl.when(pl.col("scenario").is_not_null()).then(pl.col("i") % 4).otherwise(whole("gepland op", 1, 18))
    )
    return _moments(lives.filter(whose_turn & pl.col("klantmanager_id").is_not_null()), 40, subject, day)


def _finished(frame: pl.DataFrame, today: date) -> pl.DataFrame:
    forward = (pl.col("dag") > 0) | (pl.col("sleutel") % PER_DOSSIER == 40)
    missed = pl.col("sleutel") % PER_DOSSIER == 6
    drawn = part("uitkomst", "sleutel")
    free = pl.col("onderwerp").is_in(["voortgang", "participatie"])
    outcome = (
        pl.when(forward)
        .then(pl.lit("gepland"))
        .when(missed)
        .then(choice("gemist", ("niet_verschenen", "niet_verschenen", "afgemeld"), "sleutel"))
        .when(free & (drawn < NO_SHOW))
        .then(pl.lit("niet_verschenen"))
        .when(free & (drawn < NO_SHOW + SIGNED_OFF))
        .then(pl.lit("afgemeld"))
        .otherwise(pl.lit("gehouden"))
    )
    channel = weighted("kanaal", {"fysiek": 74, "telefoon_uit": 16, "video": 6, "email": 4}, "sleutel")
    frame = frame.with_columns(
        id=uuids(frame, "contactmoment", "sleutel"),
        uitkomst=outcome,
        kanaal=pl.when(pl.col("onderwerp").is_in(["intake", "lbt", "driegesprek"]))
        .then(pl.lit("fysiek"))
        .otherwise(channel),
        met_tolk=pl.col("tolk_nodig") & (pl.col("onderwerp") != "lbt"),
        moment=_moment(forward, today),
    )
    return frame.with_columns(
        plek=pl.when(pl.col("kanaal") == "fysiek")
        .then(choice("plek", PLACES, "sleutel"))
        .otherwise(pl.lit("")),
        verslag=pl.when(pl.col("uitkomst") == "gehouden").then(_report_text()).otherwise(pl.lit("")),
    )


def _moment(forward: pl.Expr, today: date) -> pl.Expr:
    """A quarter of an hour in office hours, on a working day: earlier for what was, later for what will
    be."""
    # Nobody knows at what hour the demo starts: what was held today might still have to begin.
    today_already = ~forward & (pl.col("dag") == 0)
    day = date_("dag", today) - pl.duration(days=pl.when(today_already).then(1).otherwise(0))
    weekday = day.dt.weekday().cast(pl.Int32)
    shift = pl.when(weekday <= 5).then(0).when(forward).then(8 - weekday).otherwise(5 - weekday)
    minutes = whole("tijd", 0, 29, "sleutel") * 15 + 9 * 60
    local = (day + pl.duration(days=shift)).cast(pl.Datetime("us")) + pl.duration(minutes=minutes)
    return local.dt.replace_time_zone("Europe/Amsterdam")


def _report_text() -> pl.Expr:
    report_text = pl.lit("")
    for subject, texts in (REPORT_TEXTS | {"participatie": REPORT_TEXTS["voortgang"]}).items():
        report_text = (
            pl.when(pl.col("onderwerp") == subject)
            .then(choice("verslag", texts, "sleutel"))
            .otherwise(report_text)
        )
    return report_text


COLUMNS = (
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
    "by_id",
)
"""The columns of `Contactmoment` in what `contactmomenten` gives."""


def signalen(lives: pl.DataFrame, today: date) -> pl.DataFrame:
    """The rows of `Signaal`: one in seven open dossiers has one, a third of them is solved."""
    with_ = lives.filter(
        pl.col("klantmanager_id").is_not_null()
        & pl.col(F.FIRST_CONTACT).is_not_null()
        & (chance("signaal", 0.14) | (pl.col("scenario").is_not_null() & (pl.col("i") % 5 == 0)))
    )
    numbers = [str(number) for number in range(len(SIGNALEN))]
    with_ = with_.with_columns(
        id=uuids(with_, "signaal"),
        _welk=choice("welk signaal", numbers),
        _opgelost=chance("opgelost", 0.33) & pl.col("scenario").is_null(),
        _uiterlijk=whole("uiterlijk", -6, 25),
    )
    domein, text, severity = (
        pl.col("_welk").replace_strict(numbers, [signaal[place] for signaal in SIGNALEN])
        for place in range(3)
    )
    on = pl.concat_str(
        (pl.lit(today) - pl.duration(days=whole("gemeld", 2, 40))).cast(pl.String), pl.lit("T10:00:00+01")
    )
    return with_.select(
        "id",
        "gemeente_id",
        domein.alias("domein"),
        text.alias("omschrijving"),
        severity.alias("ernst"),
        dossier_id="dossier",
        eigenaar_id="klantmanager_id",
        reported_by_id="klantmanager_id",
        uiterlijk=date_("_uiterlijk", today),
        reported_at=on,
        opgelost_op=pl.when("_opgelost").then(pl.lit(f"{today}T07:00:00+01")),
        oplossing=pl.when("_opgelost").then(choice("oplossing", SOLUTIONS)).otherwise(pl.lit("")),
    )
