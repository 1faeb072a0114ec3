"""MAP, PVT and Z-route. A report replaces what DUO knew; what is left out is withdrawn."""

from __future__ import annotations

from datetime import date

from meedoen.keten.duo import codes
from meedoen.keten.wire import InboundModel, OutboundModel


class ResultaatMap(OutboundModel):
    """The closing talk of the Module Arbeidsmarkt en Participatie."""

    datum_eindgesprek_map: date | None = None
    verwijtbaar: codes.YesNo | None = None


class ResultaatPvt(OutboundModel):
    """The signing of the participatieverklaring."""

    datum_ondertekening_pvt: date | None = None
    verwijtbaar: codes.YesNo | None = None


class ResultaatZroute(OutboundModel):
    """The end of the Z-route."""

    datum_afronding_zroute: date | None = None


class MapAtDuo(InboundModel):
    """The date DUO knows; whether somebody is blamed it does not tell."""

    datum_eindgesprek_map: date | None = None


class PvtAtDuo(InboundModel):
    """The date DUO knows; whether somebody is blamed it does not tell."""

    datum_ondertekening_pvt: date | None = None


class Resultaten(InboundModel):
    """All that DUO knows: two answers of the interface put together. It tells nothing about the Z-route."""

    map: MapAtDuo | None = None
    pvt: PvtAtDuo | None = None
