"""The terms of any number of dossiers at once, computed over columns from the rules in `termijnregels`."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache, reduce

import polars as pl

from meedoen.wet import kalender
from meedoen.wet.begrippen import Status, Zekerheid
from meedoen.wet.feiten import DATUMS, als_feiten
from meedoen.wet.regel import Duur, Instellingen, Termijnregel
from meedoen.wet.termijnregels import TERMIJNREGELS

STANDAARD = Instellingen()

UITKOMST = (
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

STATUS = pl.Enum(Status)
LANGSTE_TERMIJN_IN_JAREN = 4


def bereken(
    feiten: pl.DataFrame,
    *,
    peildatum: date | None,
    instellingen: Instellingen = STANDAARD,
    regels: Sequence[Termijnregel] = TERMIJNREGELS,
) -> pl.DataFrame:
    """Return one row per dossier and term, dossiers in the order of `feiten`, with the columns of `UITKOMST`.

    `feiten` holds the columns of `feiten.KOLOMMEN`; `dossier` may be of any type and keeps it. Without
    `peildatum` the dates are computed and `status` says only which terms do not apply. Other `regels` answer
    "what if the law were different". Raises ValueError for a missing column, an unknown value or a date
    outside the calendar.
    """
    frame = als_feiten(feiten)
    namen = list(dict.fromkeys(regel.naam for regel in regels))
    soorten = {
        "termijn": pl.Enum(namen),
        "grondslag": pl.Enum(list(dict.fromkeys(regel.grondslag.label for regel in regels))),
        "zekerheid": pl.Enum(Zekerheid),
    }
    delen = [
        deel.select(UITKOMST).cast(soorten)  # type: ignore[arg-type]  # mypy wants one dtype class for all
        for deel in (
            _bereken_termijn(frame, [r for r in regels if r.naam == naam], peildatum, instellingen)
            for naam in namen
        )
    ]
    onder_elkaar = pl.concat(pl.collect_all(delen), rechunk=False)
    nummer = pl.int_range(onder_elkaar.height, dtype=pl.UInt32, eager=True)
    per_dossier = (nummer % len(namen)) * frame.height + nummer // len(namen)
    # As a query, so that the columns are gathered side by side: this is most of the work.
    return onder_elkaar.lazy().select(pl.all().gather(per_dossier)).collect()


def _bereken_termijn(
    feiten: pl.DataFrame, versies: Sequence[Termijnregel], peildatum: date | None, instellingen: Instellingen
) -> pl.LazyFrame:
    """Compute one term, each dossier by the version of the rule that holds when its term counts from."""
    jaren = jaren_van(feiten)
    if len(versies) == 1:
        return bereken_regel(feiten.lazy(), versies[0], peildatum, instellingen, jaren)
    op_volgorde = sorted(versies, key=lambda regel: regel.geldig_van)
    # The oldest version also takes what lies before it: a typing error in a year must give a term that is
    # visibly late, not one that disappears. What has no date yet will fall under the newest.
    telt_vanaf = _telt_vanaf(op_volgorde[-1])
    latere = [(telt_vanaf >= regel.geldig_van).fill_null(value=True) for regel in op_volgorde[1:]]
    genummerd = feiten.lazy().with_row_index("nummer").with_columns(versie=pl.sum_horizontal(latere))
    delen = [
        bereken_regel(genummerd.filter(pl.col("versie") == plaats), regel, peildatum, instellingen, jaren)
        for plaats, regel in enumerate(op_volgorde)
    ]
    return pl.concat(delen).sort("nummer")


def jaren_van(feiten: pl.DataFrame) -> tuple[int, int]:
    """Return the first and last year in which a term of these dossiers can end."""
    uitersten = feiten.select(
        eerste=pl.min_horizontal(pl.col(DATUMS).min()), laatste=pl.max_horizontal(pl.col(DATUMS).max())
    ).row(0)
    eerste, laatste = (dag or kalender.EERSTE_DAG for dag in uitersten)
    return eerste.year, laatste.year + LANGSTE_TERMIJN_IN_JAREN


def bereken_regel(
    feiten: pl.LazyFrame,
    regel: Termijnregel,
    peildatum: date | None,
    instellingen: Instellingen,
    jaren: tuple[int, int],
) -> pl.LazyFrame:
    """Add to `feiten` the columns of `UITKOMST` for one rule, and those that only an explanation needs.

    The latter are `van_toepassing` (null when not known), `telt_vanaf` (the date the length counts from) and
    `laatste_dag_gewoon` (the raw last day before information of third parties is looked at).
    """
    duur = regel.duur_bij(instellingen)
    gerekend = (
        feiten.with_columns(van_toepassing=_van_toepassing(regel, duur))
        .with_columns(telt_vanaf=pl.when("van_toepassing").then(_telt_vanaf(regel)))
        .with_columns(
            begin=pl.col("telt_vanaf") + pl.duration(days=regel.begin.dagen_erna),
            laatste_dag_gewoon=_laatste_dag(regel, duur),
        )
        .with_columns(laatste_dag_ruw=_verlengd(regel))
    )
    if regel.schuift:
        geschoven = kalender.roll_column(gerekend, "laatste_dag_ruw", jaren)
    else:
        geschoven = gerekend.with_columns(
            laatste_dag=pl.col("laatste_dag_ruw"), verschoven_door=pl.lit(None, dtype=pl.String)
        )
    gehaald = pl.col(regel.gehaald_door) if regel.gehaald_door else pl.lit(None, dtype=pl.Date)
    return geschoven.with_columns(
        termijn=pl.lit(regel.naam),
        gehaald_op=pl.when("van_toepassing").then(gehaald),
        grondslag=pl.lit(regel.grondslag.label),
        zekerheid=pl.lit(regel.zekerheid.value),
    ).with_columns(status=status_expr(peildatum, heeft_daad=regel.gehaald_door is not None))


def _van_toepassing(regel: Termijnregel, duur: Duur | None) -> pl.Expr:
    """Return false where a fact rules the term out, null where that is not known yet, true elsewhere."""
    eisen = [pl.col(eis.feit) == eis.waarde for eis in regel.eisen]
    return reduce(pl.Expr.__and__, eisen, pl.lit(duur is not None))


def _telt_vanaf(regel: Termijnregel) -> pl.Expr:
    """Return the latest of the facts a term begins with, or null when one of them is not known."""
    feiten = regel.begin.feiten
    return pl.when(pl.all_horizontal(pl.col(feiten).is_not_null())).then(pl.max_horizontal(feiten))


def _laatste_dag(regel: Termijnregel, duur: Duur | None) -> pl.Expr:
    if duur is None:
        return pl.lit(None, dtype=pl.Date)
    return pl.col("telt_vanaf").dt.offset_by(duur.offset) - pl.duration(days=int(regel.eindigt_dag_ervoor))


def _verlengd(regel: Termijnregel) -> pl.Expr:
    gewoon = pl.col("laatste_dag_gewoon")
    if regel.verlenging is None:
        return gewoon
    na_informatie = pl.col(regel.verlenging.feit).dt.offset_by(regel.verlenging.duur.offset)
    # Information that arrives before the term runs extends nothing yet: without a begin there is no last day.
    return pl.when(gewoon.is_not_null()).then(pl.max_horizontal(gewoon, na_informatie))


def status_expr(peildatum: date | None, *, heeft_daad: bool) -> pl.Expr:
    """Return the status on `peildatum` from `van_toepassing`, `begin`, `laatste_dag` and `gehaald_op`.

    An act on record counts, also when its date lies after `peildatum`. Without `peildatum` the status is
    null, except where the term does not apply.
    """
    begin, laatste_dag, gehaald_op = pl.col("begin"), pl.col("laatste_dag"), pl.col("gehaald_op")
    niet_van_toepassing = pl.when(~pl.col("van_toepassing")).then(
        pl.lit(Status.NIET_VAN_TOEPASSING, dtype=STATUS)
    )
    if peildatum is None:
        return niet_van_toepassing.otherwise(pl.lit(None, dtype=STATUS))
    na_de_laatste_dag = Status.TE_LAAT if heeft_daad else Status.VOORBIJ
    return (
        niet_van_toepassing.when(begin.is_null() | (begin > peildatum))
        .then(pl.lit(Status.NIET_BEGONNEN, dtype=STATUS))
        .when(gehaald_op <= laatste_dag)
        .then(pl.lit(Status.GEHAALD, dtype=STATUS))
        .when(gehaald_op.is_not_null())
        .then(pl.lit(Status.TE_LAAT, dtype=STATUS))
        .when(laatste_dag < peildatum)
        .then(pl.lit(na_de_laatste_dag, dtype=STATUS))
        .otherwise(pl.lit(Status.LOOPT, dtype=STATUS))
    )


@lru_cache(maxsize=65_536)
def status_op(
    begin: date | None,
    laatste_dag: date | None,
    gehaald_op: date | None = None,
    *,
    heeft_daad: bool,
    peildatum: date,
    van_toepassing: bool = True,
) -> Status:
    """Return the status on `peildatum` of one term of which only the dates were stored.

    `heeft_daad` says whether an act can meet the term (`Termijnregel.gehaald_door`): then it is late after
    its last day, otherwise it is over.
    """
    rij = pl.DataFrame(
        {
            "van_toepassing": [van_toepassing],
            "begin": [begin],
            "laatste_dag": [laatste_dag],
            "gehaald_op": [gehaald_op],
        },
        schema={
            "van_toepassing": pl.Boolean,
            "begin": pl.Date,
            "laatste_dag": pl.Date,
            "gehaald_op": pl.Date,
        },
    )
    return Status(rij.select(status_expr(peildatum, heeft_daad=heeft_daad)).item())
