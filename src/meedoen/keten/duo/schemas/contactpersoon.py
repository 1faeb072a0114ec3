"""Contactpersoon: whom the chain may call about somebody."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from meedoen.keten.wire import InboundModel, OutboundModel


def _name(tekst: str) -> str:
    """Composed letters, since a loose accent is none; raises ValueError for what DUO takes in no name."""
    tekst = unicodedata.normalize("NFC", tekst)
    if not all(character.isalpha() or character.isspace() or _may_also(character) for character in tekst):
        raise ValueError("Een naam heeft alleen letters, spaties, punten, apostroffen en streepjes.")
    return tekst


def _may_also(character: str) -> bool:
    return character in "'‘." or unicodedata.category(character) == "Pd"


class ContactDetails(OutboundModel):
    """A colleague as DUO may show them to the chain."""

    naam: Annotated[str, AfterValidator(_name), Field(max_length=100)]
    email: str = Field(min_length=4, max_length=241)
    telefoonnummer: str = Field(
        min_length=3,
        max_length=22,
        pattern=r"^(\+|[0-9])((\s|\s?(-|\(0\))\s?)?[0-9]){2,15}(,[1-9][0-9]{1,8})?$",
    )


class Contactpersoon(InboundModel):
    """What DUO answers to a new one: its number."""

    id: int | None = None
