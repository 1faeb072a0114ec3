"""Inburgeringstermijn: the time somebody has, and why it was extended."""

from __future__ import annotations

from datetime import date

from meedoen.keten.duo import dates
from meedoen.keten.wire import InboundModel


class TermijnState(InboundModel):
    """The end of a term as it once was."""

    einddatum: date | None = None
    """As DUO writes it."""
    wijzigingsdatum: date | None = None
    verlengingsgrondcode: str | None = None
    verlengingsgrondomschrijving: str | None = None

    @property
    def laatste_dag(self) -> date | None:
        """The last day of the term."""
        return dates.last_day("termijn", "einddatum", self.einddatum)


class Inburgeringstermijn(TermijnState):
    """The term as it is now."""

    startdatum: date
    einddatum: date


class Verlengingsgrond(InboundModel):
    """One ground of extension. Which there are is known at DUO only."""

    code: str
    omschrijving: str
