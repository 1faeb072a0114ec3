"""What DUO said last about somebody, in our words: for conditions and pages of the domain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from meedoen.keten.duo import codes
from meedoen.keten.duo.asking import last, latest_of_everything
from meedoen.keten.duo.schemas.aanbod import Instelling
from meedoen.keten.duo.schemas.pip import PipAtDuo
from meedoen.keten.duo.schemas.plicht import Inburgeringsplicht
from meedoen.keten.duo.schemas.resultaten import Resultaten
from meedoen.keten.duo.schemas.termijn import Inburgeringstermijn
from meedoen.keten.models import KetenState

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What DUO knows of one person; None is not known, or never asked. Last days are inclusive.

    `gevraagd` says about what DUO answered at all, so that "knows nothing" is told from "was not asked".
    """

    requested: frozenset[str] = frozenset()
    termijn_begin: date | None = None
    termijn_laatste_dag: date | None = None
    pip_gemeentecode: str = ""
    pip_dagtekening: date | None = None
    pip_leerroute: str = ""
    map_datum: date | None = None
    pvt_datum: date | None = None
    plicht_met: bool | None = None


def known_at_duo(gemeente_id: UUID, bsn: str) -> Known:
    """Read what DUO said last about everything that the domain asks. One query."""
    if not bsn:
        return Known()
    states = latest_of_everything(gemeente_id, bsn)
    termijn = read(Inburgeringstermijn, states.get("termijn"))
    pip = read(PipAtDuo, states.get("pip"))
    resultaten = read(Resultaten, states.get("resultaten"))
    plicht = read(Inburgeringsplicht, states.get("plicht"))
    return Known(
        requested=frozenset(states),
        termijn_begin=termijn.startdatum if termijn else None,
        termijn_laatste_dag=termijn.laatste_dag if termijn else None,
        pip_gemeentecode=pip.gemeentecode if pip else "",
        pip_dagtekening=pip.pip.dagtekening_pip if pip else None,
        pip_leerroute=str(pip.pip.leerroute) if pip else "",
        map_datum=resultaten.map.datum_eindgesprek_map if resultaten and resultaten.map else None,
        pvt_datum=resultaten.pvt.datum_ondertekening_pvt if resultaten and resultaten.pvt else None,
        plicht_met=(plicht.reden_geen_inburgeringsplicht == codes.NoPlicht.VOLDAAN if plicht else None),
    )


@dataclass(frozen=True, slots=True)
class School:
    """A school on DUO's list."""

    nummer: str
    naam: str
    plaats: str
    keurmerk_bow: bool
    keurmerk_tst: bool


def schools(gemeente_id: UUID) -> dict[str, School]:
    """The schools that DUO knows, by number; empty when its list was never fetched."""
    state = last(gemeente_id, "", "instellingen")
    rows = state.inhoud if state and isinstance(state.inhoud, list) else []
    all_ = (Instelling.model_validate(row) for row in rows)
    return {
        one.instellingsnummer: School(
            one.instellingsnummer,
            one.naam,
            one.plaatsnaam or "",
            bool(one.indicatie_bow_keurmerk),
            bool(one.indicatie_tst_keurmerk),
        )
        for one in all_
    }


def read(model: type[M], state: KetenState | None) -> M | None:
    """What was kept, as a model; None when DUO knows nothing, or said something we cannot read."""
    if state is None or state.inhoud is None:
        return None
    try:
        return model.model_validate(state.inhoud)
    except ValidationError:
        return None
