"""What DUO said last about somebody, in our words: for conditions and pages of the domain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from meedoen.keten.duo import codes
from meedoen.keten.duo.asking import laatste, laatste_van_alles
from meedoen.keten.duo.schemas.aanbod import Instelling
from meedoen.keten.duo.schemas.pip import PipBijDuo
from meedoen.keten.duo.schemas.plicht import Inburgeringsplicht
from meedoen.keten.duo.schemas.resultaten import Resultaten
from meedoen.keten.duo.schemas.termijn import Inburgeringstermijn
from meedoen.keten.models import Ketenstand

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bekend:
    """What DUO knows of one person; None is not known, or never asked. Last days are inclusive.

    `gevraagd` says about what DUO answered at all, so that "knows nothing" is told from "was not asked".
    """

    gevraagd: frozenset[str] = frozenset()
    termijn_begin: date | None = None
    termijn_laatste_dag: date | None = None
    pip_gemeentecode: str = ""
    pip_dagtekening: date | None = None
    pip_leerroute: str = ""
    map_datum: date | None = None
    pvt_datum: date | None = None
    plicht_voldaan: bool | None = None


def bekend_bij_duo(gemeente_id: UUID, bsn: str) -> Bekend:
    """Read what DUO said last about everything that the domain asks. One query."""
    if not bsn:
        return Bekend()
    standen = laatste_van_alles(gemeente_id, bsn)
    termijn = lees(Inburgeringstermijn, standen.get("termijn"))
    pip = lees(PipBijDuo, standen.get("pip"))
    resultaten = lees(Resultaten, standen.get("resultaten"))
    plicht = lees(Inburgeringsplicht, standen.get("plicht"))
    return Bekend(
        gevraagd=frozenset(standen),
        termijn_begin=termijn.startdatum if termijn else None,
        termijn_laatste_dag=termijn.laatste_dag if termijn else None,
        pip_gemeentecode=pip.gemeentecode if pip else "",
        pip_dagtekening=pip.pip.dagtekening_pip if pip else None,
        pip_leerroute=str(pip.pip.leerroute) if pip else "",
        map_datum=resultaten.map.datum_eindgesprek_map if resultaten and resultaten.map else None,
        pvt_datum=resultaten.pvt.datum_ondertekening_pvt if resultaten and resultaten.pvt else None,
        plicht_voldaan=(plicht.reden_geen_inburgeringsplicht == codes.GeenPlicht.VOLDAAN if plicht else None),
    )


@dataclass(frozen=True, slots=True)
class School:
    """A school on DUO's list."""

    nummer: str
    naam: str
    plaats: str
    keurmerk_bow: bool
    keurmerk_tst: bool


def scholen(gemeente_id: UUID) -> dict[str, School]:
    """The schools that DUO knows, by number; empty when its list was never fetched."""
    stand = laatste(gemeente_id, "", "instellingen")
    rijen = stand.inhoud if stand and isinstance(stand.inhoud, list) else []
    alle = (Instelling.model_validate(rij) for rij in rijen)
    return {
        een.instellingsnummer: School(
            een.instellingsnummer,
            een.naam,
            een.plaatsnaam or "",
            bool(een.indicatie_bow_keurmerk),
            bool(een.indicatie_tst_keurmerk),
        )
        for een in alle
    }


def lees(model: type[M], stand: Ketenstand | None) -> M | None:
    """What was kept, as a model; None when DUO knows nothing, or said something we cannot read."""
    if stand is None or stand.inhoud is None:
        return None
    try:
        return model.model_validate(stand.inhoud)
    except ValidationError:
        return None
