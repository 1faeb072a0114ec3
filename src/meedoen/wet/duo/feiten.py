"""What DUO's conditions look at: what is reported, what is registered already, and what is known around
it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meedoen.wet.concepts import Doelgroep, Leerroute


class Melding(StrEnum):
    """What a municipality reports to DUO, beside a PIP: whose conditions are in `wet.pip`."""

    PIP_WEG = "pip_weg"
    AANBOD = "aanbod"
    MAP = "map"
    PVT = "pvt"
    ZROUTE = "zroute"
    UREN_INTAKE = "uren_intake"
    UREN_PARTICIPATIE = "uren_participatie"
    UREN_TAALLES = "uren_taalles"
    CONTACTPERSOON = "contactpersoon"


UREN = (Melding.UREN_INTAKE, Melding.UREN_PARTICIPATIE, Melding.UREN_TAALLES)
"""The reports of hours: each is a total, never a difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DuoFeiten:
    """One report with the facts around it. Hours are whole hours; last days are inclusive.

    The first part is what is reported: `datum` is the day it is about (none when a day is taken back), and
    `uren` a total. The second part is what DUO and the municipality know. `eerder_van_ons` is None when
    nothing was reported before. The fields of the PIP are those of the PIP that holds now.
    """

    peildatum: date
    datum: date | None = None
    verwijtbaar: bool | None = None
    start: date | None = None
    einde: date | None = None
    uren: int | None = None
    naam: str | None = None
    email: str | None = None
    telefoon: str | None = None
    school_keurmerk_bow: bool | None = None
    school_keurmerk_tst: bool | None = None

    eerder_van_ons: bool | None = None
    eerdere_uren: int | None = None
    doelgroep: Doelgroep | None = None
    pip_bekend: bool | None = None
    pip_van_ons: bool | None = None
    pip_dagtekening: date | None = None
    leerroute: Leerroute | None = None
    termijn_vastgesteld: bool | None = None
    termijn_begin: date | None = None
    termijn_laatste_dag: date | None = None
    map_datum: date | None = None
    pvt_datum: date | None = None
    zroute_datum: date | None = None
    cursusuren: int | None = None
    participatie_uren: int | None = None
    plicht_voldaan_met_z: bool | None = None
