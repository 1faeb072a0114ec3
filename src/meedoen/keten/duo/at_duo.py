"""What DUO says about somebody apart from the facts, in words: exams, exemptions, the test, the PIP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from meedoen.basis.ui.templatetags.meedoen import dag
from meedoen.keten.duo.schemas.examen import Examenresultaat, GratisPogingen
from meedoen.keten.duo.schemas.lbt import Leerbaarheidstoets
from meedoen.keten.duo.schemas.ontheffing import Ontheffing
from meedoen.keten.duo.schemas.pip import PipBijDuo
from meedoen.keten.duo.schemas.resultaten import Resultaten
from meedoen.keten.duo.schemas.vrijstelling import Vrijstelling
from meedoen.keten.models import Ketenstand


@dataclass(frozen=True, slots=True)
class Blok:
    """One subject in lines; `stand` says since when. No lines: DUO knows nothing about it."""

    kop: str
    regels: list[str]
    stand: Ketenstand


def blokken(standen: Mapping[str, Ketenstand]) -> list[Blok]:
    """The subjects that DUO answered about, each in words."""
    koppen: list[tuple[str, str, Any, Callable[[Any], Iterable[str]]]] = [
        ("pip", _("PIP bij DUO"), PipBijDuo, _pip),
        ("lbt", _("Leerbaarheidstoets"), Leerbaarheidstoets, _lbt),
        ("examen", _("Examens"), list[Examenresultaat], _examens),
        ("gratispogingen", _("Gratis examenpogingen"), list[GratisPogingen], _pogingen),
        ("resultaten", _("PVT en MAP"), Resultaten, _resultaten),
        ("vrijstelling", _("Vrijstelling"), list[Vrijstelling], _vrijstellingen),
        ("ontheffing", _("Ontheffing"), list[Ontheffing], _ontheffingen),
    ]
    return [
        Blok(kop, _regels(TypeAdapter(vorm), standen[naam], zeg), standen[naam])
        for naam, kop, vorm, zeg in koppen
        if naam in standen
    ]


def _regels(vorm: TypeAdapter[Any], stand: Ketenstand, zeg: Callable[[Any], Iterable[str]]) -> list[str]:
    if not stand.inhoud:
        return []
    try:
        return list(zeg(vorm.validate_python(stand.inhoud)))
    except ValidationError:
        return [_("Meedoen kan dit antwoord van DUO niet lezen.")]


def _woord(code: Any) -> str:
    """The word for a code; a code that the list did not have yet as DUO writes it."""
    return str(getattr(code, "label", code))


def _zin(*delen: str | date | None) -> str:
    woorden = (dag(deel) if isinstance(deel, date) else deel for deel in delen)
    return " · ".join(woord for woord in woorden if woord)


def _pip(pip: PipBijDuo) -> Iterable[str]:
    plan = pip.pip
    yield _("leerroute: %(wat)s") % {"wat": _woord(plan.leerroute)}
    if plan.niveau:
        yield _("taalniveau: %(wat)s") % {"wat": _woord(plan.niveau)}
    yield _("dagtekening: %(dag)s") % {"dag": dag(plan.dagtekening_pip)}


def _lbt(toets: Leerbaarheidstoets) -> Iterable[str]:
    if toets.examennummer:
        yield _("examennummer %(nummer)s") % {"nummer": toets.examennummer}
    for een in sorted(toets.resultaten, key=lambda een: een.datum_afname, reverse=True):
        punten = {"score": een.behaalde_score, "nodig": een.benodigde_score}
        score = _("%(score)s punten, %(nodig)s nodig") % punten
        yield _zin(een.datum_afname, _woord(een.resultaat), score)


def _examens(resultaten: list[Examenresultaat]) -> Iterable[str]:
    for een in sorted(resultaten, key=lambda een: een.examendatum, reverse=True):
        reden = _woord(een.reden_geen_resultaat) if een.reden_geen_resultaat else ""
        wat = " ".join(filter(None, (_woord(een.onderdeel), _woord(een.niveau) if een.niveau else "")))
        yield _zin(een.examendatum, wat, _woord(een.resultaat), reden)


def _pogingen(pogingen: list[GratisPogingen]) -> Iterable[str]:
    for een in pogingen:
        yield _("%(wat)s: nog %(n)s") % {"wat": _woord(een.onderdeel), "n": een.gratis_pogingen_tegoed}


def _resultaten(resultaten: Resultaten) -> Iterable[str]:
    if resultaten.pvt and resultaten.pvt.datum_ondertekening_pvt:
        yield _("PVT ondertekend: %(dag)s") % {"dag": dag(resultaten.pvt.datum_ondertekening_pvt)}
    if resultaten.map and resultaten.map.datum_eindgesprek_map:
        yield _("eindgesprek MAP: %(dag)s") % {"dag": dag(resultaten.map.datum_eindgesprek_map)}


def _vrijstellingen(besluiten: list[Vrijstelling]) -> Iterable[str]:
    for een in besluiten:
        if een.gehele:
            yield _besluit(een.gehele, _("hele plicht"))
        if een.tijdelijke:
            laatste = een.tijdelijke.laatste_dag
            tot = _("tot en met %(dag)s") % {"dag": dag(laatste)} if laatste else ""
            yield _besluit(een.tijdelijke, _("tijdelijk"), tot)
        if een.gedeeltelijke:
            deel = een.gedeeltelijke.examenonderdeel
            yield _besluit(een.gedeeltelijke, _woord(deel) if deel else _("een deel"))


def _besluit(besluit: Any, wat: str, erbij: str = "") -> str:
    return _zin(besluit.datum_oordeel, wat, _woord(besluit.oordeel), _woord(besluit.reden), erbij)


def _ontheffingen(besluiten: list[Ontheffing]) -> Iterable[str]:
    for een in besluiten:
        if een.gehele:
            wie = een.gehele
            yield _zin(wie.datum_oordeel, _("hele plicht"), _woord(wie.oordeel), _woord(wie.grond))
        if een.gedeeltelijke:
            deel = een.gedeeltelijke
            uren = deel.uren_belastbaarheid_participatieactiviteit
            erbij = _("hooguit %(n)s uur meedoen") % {"n": uren} if uren is not None else ""
            wat = _woord(deel.examenonderdeel) if deel.examenonderdeel else _("een deel")
            yield _zin(deel.datum_oordeel, wat, _woord(deel.oordeel), _woord(deel.grond), erbij)
