"""What the BRP answered about somebody, in plain values: all that the domain sees of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.keten.brp import schemas
from meedoen.keten.models import KetenState


@dataclass(frozen=True, slots=True)
class BrpDate:
    """A date as far as the BRP knows it: `dag` when it is whole. `woorden` is how the BRP writes it."""

    day: date | None = None
    jaar: int | None = None
    maand: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name; who has one name only has it as surname."""

    voornamen: str
    voorvoegsel: str
    achternaam: str


@dataclass(frozen=True, slots=True)
class Adres:
    """An address in the Netherlands. `regel` is street and number on one line."""

    line: str
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

    naam: Name | None
    born: BrpDate | None
    adres: Adres | None
    gemeente: Gemeente | None
    enrolled_on: date | None
    is_deceased: bool
    died_on: date | None
    is_secret: bool
    """Whether the person asked the BRP not to give the data to others."""
    verwanten: frozenset[str]


def read_persoon(state: KetenState | None) -> Persoon | None:
    """The person in an answer that was kept; None when there is none.

    Raises:
        ValueError: something we cannot read.
    """
    if state is None or state.inhoud is None:
        return None
    return in_plain_values(schemas.Persoon.model_validate(state.inhoud))


def in_plain_values(read: schemas.Persoon) -> Persoon:
    """The same person without the form of the BRP."""
    name, lives = read.naam, read.verblijfplaats
    address, gemeente = lives.verblijfadres if lives else None, read.gemeente_van_inschrijving
    enrolled = read.datum_inschrijving_in_gemeente
    verwanten = {one.burgerservicenummer for one in (*read.partners, *read.kinderen)}
    return Persoon(
        naam=Name(name.voornamen, name.voorvoegsel, name.geslachtsnaam) if name else None,
        born=_date(read.geboorte.datum) if read.geboorte else None,
        adres=Adres(address.line, address.postcode, address.woonplaats) if address else None,
        gemeente=Gemeente(gemeente.code, gemeente.omschrijving) if gemeente else None,
        enrolled_on=enrolled.datum if enrolled else None,
        is_deceased=read.is_deceased,
        died_on=read.died_on,
        is_secret=read.geheimhouding_persoonsgegevens,
        verwanten=frozenset(verwanten - {""}),
    )


def _date(read: schemas.BrpDate | None) -> BrpDate | None:
    if read is None:
        return None
    return BrpDate(read.datum, read.jaar, read.maand, read.lang_formaat)
