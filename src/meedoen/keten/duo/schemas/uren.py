"""Gevolgde uren: hours attended, per municipality. A report is the total so far, never what came on top."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from meedoen.keten.duo import dates
from meedoen.keten.wire import InboundModel, OutboundModel


class Uren(OutboundModel):
    """A total number of hours to report."""

    uren: int = Field(ge=0, le=9999)


class KnownUren(InboundModel):
    """A total number of hours that DUO knows."""

    uren: int


class UrenOfGemeente(InboundModel):
    """What one municipality reported about somebody."""

    gemeentecode: str | None = None
    bekend_tot: date | None = None
    """As DUO writes it."""
    participatietaalles: KnownUren | None = Field(None, alias="ParticipatieAlsTaalles")
    """Lessons of Dutch and KNM in the learning route."""
    participatieactiviteiten: KnownUren | None = Field(None, alias="ParticipatieactiviteitenBredeIntake")
    """Activities for the Z-route of an asielstatushouder, those during the intake included."""
    intake: KnownUren | None = Field(None, alias="TaallesEnKnmBredeIntake")
    """Lessons of Dutch and KNM during the brede intake."""

    @property
    def laatste_dag(self) -> date | None:
        """The last day of which the hours are known."""
        return dates.last_day("uren", "bekendTot", self.bekend_tot)
