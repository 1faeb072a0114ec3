"""Contactpersoon: whom the chain may call about somebody."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from meedoen.keten.wire import Gelezen, Gemeld


def _naam(tekst: str) -> str:
    """Composed letters, since a loose accent is none; raises ValueError for what DUO takes in no name."""
    tekst = unicodedata.normalize("NFC", tekst)
    if not all(teken.isalpha() or teken.isspace() or _mag_ook(teken) for teken in tekst):
        raise ValueError("Een naam heeft alleen letters, spaties, punten, apostroffen en streepjes.")
    return tekst


def _mag_ook(teken: str) -> bool:
    return teken in "'‘." or unicodedata.category(teken) == "Pd"


class Contactgegevens(Gemeld):
    """A colleague as DUO may show them to the chain."""

    naam: Annotated[str, AfterValidator(_naam), Field(max_length=100)]
    email: str = Field(min_length=4, max_length=241)
    telefoonnummer: str = Field(
        min_length=3,
        max_length=22,
        pattern=r"^(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}(,[1-9][0-9]{1,8})?$",
    )


class Contactpersoon(Gelezen):
    """What DUO answers to a new one: its number."""

    id: int | None = None
