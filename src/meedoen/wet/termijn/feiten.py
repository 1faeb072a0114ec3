"""The facts of a dossier that the terms are computed from, and how rows of text become facts.

A frame of facts has a column `dossier` of any type and the columns of `FEITEN`; null means unknown. The
columns of `FEITEN_VAN_DUO` may be left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from meedoen.wet.calendar import FIRST_DAY, LAST_DAY
from meedoen.wet.concepts import Doelgroep, Leerroute


@dataclass(frozen=True, slots=True)
class Feit:
    """A fact: how it is called in a sentence, and the values it can take; a fact without values is a date."""

    description: str
    values: tuple[str, ...] = ()


FEITEN: Mapping[str, Feit] = {
    "doelgroep": Feit("de doelgroep", tuple(choice.value for choice in Doelgroep)),
    "asielvergunning": Feit("een asielvergunning", ("ja", "nee")),
    "kennisgeving_duo": Feit("de kennisgeving van DUO"),
    "inschrijving_brp": Feit("de inschrijving in de BRP"),
    "informatie_derden": Feit("de ontvangst van informatie van anderen"),
    "pip_bekendgemaakt": Feit("de bekendmaking van het PIP"),
    "pip_dagtekening": Feit("de dagtekening van het eerste PIP"),
    "leerroute": Feit("de leerroute", tuple(choice.value for choice in Leerroute)),
    "bijstand_vanaf": Feit("het begin van de bijstand"),
    "aangemeld_aanbieder": Feit("de aanmelding bij de aanbieder"),
    "geplaatst": Feit("de plaatsing bij de aanbieder"),
}
"""The facts in the order of the fixed interface, where `dossier` stands before them."""

FEITEN_VAN_DUO: Mapping[str, Feit] = {
    "termijn_begin": Feit("het begin van de inburgeringstermijn volgens DUO"),
    "termijn_einde": Feit("de laatste dag van de inburgeringstermijn volgens DUO"),
}
"""What DUO fixes itself. A file without these columns is computed as if DUO had said nothing yet."""

ALL_FEITEN: Mapping[str, Feit] = {**FEITEN, **FEITEN_VAN_DUO}

COLUMNS = ("dossier", *FEITEN)
"""The columns that a file or frame of facts must have."""
ALL_COLUMNS = ("dossier", *ALL_FEITEN)
DATES = tuple(name for name, feit in ALL_FEITEN.items() if not feit.values)
CHOICES = tuple(name for name, feit in ALL_FEITEN.items() if feit.values)


def as_feiten(feiten: pl.DataFrame) -> pl.DataFrame:
    """Return `dossier` and the columns of `ALL_FEITEN`, with dates as `Date` and choices as `String`.

    `asielvergunning` may also be a Boolean column.

    Raises:
        ValueError: a column is missing, a value is unknown or a date lies outside the calendar. Values are
            not named, since they may belong to a person.
    """
    missing = [name for name in COLUMNS if name not in feiten.columns]
    if missing:
        raise ValueError(f"columns are missing: {', '.join(missing)}")
    if feiten.schema["asielvergunning"] == pl.Boolean:
        feiten = feiten.with_columns(
            pl.when("asielvergunning").then(pl.lit("ja")).when(~pl.col("asielvergunning")).then(pl.lit("nee"))
            .alias("asielvergunning")
        )  # fmt: skip
    unsaid = [
        pl.lit(None, dtype=pl.Date).alias(name) for name in FEITEN_VAN_DUO if name not in feiten.columns
    ]
    feiten = feiten.with_columns(unsaid).select(
        "dossier",
        *(pl.col(name).cast(pl.Date if name in DATES else pl.String) for name in ALL_FEITEN),
    )
    impossible = feiten.select(
        *(~pl.col(name).is_in(ALL_FEITEN[name].values).all() for name in CHOICES),
        *(~pl.col(name).is_between(FIRST_DAY, LAST_DAY).all() for name in DATES),
    ).row(0, named=True)
    if any(impossible.values()):
        wrong = ", ".join(name for name, is_wrong in impossible.items() if is_wrong)
        raise ValueError(f"impossible value in: {wrong}")
    return feiten


def _mistake(name: str) -> pl.Expr:
    """Return the reason why the text in a column is not a fact, or null when it is one (or is empty)."""
    text = pl.col(name)
    value = text.str.slice(0, 40).str.replace_all(r"\p{C}", "?")
    if name in CHOICES:
        possible = " of ".join(ALL_FEITEN[name].values)
        return pl.when(~text.is_in(ALL_FEITEN[name].values)).then(
            pl.format(f'{name}: "{{}}" is geen bekende waarde (kies {possible})', value)
        )
    day = _as_date(name)
    return (
        pl.when(~text.str.contains(r"^\d{4}-\d{2}-\d{2}$"))
        .then(pl.format(f'{name}: "{{}}" is geen datum (schrijf jjjj-mm-dd)', value))
        .when(text.is_not_null() & day.is_null())
        .then(pl.format(f'{name}: "{{}}" bestaat niet', value))
        .when(~day.is_between(FIRST_DAY, LAST_DAY))
        .then(pl.format(f'{name}: "{{}}" ligt buiten {FIRST_DAY.year}-{LAST_DAY.year}', value))
    )


def _as_date(name: str) -> pl.Expr:
    return pl.col(name).str.to_date("%Y-%m-%d", strict=False)


def read_feiten(text: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split rows of text into facts and errors.

    Args:
        text: an integer column `regel` (line number), and the columns of `COLUMNS` and perhaps of
            `FEITEN_VAN_DUO` as text, "" for unknown.

    Returns:
        The good rows as facts, in the same order, and a frame `regel, reden` with one row per bad row. A
        dossier number that occurred before makes the later row bad; the first one stays, unless it is bad
        for another reason.
    """
    columns = [name for name in ALL_COLUMNS if name in text.columns]
    text = text.with_columns(pl.col(columns).str.strip_chars().replace("", None))
    dossier = pl.col("dossier")
    checked = text.with_columns(
        reden=pl.concat_str(
            pl.when(dossier.is_null()).then(pl.lit("dossier: het nummer ontbreekt")),
            pl.when(dossier.is_not_null() & ~dossier.is_first_distinct()).then(
                pl.lit("dossier: dit nummer staat al eerder in het bestand")
            ),
            *(_mistake(name) for name in columns[1:]),
            separator="; ",
            ignore_nulls=True,
        )
    )
    good = checked.filter(pl.col("reden") == "").select(_as_dates(columns))
    return good, checked.filter(pl.col("reden") != "").select("regel", "reden")


def _as_dates(columns: Sequence[str]) -> list[pl.Expr]:
    return [_as_date(name) if name in DATES else pl.col(name) for name in columns]
