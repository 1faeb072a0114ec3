"""Ontheffing: what DUO decided about dispensation."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from meedoen.keten.duo import codes
from meedoen.keten.wire import InboundModel, Open


class WholeOntheffing(InboundModel):
    """A decision about dispensation of the whole duty."""

    oordeel: Open[codes.Oordeel]
    datum_oordeel: date
    grond: Open[codes.Ontheffingsgrond]


class PartialOntheffing(WholeOntheffing):
    """A decision about dispensation of a part of the exam, or of hours of participation in the Z-route."""

    examenonderdeel: Open[codes.Examenonderdeel] | None = None
    uren_belastbaarheid_participatieactiviteit: int | None = None
    """The most hours somebody can take part; 0 is none at all."""


class Ontheffing(InboundModel):
    """One decision; which of the two it is shows by which is filled in."""

    gehele: WholeOntheffing | None = Field(None, alias="GeheleOntheffing")
    gedeeltelijke: PartialOntheffing | None = Field(None, alias="GedeeltelijkeOntheffing")
