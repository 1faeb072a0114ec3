"""PIP: the plan as the municipality reports it, and as DUO knows it."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from meedoen.keten.wire import InboundModel, Open, OutboundModel
from meedoen.wet.concepts import Alfabetisering, Leerroute, Niveau


class Pip(OutboundModel):
    """A plan to report. Which combinations DUO takes are rules of the law, checked before."""

    dagtekening_pip: date
    leerroute: Leerroute
    niveau: Niveau | None = None
    """Left out, DUO takes B1 for the B1-route and the onderwijsroute."""
    geschatte_intensiteit_b1_route: int | None = Field(None, ge=1, le=9999)
    """Hours of course and KNM; B1-route of an asielstatushouder only."""
    indicator_mag_opleiding_afmaken: bool | None = None
    indicator_alfabetiseringsonderwijs: Alfabetisering | None = None


class KnownPip(InboundModel):
    """A plan that DUO knows."""

    dagtekening_pip: date
    leerroute: Open[Leerroute]
    niveau: Open[Niveau] | None = None
    geschatte_intensiteit_b1_route: int | None = None
    indicator_mag_opleiding_afmaken: bool | None = None
    indicator_alfabetiseringsonderwijs: Open[Alfabetisering] | None = None


class PipAtDuo(InboundModel):
    """The plan that holds now, with the four digits of the municipality that reported it."""

    gemeentecode: str
    pip: KnownPip
