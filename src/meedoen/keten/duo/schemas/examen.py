"""Examen: results of the parts of the exam, and attempts that cost nothing."""

from __future__ import annotations

from datetime import date

from meedoen.keten.duo import codes
from meedoen.keten.wire import InboundModel, Open


class Examenresultaat(InboundModel):
    """The result of one part on one day."""

    examendatum: date
    resultaat: Open[codes.Examenuitslag]
    reden_geen_resultaat: Open[codes.GeenUitslag] | None = None
    onderdeel: Open[codes.Examenonderdeel]
    niveau: Open[codes.Examenniveau] | None = None


class GratisAttempts(InboundModel):
    """How many attempts at one part are left that cost nothing."""

    onderdeel: Open[codes.Examenonderdeel]
    gratis_pogingen_tegoed: int
