"""The line of one dossier as it is drawn: stations from koppeling to end, and terms as lanes under them.

Pure: facts and explained terms go in, places on the line come out. The six stations stand at equal distances
and time runs between them, so a busy first half year and three years of traject fit on one line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from meedoen.basis.ui.law_language import in_language
from meedoen.dossiers.phases import Fase, FeitSoort
from meedoen.wet.concepts import Status
from meedoen.wet.termijn.explain import Explanation

F = FeitSoort

GEZINSMIGRANT = "gezinsmigrant"

SET_BY: Mapping[str, tuple[str, ...]] = {
    Fase.KOPPELING: (F.KOPPELING,),
    Fase.HANDOVER: (F.HANDOVER, F.FIRST_CONTACT),
    Fase.INTAKE: (F.INTAKE_COMPLETED, F.INTAKE_STARTED),
    Fase.PIP: (F.PIP_DAGTEKENING,),
    Fase.TRAJECT: (F.PLACED, F.SIGNED_IN_AANBIEDER),
    Fase.COMPLETED: (F.END_PLICHT,),
}
"""The facts that give a station its day: the first of them that is known."""

TERMIJN_OF: Mapping[str, str] = {
    Fase.PIP: "pip",
    Fase.TRAJECT: "plaatsing",
    Fase.COMPLETED: "inburgeringstermijn",
}
"""The term that is the norm of a station."""

LAG = 60.0
"""Days after the last known day in which the line runs two thirds of the way to the next station."""


class StationState(StrEnum):
    """Where a station stands: behind us, here, ahead, or not for this person."""

    BEEN = "geweest"
    NOW = "nu"
    SOON = "straks"
    NOT = "niet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What a station is measured by. `gehaald` is None as long as that is open."""

    tekst: str
    uiterlijk: date | None
    met: bool | None
    late: bool
    of_gemeente: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station: its day, which fact gave it, the days since the one before, the norm."""

    fase: str
    naam: str
    state: StationState
    datum: date | None
    feit: str
    dagen: int | None
    norm: Norm | None
    plek: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A term as a bar on the line: from where to where (percent of the width), and its explanation."""

    explanation: Explanation
    van: float
    width: float
    about: float
    """How far the bar goes on after its last day: what is late, up to today or the day it was met."""

    @property
    def tot(self) -> float:
        """Where the term ends."""
        return round(self.van + self.width, 2)

    @property
    def end(self) -> float:
        """Where what is late ends."""
        return round(self.tot + self.about, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole line. Places are percents of its width."""

    stations: list[Station]
    lanes: list[Lane]
    today: date
    place_today: float
    place_begin: float
    place_now: float


def character(
    dates: Mapping[str, date],
    explanation: Iterable[Explanation],
    *,
    fase: str,
    doelgroep: str,
    today: date,
    eerste_contact_dagen: int | None = None,
) -> Timeline:
    """Lay out the line of a dossier on a day.

    Args:
        datums: the dates of the facts, by kind.
        uitleg: its terms, explained; only those with a last day become a lane.
        fase: the station at which the dossier is.
        eerste_contact_dagen: the municipality's own norm from koppeling to first contact, when it has one.
    """
    termijnen = {one.termijn: one for one in explanation if one.laatste_dag is not None}
    stations = _stations(dates, termijnen, fase, doelgroep, today, eerste_contact_dagen)
    begin = next(station.plek for station in stations if station.state != StationState.NOT)
    scale = _scale(stations, begin, dates.get(F.KENNISGEVING_DUO))
    return Timeline(
        stations=stations,
        lanes=[_lane(one, scale, today) for one in sorted(termijnen.values(), key=_begin)],
        today=today,
        place_today=scale.plek(today),
        place_begin=begin,
        place_now=next((station.plek for station in stations if station.state == StationState.NOW), 0.0),
    )


def _stations(
    dates: Mapping[str, date],
    termijnen: Mapping[str, Explanation],
    phase: str,
    doelgroep: str,
    today: date,
    first_contact_days: int | None,
) -> list[Station]:
    phases = [choice.value for choice in Fase]
    stations: list[Station] = []
    previous: date | None = None
    for number, name in enumerate(phases):
        feit = next((kind for kind in SET_BY[name] if kind in dates), "")
        date_ = dates.get(feit)
        if name == Fase.HANDOVER:
            norm = _norm_contact(dates, first_contact_days, today)
        else:
            norm = _norm(termijnen.get(TERMIJN_OF.get(name, "")), date_)
        stations.append(
            Station(
                fase=name,
                naam=_("afronding") if name == Fase.COMPLETED else str(Fase(name).label),
                state=_state(number, phases.index(phase), date_, doelgroep),
                datum=date_,
                feit=str(F(feit).label) if feit else "",
                dagen=(date_ - previous).days if date_ and previous else None,
                norm=norm,
                plek=round((number + 0.5) / len(phases) * 100, 2),
            )
        )
        previous = date_ or previous
    return stations


def _state(nummer: int, current: int, datum: date | None, doelgroep: str) -> StationState:
    """A family migrant comes without koppeling and handover by COA (regelblad §2)."""
    if doelgroep == GEZINSMIGRANT and nummer < 2 and datum is None:
        return StationState.NOT
    if nummer == current:
        return StationState.NOW
    return StationState.BEEN if nummer < current else StationState.SOON


def _norm(explanation: Explanation | None, date_: date | None) -> Norm | None:
    if explanation is None:
        return None
    if explanation.termijn == "inburgeringstermijn":
        met = date_ <= explanation.laatste_dag if date_ and explanation.laatste_dag else None
        late = (explanation.status == Status.VOORBIJ and date_ is None) or met is False
    else:
        met = {Status.GEHAALD: True, Status.TE_LAAT: False}.get(explanation.status)
        late = explanation.status == Status.TE_LAAT
    return Norm(
        tekst=_norm_in_words(explanation),
        uiterlijk=explanation.laatste_dag,
        met=met,
        late=late,
        of_gemeente=explanation.rule.is_setting,
    )


def _norm_in_words(explanation: Explanation) -> str:
    """What a station is measured by, in words: the length of its term, or who fixed its last day."""
    if explanation.rule.is_setting:
        return _("plaatsing")
    if explanation.is_changed_by_duo or explanation.duration is None:
        return _("einddatum van DUO")
    return in_language(explanation.duration.spoken)


def _norm_contact(dates: Mapping[str, date], days: int | None, today: date) -> Norm | None:
    koppeling, contact = dates.get(F.KOPPELING), dates.get(F.FIRST_CONTACT)
    if days is None or koppeling is None:
        return None
    deadline = date.fromordinal(koppeling.toordinal() + days)
    met = contact <= deadline if contact else (False if today > deadline else None)
    return Norm(
        tekst=_("contact binnen %(dagen)s dagen") % {"dagen": days},
        uiterlijk=deadline,
        met=met,
        late=met is False,
        of_gemeente=True,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to places: straight between stations whose day is known, slowing down after the last."""

    anchors: list[tuple[date, float]]
    stap: float

    def plek(self, day: date) -> float:
        if not self.anchors:
            return self.stap / 2
        (first, begin), (last, end) = self.anchors[0], self.anchors[-1]
        if day <= first:
            return round(begin - self._lag((first - day).days, begin), 2)
        if day >= last:
            return round(end + self._lag((day - last).days, min(self.stap, 100 - end)), 2)
        for (of, links), (until, right) in zip(self.anchors, self.anchors[1:], strict=False):
            if day <= until:
                return round(links + (right - links) * (day - of).days / max((until - of).days, 1), 2)
        raise AssertionError("a day between the first and the last anchor lies between two of them")

    @staticmethod
    def _lag(days: int, space: float) -> float:
        return space * (1 - math.exp(-days / LAG))


def _scale(stations: list[Station], begin: float, kennisgeving: date | None) -> _Scale:
    """Anchor the stations whose day is known or computed, as far as they come one after the other.

    Who came without koppeling begins at the kennisgeving: that is when the municipality first knew.
    """
    anchors: list[tuple[date, float]] = []
    if kennisgeving and stations[0].state == StationState.NOT:
        anchors.append((kennisgeving, begin))
    for station in stations:
        day = station.datum or (
            station.norm.uiterlijk if station.norm and station.fase in TERMIJN_OF else None
        )
        if day and (not anchors or (day > anchors[-1][0] and station.plek > anchors[-1][1])):
            anchors.append((day, station.plek))
    return _Scale(anchors, 100 / len(stations))


def _begin(explanation: Explanation) -> date:
    return explanation.begin or date.max


def _lane(explanation: Explanation, scale: _Scale, today: date) -> Lane:
    if explanation.begin is None or explanation.laatste_dag is None:
        raise AssertionError("only a term with both its days becomes a lane")
    of, until = scale.plek(explanation.begin), scale.plek(explanation.laatste_dag)
    about = 0.0
    if explanation.status == Status.TE_LAAT:
        about = scale.plek(explanation.gehaald_op or today) - until
    return Lane(
        explanation=explanation, van=of, width=max(round(until - of, 2), 0.6), about=max(round(about, 2), 0.0)
    )
