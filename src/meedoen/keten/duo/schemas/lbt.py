"""Leerbaarheidstoets: the number of the test to come and the results of those that were done."""

from __future__ import annotations

from datetime import date

from meedoen.keten.duo import codes
from meedoen.keten.wire import InboundModel, Open


class Examennummer(InboundModel):
    """The number by which somebody is registered for the test."""

    examennummer: str


class LbtUitslag(InboundModel):
    """One result. The scores are texts with a decimal comma, as DUO writes them."""

    resultaat: Open[codes.LbtResultaat]
    behaalde_score: str
    benodigde_score: str
    datum_afname: date
    """When DUO wrote the result down, which may be later than the test."""


class Leerbaarheidstoets(InboundModel):
    """All that DUO knows about somebody's test: two answers of the interface put together."""

    examennummer: str | None = None
    resultaten: list[LbtUitslag] = []
