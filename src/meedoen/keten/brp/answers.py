"""What the BRP answered about somebody, in plain values: all that the domain sees of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.keten.brp import schemas
from meedoen.keten.models import Ketenstand


@dataclass(frozen=True, slots=True)
class Datum:
    """A date as far as the BRP knows it: `dag` when it is whole. `woorden` is how the BRP writes it."""

    dag: date | None = None
    jaar: int | None = None
    maand: int | None = None
    woorden: str = ""


@dataclass(frozen=True, slots=True)
class Naam:
    """A name; who has one name only has it as surname."""

    voornamen: str
    voorvoegsel: str
    achternaam: str


@dataclass(frozen=True, slots=True)
class Adres:
    """An address in the Netherlands. `regel` is street and number on one line."""

    regel: str
    postcode: str
    woonplaats: str


@dataclass(frozen=True, slots=True)
class Gemeente:
    """The municipality of registration."""

    code: str
    naam: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Persoon:
    """Somebody. `verwanten` are the BSNs of partners and children."""

    naam: Naam | None
    geboren: Datum | None
    adres: Adres | None
    gemeente: Gemeente | None
    ingeschreven_op: date | None
    is_overleden: bool
    overleden_op: date | None
    is_geheim: bool
    """Whether the person asked the BRP not to give the data to others."""
    verwanten: frozenset[str]


def read_persoon(stand: Ketenstand | None) -> Persoon | None:
    """The person in an answer that was kept; None when there is none.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    return in_plain_values(schemas.Persoon.model_validate(stand.inhoud))


def in_plain_values(gelezen: schemas.Persoon) -> Persoon:
    """The same person without the form of the BRP."""
    naam, woont = gelezen.naam, gelezen.verblijfplaats
    adres, gemeente = woont.verblijfadres if woont else None, gelezen.gemeente_van_inschrijving
    ingeschreven = gelezen.datum_inschrijving_in_gemeente
    verwanten = {een.burgerservicenummer for een in (*gelezen.partners, *gelezen.kinderen)}
    return Persoon(
        naam=Naam(naam.voornamen, naam.voorvoegsel, naam.geslachtsnaam) if naam else None,
        geboren=_datum(gelezen.geboorte.datum) if gelezen.geboorte else None,
        adres=Adres(adres.regel, adres.postcode, adres.woonplaats) if adres else None,
        gemeente=Gemeente(gemeente.code, gemeente.omschrijving) if gemeente else None,
        ingeschreven_op=ingeschreven.datum if ingeschreven else None,
        is_overleden=gelezen.is_overleden,
        overleden_op=gelezen.overleden_op,
        is_geheim=gelezen.geheimhouding_persoonsgegevens,
        verwanten=frozenset(verwanten - {""}),
    )


def _datum(gelezen: schemas.Datum | None) -> Datum | None:
    if gelezen is None:
        return None
    return Datum(gelezen.datum, gelezen.jaar, gelezen.maand, gelezen.lang_formaat)
