"""MAP, PVT and Z-route. A report replaces what DUO knew; what is left out is withdrawn."""

from __future__ import annotations

from datetime import date

from meedoen.keten.duo import codes
from meedoen.keten.wire import Gelezen, Gemeld


class ResultaatMap(Gemeld):
    """The closing talk of the Module Arbeidsmarkt en Participatie."""

    datum_eindgesprek_map: date | None = None
    verwijtbaar: codes.JaNee | None = None


class ResultaatPvt(Gemeld):
    """The signing of the participatieverklaring."""

    datum_ondertekening_pvt: date | None = None
    verwijtbaar: codes.JaNee | None = None


class ResultaatZroute(Gemeld):
    """The end of the Z-route."""

    datum_afronding_zroute: date | None = None


class MapBijDuo(Gelezen):
    """The date DUO knows; whether somebody is blamed it does not tell."""

    datum_eindgesprek_map: date | None = None


class PvtBijDuo(Gelezen):
    """The date DUO knows; whether somebody is blamed it does not tell."""

    datum_ondertekening_pvt: date | None = None


class Resultaten(Gelezen):
    """All that DUO knows: two answers of the interface put together. It tells nothing about the Z-route."""

    map: MapBijDuo | None = None
    pvt: PvtBijDuo | None = None
