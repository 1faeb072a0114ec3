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

from meedoen.basis.ui.law_language import in_taal
from meedoen.dossiers.phases import Fase, FeitSoort
from meedoen.wet.concepts import Status
from meedoen.wet.termijn.explain import Explanation

F = FeitSoort

GEZINSMIGRANT = "gezinsmigrant"

GEZET_DOOR: Mapping[str, tuple[str, ...]] = {
    Fase.KOPPELING: (F.KOPPELING,),
    Fase.OVERDRACHT: (F.OVERDRACHT, F.EERSTE_CONTACT),
    Fase.INTAKE: (F.INTAKE_AFGEROND, F.INTAKE_GESTART),
    Fase.PIP: (F.PIP_DAGTEKENING,),
    Fase.TRAJECT: (F.GEPLAATST, F.AANGEMELD_AANBIEDER),
    Fase.AFGEROND: (F.EINDE_PLICHT,),
}
"""The facts that give a station its day: the first of them that is known."""

TERMIJN_VAN: Mapping[str, str] = {
    Fase.PIP: "pip",
    Fase.TRAJECT: "plaatsing",
    Fase.AFGEROND: "inburgeringstermijn",
}
"""The term that is the norm of a station."""

NAIJLEN = 60.0
"""Days after the last known day in which the line runs two thirds of the way to the next station."""


