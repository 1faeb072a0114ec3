"""What DUO says about somebody apart from the facts, in words: exams, exemptions, the test, the PIP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from meedoen.basis.ui.templatetags.meedoen import day
from meedoen.keten.duo.schemas.examen import Examenresultaat, GratisAttempts
from meedoen.keten.duo.schemas.lbt import Leerbaarheidstoets
from meedoen.keten.duo.schemas.ontheffing import Ontheffing
from meedoen.keten.duo.schemas.pip import PipAtDuo
from meedoen.keten.duo.schemas.resultaten import Resultaten
from meedoen.keten.duo.schemas.vrijstelling import Vrijstelling
from meedoen.keten.models import KetenState


@dataclass(frozen=True, slots=True)
class Block:
    """One subject in lines; `stand` says since when. No lines: DUO knows nothing about it."""

    header: str
    lines: list[str]
    stand: KetenState


def blocks(states: Mapping[str, KetenState]) -> list[Block]:
    """The subjects that DUO answered about, each in words."""
    headers: list[tuple[str, str, Any, Callable[[Any], Iterable[str]]]] = [
        ("pip", _("PIP bij DUO"), PipAtDuo, _pip),
        ("lbt", _("Leerbaarheidstoets"), Leerbaarheidstoets, _lbt),
        ("examen", _("Examens"), list[Examenresultaat], _examens),
        ("gratispogingen", _("Gratis examenpogingen"), list[GratisAttempts], _attempts),
        ("resultaten", _("PVT en MAP"), Resultaten, _resultaten),
        ("vrijstelling", _("Vrijstelling"), list[Vrijstelling], _vrijstellingen),
        ("ontheffing", _("Ontheffing"), list[Ontheffing], _ontheffingen),
    ]
    return [
        Block(header, _lines(TypeAdapter(shape), states[name], say), states[name])
        for name, header, shape, say in headers
        if name in states
    ]


def _lines(shape: TypeAdapter[Any], state: KetenState, say: Callable[[Any], Iterable[str]]) -> list[str]:
    if not state.inhoud:
        return []
    try:
        return list(say(shape.validate_python(state.inhoud)))
    except ValidationError:
        return [_("Meedoen kan dit antwoord van DUO niet lezen.")]


def _word(code: Any) -> str:
    """The word for a code; a code that the list did not have yet as DUO writes it."""
    return str(getattr(code, "label", code))


def _sentence(*parts: str | date | None) -> str:
    words = (day(part) if isinstance(part, date) else part for part in parts)
    return " · ".join(word for word in words if word)


def _pip(pip: PipAtDuo) -> Iterable[str]:
    plan = pip.pip
    yield _("leerroute: %(wat)s") % {"wat": _word(plan.leerroute)}
    if plan.niveau:
        yield _("taalniveau: %(wat)s") % {"wat": _word(plan.niveau)}
    yield _("dagtekening: %(dag)s") % {"dag": day(plan.dagtekening_pip)}


def _lbt(evaluate: Leerbaarheidstoets) -> Iterable[str]:
    if evaluate.examennummer:
        yield _("examennummer %(nummer)s") % {"nummer": evaluate.examennummer}
    for one in sorted(evaluate.resultaten, key=lambda one: one.datum_afname, reverse=True):
        points = {"score": one.behaalde_score, "nodig": one.benodigde_score}
        score = _("%(score)s punten, %(nodig)s nodig") % points
        yield _sentence(one.datum_afname, _word(one.resultaat), score)


def _examens(resultaten: list[Examenresultaat]) -> Iterable[str]:
    for one in sorted(resultaten, key=lambda one: one.examendatum, reverse=True):
        reason = _word(one.reden_geen_resultaat) if one.reden_geen_resultaat else ""
        what = " ".join(filter(None, (_word(one.onderdeel), _word(one.niveau) if one.niveau else "")))
        yield _sentence(one.examendatum, what, _word(one.resultaat), reason)


def _attempts(pogingen: list[GratisAttempts]) -> Iterable[str]:
    for one in pogingen:
        yield _("%(wat)s: nog %(n)s") % {"wat": _word(one.onderdeel), "n": one.gratis_pogingen_tegoed}


def _resultaten(resultaten: Resultaten) -> Iterable[str]:
    if resultaten.pvt and resultaten.pvt.datum_ondertekening_pvt:
        yield _("PVT ondertekend: %(dag)s") % {"dag": day(resultaten.pvt.datum_ondertekening_pvt)}
    if resultaten.map and resultaten.map.datum_eindgesprek_map:
        yield _("eindgesprek MAP: %(dag)s") % {"dag": day(resultaten.map.datum_eindgesprek_map)}


def _vrijstellingen(besluiten: list[Vrijstelling]) -> Iterable[str]:
    for one in besluiten:
        if one.gehele:
            yield _besluit(one.gehele, _("hele plicht"))
        if one.tijdelijke:
            last = one.tijdelijke.laatste_dag
            until = _("tot en met %(dag)s") % {"dag": day(last)} if last else ""
            yield _besluit(one.tijdelijke, _("tijdelijk"), until)
        if one.gedeeltelijke:
            part = one.gedeeltelijke.examenonderdeel
            yield _besluit(one.gedeeltelijke, _word(part) if part else _("een deel"))


def _besluit(decision: Any, what: str, added: str = "") -> str:
    return _sentence(decision.datum_oordeel, what, _word(decision.oordeel), _word(decision.reden), added)


def _ontheffingen(besluiten: list[Ontheffing]) -> Iterable[str]:
    for one in besluiten:
        if one.gehele:
            who = one.gehele
            yield _sentence(who.datum_oordeel, _("hele plicht"), _word(who.oordeel), _word(who.grond))
        if one.gedeeltelijke:
            part = one.gedeeltelijke
            uren = part.uren_belastbaarheid_participatieactiviteit
            added = _("hooguit %(n)s uur meedoen") % {"n": uren} if uren is not None else ""
            what = _word(part.examenonderdeel) if part.examenonderdeel else _("een deel")
            yield _sentence(part.datum_oordeel, what, _word(part.oordeel), _word(part.grond), added)
