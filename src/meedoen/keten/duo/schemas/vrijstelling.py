"""Vrijstelling: what DUO decided about exemption."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from meedoen.keten.duo import codes, dates
from meedoen.keten.wire import InboundModel, Open
from meedoen.wet.concepts import Niveau


class WholeVrijstelling(InboundModel):
    """A decision about exemption of the whole duty."""

    oordeel: Open[codes.Oordeel]
    reden: Open[codes.RedenVrijstelling]
    datum_oordeel: date | None = None


class TijdelijkeVrijstelling(WholeVrijstelling):
    """A decision about exemption for a time, because of a study."""

    startdatum: date | None = None
    einddatum: date | None = None
    """As DUO writes it."""

    @property
    def laatste_dag(self) -> date | None:
        """The last day of the exemption."""
        return dates.last_day("vrijstelling", "einddatum", self.einddatum)


class PartialVrijstelling(WholeVrijstelling):
    """A decision about exemption of a part of the exam."""

    examenonderdeel: Open[codes.Examenonderdeel] | None = None
    examenniveau: Open[Niveau] | None = None


class Vrijstelling(InboundModel):
    """One decision; which of the three it is shows by which is filled in."""

    gehele: WholeVrijstelling | None = Field(None, alias="GeheleVrijstelling")
    tijdelijke: TijdelijkeVrijstelling | None = Field(None, alias="TijdelijkeVrijstelling")
    gedeeltelijke: PartialVrijstelling | None = Field(None, alias="GedeeltelijkeVrijstelling")
