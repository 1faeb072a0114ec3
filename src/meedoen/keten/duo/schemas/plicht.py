"""Inburgeringsplicht: whether somebody has the duty, since when, and who the law takes them for."""

from __future__ import annotations

from datetime import date

from meedoen.keten.duo import codes, dates
from meedoen.keten.wire import InboundModel, Open


class Plichtperiode(InboundModel):
    """Somebody has or had the duty, or has or had none, during a time."""

    indicator_inburgeringsplicht: bool
    begindatum: date | None = None
    einddatum: date | None = None
    """As DUO writes it."""
    wijzigingsdatum: date | None = None

    @property
    def laatste_dag(self) -> date | None:
        """The last day of the period; None while it lasts."""
        return dates.last_day("plicht", "einddatum", self.einddatum)


class Inburgeringsplicht(Plichtperiode):
    """The duty as it is now."""

    datum_kennisgeving_inburgeringsplicht: date | None = None
    """When DUO sent the letter about the duty."""
    reden_geen_inburgeringsplicht: Open[codes.NoPlicht] | None = None


class Doelgroep(InboundModel):
    """The group of the law that somebody belongs to now."""

    indeling: Open[codes.Doelgroep] | None = None
    begindatum: date | None = None
    gedetailleerde_doelgroep: Open[codes.FineDoelgroep] | None = None
    asielrechten_wijziging_verblijfsdoel: Open[codes.Asielrechten] | None = None


class Doelgroepperiode(InboundModel):
    """The group that somebody belonged to during a time."""

    indeling: Open[codes.Doelgroep] | None = None
    begindatum: date | None = None
    einddatum: date | None = None
    """As DUO writes it."""

    @property
    def laatste_dag(self) -> date | None:
        """The last day of the period; None while it lasts."""
        return dates.last_day("doelgroep", "einddatum", self.einddatum)
