"""The facts of a dossier that the terms are computed from, and how rows of text become facts.

A frame of facts has a column `dossier` of any type and the columns of `FEITEN`; null means unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from meedoen.wet.begrippen import Doelgroep, Leerroute
from meedoen.wet.kalender import EERSTE_DAG, LAATSTE_DAG


@dataclass(frozen=True, slots=True)
class Feit:
    """A fact: how it is called in a sentence, and the values it can take; a fact without values is a date."""

    omschrijving: str
    waarden: tuple[str, ...] = ()


FEITEN: Mapping[str, Feit] = {
    "doelgroep": Feit("de doelgroep", tuple(keuze.value for keuze in Doelgroep)),
    "asielvergunning": Feit("een asielvergunning", ("ja", "nee")),
    "kennisgeving_duo": Feit("de kennisgeving van DUO"),
    "inschrijving_brp": Feit("de inschrijving in de BRP"),
    "informatie_derden": Feit("de ontvangst van informatie van anderen"),
    "pip_bekendgemaakt": Feit("de bekendmaking van het PIP"),
    "pip_dagtekening": Feit("de dagtekening van het eerste PIP"),
    "leerroute": Feit("de leerroute", tuple(keuze.value for keuze in Leerroute)),
    "bijstand_vanaf": Feit("het begin van de bijstand"),
    "aangemeld_aanbieder": Feit("de aanmelding bij de aanbieder"),
    "geplaatst": Feit("de plaatsing bij de aanbieder"),
}
"""The facts in the order of the fixed interface, where `dossier` stands before them."""

KOLOMMEN = ("dossier", *FEITEN)
DATUMS = tuple(naam for naam, feit in FEITEN.items() if not feit.waarden)
KEUZES = tuple(naam for naam, feit in FEITEN.items() if feit.waarden)


def als_feiten(feiten: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of `FEITEN` and `dossier` with dates as `Date` and choices as `String`.

    `asielvergunning` may also be a Boolean column. Raises ValueError when a column is missing, a value is
    unknown or a date lies outside the calendar; values are not named in the message, since they may belong to
    a person.
    """
    ontbreekt = [naam for naam in KOLOMMEN if naam not in feiten.columns]
    if ontbreekt:
        raise ValueError(f"columns are missing: {', '.join(ontbreekt)}")
    if feiten.schema["asielvergunning"] == pl.Boolean:
        feiten = feiten.with_columns(
            pl.when("asielvergunning").then(pl.lit("ja")).when(~pl.col("asielvergunning")).then(pl.lit("nee"))
            .alias("asielvergunning")
        )  # fmt: skip
    feiten = feiten.select(
        "dossier",
        *(pl.col(naam).cast(pl.Date if naam in DATUMS else pl.String) for naam in FEITEN),
    )
    onmogelijk = feiten.select(
        *(~pl.col(naam).is_in(FEITEN[naam].waarden).all() for naam in KEUZES),
        *(~pl.col(naam).is_between(EERSTE_DAG, LAATSTE_DAG).all() for naam in DATUMS),
    ).row(0, named=True)
    if any(onmogelijk.values()):
        raise ValueError(
            f"impossible value in: {', '.join(naam for naam, is_fout in onmogelijk.items() if is_fout)}"
        )
    return feiten


def _fout(naam: str) -> pl.Expr:
    """Return the reason why the text in a column is not a fact, or null when it is one (or is empty)."""
    tekst = pl.col(naam)
    waarde = tekst.str.slice(0, 40).str.replace_all(r"\p{C}", "?")
    if naam in KEUZES:
        mogelijk = " of ".join(FEITEN[naam].waarden)
        return pl.when(~tekst.is_in(FEITEN[naam].waarden)).then(
            pl.format(f'{naam}: "{{}}" is geen bekende waarde (kies {mogelijk})', waarde)
        )
    dag = _als_datum(naam)
    return (
        pl.when(~tekst.str.contains(r"^\d{4}-\d{2}-\d{2}$"))
        .then(pl.format(f'{naam}: "{{}}" is geen datum (schrijf jjjj-mm-dd)', waarde))
        .when(tekst.is_not_null() & dag.is_null())
        .then(pl.format(f'{naam}: "{{}}" bestaat niet', waarde))
        .when(~dag.is_between(EERSTE_DAG, LAATSTE_DAG))
        .then(pl.format(f'{naam}: "{{}}" ligt buiten {EERSTE_DAG.year}-{LAATSTE_DAG.year}', waarde))
    )


def _als_datum(naam: str) -> pl.Expr:
    return pl.col(naam).str.to_date("%Y-%m-%d", strict=False)


def lees(tekst: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split rows of text into facts and errors.

    `tekst` has an integer column `regel` (line number) and the columns of `KOLOMMEN` as text, "" for unknown.
    Returns the good rows as facts, in the same order, and a frame `regel, reden` with one row per bad row. A
    dossier number that occurred before makes the later row bad; the first one stays, unless it is bad for
    another reason.
    """
    tekst = tekst.with_columns(pl.col(KOLOMMEN).str.strip_chars().replace("", None))
    dossier = pl.col("dossier")
    gekeurd = tekst.with_columns(
        reden=pl.concat_str(
            pl.when(dossier.is_null()).then(pl.lit("dossier: het nummer ontbreekt")),
            pl.when(dossier.is_not_null() & ~dossier.is_first_distinct()).then(
                pl.lit("dossier: dit nummer staat al eerder in het bestand")
            ),
            *(_fout(naam) for naam in FEITEN),
            separator="; ",
            ignore_nulls=True,
        )
    )
    goed = gekeurd.filter(pl.col("reden") == "").select(
        *(_als_datum(naam) if naam in DATUMS else pl.col(naam) for naam in KOLOMMEN)
    )
    return goed, gekeurd.filter(pl.col("reden") != "").select("regel", "reden")