class Staat(StrEnum):
    """Where a station stands: behind us, here, ahead, or not for this person."""

    GEWEEST = "geweest"
    NU = "nu"
    STRAKS = "straks"
    NIET = "niet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """What a station is measured by. `gehaald` is None as long as that is open."""

    tekst: str
    uiterlijk: date | None
    gehaald: bool | None
    te_laat: bool
    van_gemeente: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station: its day, which fact gave it, the days since the one before, the norm."""

    fase: str
    naam: str
    staat: Staat
    datum: date | None
    feit: str
    dagen: int | None
    norm: Norm | None
    plek: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Baan:
    """A term as a bar on the line: from where to where (percent of the width), and its explanation."""

    uitleg: Explanation
    van: float
    breedte: float
    over: float
    """How far the bar goes on after its last day: what is late, up to today or the day it was met."""

    @property
    def tot(self) -> float:
        """Where the term ends."""
        return round(self.van + self.breedte, 2)

    @property
    def eind(self) -> float:
        """Where what is late ends."""
        return round(self.tot + self.over, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lijn:
    """The whole line. Places are percents of its width."""

    stations: list[Station]
    banen: list[Baan]
    vandaag: date
    plek_vandaag: float
    plek_begin: float
    plek_nu: float


def teken(
    datums: Mapping[str, date],
    uitleg: Iterable[Explanation],
    *,
    fase: str,
    doelgroep: str,
    vandaag: date,
    eerste_contact_dagen: int | None = None,
) -> Lijn:
    """Lay out the line of a dossier on a day.

    Args:
        datums: the dates of the facts, by kind.
        uitleg: its terms, explained; only those with a last day become a lane.
        fase: the station at which the dossier is.
        eerste_contact_dagen: the municipality's own norm from koppeling to first contact, when it has one.
    """
    termijnen = {een.termijn: een for een in uitleg if een.laatste_dag is not None}
    stations = _stations(datums, termijnen, fase, doelgroep, vandaag, eerste_contact_dagen)
    begin = next(station.plek for station in stations if station.staat != Staat.NIET)
    schaal = _schaal(stations, begin, datums.get(F.KENNISGEVING_DUO))
    return Lijn(
        stations=stations,
        banen=[_baan(een, schaal, vandaag) for een in sorted(termijnen.values(), key=_begin)],
        vandaag=vandaag,
        plek_vandaag=schaal.plek(vandaag),
        plek_begin=begin,
        plek_nu=next((station.plek for station in stations if station.staat == Staat.NU), 0.0),
    )


def _stations(
    datums: Mapping[str, date],
    termijnen: Mapping[str, Explanation],
    fase: str,
    doelgroep: str,
    vandaag: date,
    eerste_contact_dagen: int | None,
) -> list[Station]:
    fasen = [keuze.value for keuze in Fase]
    stations: list[Station] = []
    vorige: date | None = None
    for nummer, naam in enumerate(fasen):
        feit = next((soort for soort in GEZET_DOOR[naam] if soort in datums), "")
        datum = datums.get(feit)
        if naam == Fase.OVERDRACHT:
            norm = _norm_contact(datums, eerste_contact_dagen, vandaag)
        else:
            norm = _norm(termijnen.get(TERMIJN_VAN.get(naam, "")), datum)
        stations.append(
            Station(
                fase=naam,
                naam=_("afronding") if naam == Fase.AFGEROND else str(Fase(naam).label),
                staat=_staat(nummer, fasen.index(fase), datum, doelgroep),
                datum=datum,
                feit=str(F(feit).label) if feit else "",
                dagen=(datum - vorige).days if datum and vorige else None,
                norm=norm,
                plek=round((nummer + 0.5) / len(fasen) * 100, 2),
            )
        )
        vorige = datum or vorige
    return stations


def _staat(nummer: int, huidig: int, datum: date | None, doelgroep: str) -> Staat:
    """A family migrant comes without koppeling and handover by COA (regelblad §2)."""
    if doelgroep == GEZINSMIGRANT and nummer < 2 and datum is None:
        return Staat.NIET
    if nummer == huidig:
        return Staat.NU
    return Staat.GEWEEST if nummer < huidig else Staat.STRAKS


def _norm(uitleg: Explanation | None, datum: date | None) -> Norm | None:
    if uitleg is None:
        return None
    if uitleg.termijn == "inburgeringstermijn":
        gehaald = datum <= uitleg.laatste_dag if datum and uitleg.laatste_dag else None
        te_laat = (uitleg.status == Status.VOORBIJ and datum is None) or gehaald is False
    else:
        gehaald = {Status.GEHAALD: True, Status.TE_LAAT: False}.get(uitleg.status)
        te_laat = uitleg.status == Status.TE_LAAT
    return Norm(
        tekst=_norm_in_woorden(uitleg),
        uiterlijk=uitleg.laatste_dag,
        gehaald=gehaald,
        te_laat=te_laat,
        van_gemeente=uitleg.rule.is_setting,
    )


def _norm_in_woorden(uitleg: Explanation) -> str:
    """What a station is measured by, in words: the length of its term, or who fixed its last day."""
    if uitleg.rule.is_setting:
        return _("plaatsing")
    if uitleg.is_changed_by_duo or uitleg.duration is None:
        return _("einddatum van DUO")
    return in_taal(uitleg.duration.spoken)


def _norm_contact(datums: Mapping[str, date], dagen: int | None, vandaag: date) -> Norm | None:
    koppeling, contact = datums.get(F.KOPPELING), datums.get(F.EERSTE_CONTACT)
    if dagen is None or koppeling is None:
        return None
    uiterlijk = date.fromordinal(koppeling.toordinal() + dagen)
    gehaald = contact <= uiterlijk if contact else (False if vandaag > uiterlijk else None)
    return Norm(
        tekst=_("contact binnen %(dagen)s dagen") % {"dagen": dagen},
        uiterlijk=uiterlijk,
        gehaald=gehaald,
        te_laat=gehaald is False,
        van_gemeente=True,
    )


@dataclass(frozen=True, slots=True)
class _Schaal:
    """Days to places: straight between stations whose day is known, slowing down after the last."""

    ankers: list[tuple[date, float]]
    stap: float

    def plek(self, dag: date) -> float:
        if not self.ankers:
            return self.stap / 2
        (eerste, begin), (laatste, eind) = self.ankers[0], self.ankers[-1]
        if dag <= eerste:
            return round(begin - self._naijlen((eerste - dag).days, begin), 2)
        if dag >= laatste:
            return round(eind + self._naijlen((dag - laatste).days, min(self.stap, 100 - eind)), 2)
        for (van, links), (tot, rechts) in zip(self.ankers, self.ankers[1:], strict=False):
            if dag <= tot:
                return round(links + (rechts - links) * (dag - van).days / max((tot - van).days, 1), 2)
        raise AssertionError("a day between the first and the last anchor lies between two of them")

    @staticmethod
    def _naijlen(dagen: int, ruimte: float) -> float:
        return ruimte * (1 - math.exp(-dagen / NAIJLEN))


def _schaal(stations: list[Station], begin: float, kennisgeving: date | None) -> _Schaal:
    """Anchor the stations whose day is known or computed, as far as they come one after the other.

    Who came without koppeling begins at the kennisgeving: that is when the municipality first knew.
    """
    ankers: list[tuple[date, float]] = []
    if kennisgeving and stations[0].staat == Staat.NIET:
        ankers.append((kennisgeving, begin))
    for station in stations:
        dag = station.datum or (
            station.norm.uiterlijk if station.norm and station.fase in TERMIJN_VAN else None
        )
        if dag and (not ankers or (dag > ankers[-1][0] and station.plek > ankers[-1][1])):
            ankers.append((dag, station.plek))
    return _Schaal(ankers, 100 / len(stations))


def _begin(uitleg: Explanation) -> date:
    return uitleg.begin or date.max


def _baan(uitleg: Explanation, schaal: _Schaal, vandaag: date) -> Baan:
    if uitleg.begin is None or uitleg.laatste_dag is None:
        raise AssertionError("only a term with both its days becomes a lane")
    van, tot = schaal.plek(uitleg.begin), schaal.plek(uitleg.laatste_dag)
    over = 0.0
    if uitleg.status == Status.TE_LAAT:
        over = schaal.plek(uitleg.gehaald_op or vandaag) - tot
    return Baan(uitleg=uitleg, van=van, breedte=max(round(tot - van, 2), 0.6), over=max(round(over, 2), 0.0))
