"""The terms of any number of dossiers at once, computed over columns from the rules in `termijn.rules`."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, reduce

import polars as pl

from meedoen.wet import calendar
from meedoen.wet.concepts import Certainty, Status
from meedoen.wet.duration import Duration
from meedoen.wet.termijn import rules as law
from meedoen.wet.termijn.feiten import DATES, as_feiten
from meedoen.wet.termijn.rule import TermijnRule, TermijnSettings
from meedoen.wet.versions import by_name, version_at

DEFAULT = TermijnSettings()

OUTCOME = (
    "dossier",
    "termijn",
    "begin",
    "laatste_dag_ruw",
    "laatste_dag",
    "verschoven_door",
    "status",
    "gehaald_op",
    "grondslag",
    "zekerheid",
)
"""The columns of the fixed interface, in order."""

FOR_EXPLAINING = (
    "version",
    "applies",
    "counts_from",
    "plain_last_day",
    "own_last_day",
    "from_duo",
)
"""The columns that only an explanation needs; see `termijn_columns`."""

STATUS = pl.Enum(Status)
LONGEST_TERM_IN_YEARS = 4


def compute(
    feiten: pl.DataFrame,
    *,
    reference_date: date | None,
    settings: TermijnSettings = DEFAULT,
    rules: Sequence[TermijnRule] | None = None,
) -> pl.DataFrame:
    """Return one row per dossier and term, dossiers in the order of `feiten`, with the columns of `OUTCOME`.

    Args:
        feiten: the columns of `feiten.COLUMNS` and perhaps of `FEITEN_VAN_DUO`; `dossier` may be of any type
            and keeps it.
        reference_date: without it the dates are computed, and `status` says only which terms do not apply.
        rules: other rules answer "what if the law were different".

    Raises:
        ValueError: a column is missing, a value is unknown or a date lies outside the calendar.
    """
    frame = as_feiten(feiten)
    rules = law.TERMIJN_RULES if rules is None else rules
    termijnen = by_name(rules)
    names = list(termijnen)
    types = {
        "termijn": pl.Enum(names),
        "grondslag": pl.Enum(list(dict.fromkeys(rule.grondslag.label for rule in rules))),
        "zekerheid": pl.Enum(Certainty),
    }
    parts = [
        one.select(OUTCOME).cast(types)  # type: ignore[arg-type]  # mypy wants one dtype class for all
        for one in (termijn_columns(frame, termijnen[name], reference_date, settings) for name in names)
    ]
    stacked = pl.concat(pl.collect_all(parts), rechunk=False)
    number = pl.int_range(stacked.height, dtype=pl.UInt32, eager=True)
    per_dossier = (number % len(names)) * frame.height + number // len(names)
    # As a query, so that the columns are gathered side by side: this is most of the work.
    return stacked.lazy().select(pl.all().gather(per_dossier)).collect()


def termijn_columns(
    feiten: pl.DataFrame,
    versions: Sequence[TermijnRule],
    reference_date: date | None,
    settings: TermijnSettings,
) -> pl.LazyFrame:
    """Compute one term, each dossier by the version of the rule that holds on the day its term counts from.

    A term that does not count from a known day yet is judged by the version of the reference date.

    Args:
        feiten: as `as_feiten` returns them.
        versions: the versions of one rule, oldest first.

    Returns:
        The columns of `OUTCOME`, and those that only an explanation needs: `version` (the place in
        `versions`, null where none holds), `applies` (null when not known), `counts_from` (the date the
        length counts from), `plain_last_day` (the raw last day before information of others is looked at),
        `own_last_day` (the last day before DUO's is looked at), `from_duo` (whether DUO fixed it).
    """
    years = _years_of(feiten)
    day = _judged_by(versions[-1]).fill_null(pl.lit(reference_date, dtype=pl.Date))
    judged = feiten.lazy().with_columns(version=version_at(versions, day))
    if len(versions) == 1:
        return _apply(judged, versions[0], reference_date, settings, years).select(*OUTCOME, *FOR_EXPLAINING)
    numbered = judged.with_row_index("row")
    each = [
        _apply(numbered.filter(pl.col("version") == place), rule, reference_date, settings, years)
        for place, rule in enumerate(versions)
    ]
    none = _apply(numbered.filter(pl.col("version").is_null()), versions[-1], reference_date, settings, years)
    columns = ("row", *OUTCOME, *FOR_EXPLAINING)
    return pl.concat([one.select(columns) for one in (*each, none)]).sort("row").drop("row")


def _years_of(feiten: pl.DataFrame) -> tuple[int, int]:
    """Return the first and last year in which a term of these dossiers can end."""
    extremes = feiten.select(
        first=pl.min_horizontal(pl.col(DATES).min()), last=pl.max_horizontal(pl.col(DATES).max())
    ).row(0)
    first, last = (day or calendar.FIRST_DAY for day in extremes)
    return first.year, last.year + LONGEST_TERM_IN_YEARS


def _apply(
    feiten: pl.LazyFrame,
    rule: TermijnRule,
    reference_date: date | None,
    settings: TermijnSettings,
    years: tuple[int, int],
) -> pl.LazyFrame:
    duration = rule.duration_under(settings)
    computed = (
        feiten.with_columns(applies=_applies(rule, duration))
        .with_columns(counts_from=pl.when("applies").then(_counts_from(rule)))
        .with_columns(
            begin=pl.col("counts_from") + pl.duration(days=rule.begin.days_after),
            plain_last_day=_last_day(rule, duration),
        )
        .with_columns(laatste_dag_ruw=_extended(rule))
    )
    if rule.can_move:
        moved = calendar.roll_column(computed, "laatste_dag_ruw", years)
    else:
        moved = computed.with_columns(
            laatste_dag=pl.col("laatste_dag_ruw"), verschoven_door=pl.lit(None, dtype=pl.String)
        )
    met_on = pl.col(rule.gehaald_door) if rule.gehaald_door else pl.lit(None, dtype=pl.Date)
    return (
        _fixed_by_duo(moved, rule)
        .with_columns(
            termijn=pl.lit(rule.name),
            gehaald_op=pl.when("applies").then(met_on),
            grondslag=pl.lit(rule.grondslag.label),
            zekerheid=pl.lit(rule.certainty.value),
        )
        .with_columns(status=_status(reference_date, has_act=rule.gehaald_door is not None))
    )


def _applies(rule: TermijnRule, duration: Duration | None) -> pl.Expr:
    """Return false where a fact rules the term out, null where that is not known yet, true elsewhere."""
    requirements = [pl.col(one.feit) == one.value for one in rule.requirements]
    holds = pl.col("version").is_not_null() & pl.lit(duration is not None)
    return reduce(pl.Expr.__and__, requirements, holds)


def _counts_from(rule: TermijnRule) -> pl.Expr:
    """Return the latest of the facts a term begins with, or null when one of them is not known."""
    feiten = rule.begin.feiten
    return pl.when(pl.all_horizontal(pl.col(feiten).is_not_null())).then(pl.max_horizontal(feiten))


def _judged_by(rule: TermijnRule) -> pl.Expr:
    """Return the day whose law a term follows: the one it counts from or, where DUO fixed its first day, the
    one before that. It follows from `begin` alone, so that whoever stored only that finds the same version.
    """
    if rule.fixed_by_duo is None:
        return _counts_from(rule)
    before = pl.duration(days=rule.begin.days_after)
    first, last = pl.col(rule.fixed_by_duo.begin) - before, pl.col(rule.fixed_by_duo.laatste_dag) - before
    return pl.coalesce(first, _counts_from(rule), last)


def _last_day(rule: TermijnRule, duration: Duration | None) -> pl.Expr:
    if duration is None:
        return pl.lit(None, dtype=pl.Date)
    return pl.col("counts_from").dt.offset_by(duration.offset) - pl.duration(days=int(rule.ends_day_before))


def _extended(rule: TermijnRule) -> pl.Expr:
    plain = pl.col("plain_last_day")
    if rule.verlenging is None:
        return plain
    after_information = pl.col(rule.verlenging.feit).dt.offset_by(rule.verlenging.duration.offset)
    # Information that arrives before the term runs extends nothing yet: without a begin there is no last day.
    return pl.when(plain.is_not_null()).then(pl.max_horizontal(plain, after_information))


def _fixed_by_duo(termijn: pl.LazyFrame, rule: TermijnRule) -> pl.LazyFrame:
    """Let the days that DUO gave take the place of ours (regelblad 7.4); each of the two by itself."""
    fixed = rule.fixed_by_duo
    own = {"own_last_day": pl.col("laatste_dag")}
    if fixed is None:
        return termijn.with_columns(from_duo=pl.lit(value=False), **own)
    begin, last_day = pl.col(fixed.begin), pl.col(fixed.laatste_dag)
    is_fixed = pl.col("applies") & (begin.is_not_null() | last_day.is_not_null())
    return termijn.with_columns(
        from_duo=is_fixed.fill_null(value=False),
        # An end alone says that the term runs; then that is the only day we have.
        begin=pl.when(is_fixed).then(pl.coalesce(begin, "begin", last_day)).otherwise("begin"),
        laatste_dag_ruw=pl.when(is_fixed)
        .then(pl.coalesce(last_day, "laatste_dag_ruw"))
        .otherwise("laatste_dag_ruw"),
        laatste_dag=pl.when(is_fixed).then(pl.coalesce(last_day, "laatste_dag")).otherwise("laatste_dag"),
        **own,
    )


def _status(reference_date: date | None, *, has_act: bool) -> pl.Expr:
    """Return the status on a day from `applies`, `begin`, `laatste_dag` and `gehaald_op`.

    An act on record counts, also when its date lies after `reference_date`. Without `reference_date` the
    status is null, except where the term does not apply.
    """
    begin, last_day, met_on = pl.col("begin"), pl.col("laatste_dag"), pl.col("gehaald_op")
    not_applicable = pl.when(~pl.col("applies")).then(pl.lit(Status.NIET_VAN_TOEPASSING, dtype=STATUS))
    if reference_date is None:
        return not_applicable.otherwise(pl.lit(None, dtype=STATUS))
    after_the_last_day = Status.TE_LAAT if has_act else Status.VOORBIJ
    return (
        not_applicable.when(begin.is_null() | (begin > reference_date))
        .then(pl.lit(Status.NIET_BEGONNEN, dtype=STATUS))
        .when(met_on <= last_day)
        .then(pl.lit(Status.GEHAALD, dtype=STATUS))
        .when(met_on.is_not_null())
        .then(pl.lit(Status.TE_LAAT, dtype=STATUS))
        .when(last_day < reference_date)
        .then(pl.lit(after_the_last_day, dtype=STATUS))
        .otherwise(pl.lit(Status.LOOPT, dtype=STATUS))
    )


@lru_cache(maxsize=65_536)
def status_on(
    begin: date | None,
    last_day: date | None,
    met_on: date | None = None,
    *,
    has_act: bool,
    reference_date: date,
    applies: bool = True,
) -> Status:
    """Return the status on `reference_date` of one term of which only the dates were stored.

    `has_act` says whether an act can meet the term (`TermijnRule.gehaald_door`): then it is late after its
    last day, otherwise it is over.
    """
    row = pl.DataFrame(
        {"applies": [applies], "begin": [begin], "laatste_dag": [last_day], "gehaald_op": [met_on]},
        schema={"applies": pl.Boolean, "begin": pl.Date, "laatste_dag": pl.Date, "gehaald_op": pl.Date},
    )
    return Status(row.select(_status(reference_date, has_act=has_act)).item())
