"""The preconditions DUO sets to what a municipality reports. Each function returns why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from oefen.schemas import Aanbod, Instelling, Leerroute, NiveauPip, Pip, ReasonNoPlicht, YesNo
from oefen.stored import Gemeente, Persoon, Resultaat

ONE_MONTH = 31
"""Days within which a PIP of the next municipality still lets the former one ask."""


def may_be_added(persoon: Persoon, gemeente: Gemeente, today: date) -> bool:
    """Return whether somebody matters to a municipality (§ Scope of the preconditions)."""
    if persoon.gemeente == gemeente.code:
        return True
    if persoon.pip is None:
        return False
    if persoon.pip.gemeentecode == gemeente.code:
        return True
    previous = next((p for p in reversed(persoon.pips) if p.gemeentecode != persoon.pip.gemeentecode), None)
    young = today - persoon.pip.pip.dagtekening_pip < timedelta(days=ONE_MONTH)
    return young and previous is not None and previous.gemeentecode == gemeente.code


def pip_aanleveren(persoon: Persoon, gemeente: Gemeente, pip: Pip) -> list[str]:
    """Return why a PIP is not registered."""
    return [*_dagtekening(persoon, gemeente, pip), *_niveau(persoon, pip)]


def _dagtekening(persoon: Persoon, gemeente: Gemeente, pip: Pip) -> Iterator[str]:
    day = pip.dagtekening_pip
    begin = persoon.plicht.begindatum if persoon.plicht else None
    if begin and day < begin:
        yield "De dagtekening ligt voor het begin van de inburgeringsplicht."
    earlier = [earlier.pip.dagtekening_pip for earlier in persoon.pips]
    if earlier and (day < earlier[0] or day < earlier[-1]):
        yield "De dagtekening ligt voor die van het eerste of het actuele PIP."
    if persoon.gemeente == gemeente.code and persoon.gevestigd_op and day < persoon.gevestigd_op:
        yield "De dagtekening ligt voor de vestiging in de gemeente."


def _niveau(persoon: Persoon, pip: Pip) -> Iterator[str]:
    if pip.niveau == NiveauPip.A2 and pip.leerroute == Leerroute.ONDERWIJS:
        yield "Niveau A2 past niet bij de onderwijsroute."
    if pip.niveau == NiveauPip.B1 and pip.leerroute == Leerroute.Z:
        yield "Niveau B1 past niet bij de Z-route."
    if pip.niveau == NiveauPip.A2 and pip.leerroute == Leerroute.B1 and not persoon.pips:
        yield "Een eerste PIP met de B1-route kan niet op niveau A2."
    if pip.geschatte_intensiteit_b1_route is not None and not (
        pip.leerroute == Leerroute.B1 and persoon.asiel
    ):
        yield "De geschatte intensiteit hoort alleen bij de B1-route van een asielmigrant."


def delete_pip(persoon: Persoon, gemeente: Gemeente) -> list[str]:
    """Return why the current PIP stays."""
    return list(_stays(persoon, gemeente))


def _stays(persoon: Persoon, gemeente: Gemeente) -> Iterator[str]:
    if persoon.pip and persoon.pip.gemeentecode != gemeente.code:
        yield "Het actuele PIP is van een andere gemeente."
    if persoon.termijn is not None:
        yield "De inburgeringstermijn is al vastgesteld."
    lessons = any(of.taalles for of in persoon.uren.values())
    if persoon.aanbod and (persoon.cursusuren or lessons):
        yield "Er zijn cursusuren geregistreerd bij het inburgeringsaanbod."


def aanbod_aanleveren(persoon: Persoon, school: Instelling | None, aanbod: Aanbod) -> list[str]:
    """Return why an offer is not registered."""
    errors = []
    if not persoon.asiel:
        errors.append("Een inburgeringsaanbod is er alleen voor asielmigranten.")
    if persoon.pip is None:
        return [*errors, "De persoon heeft geen PIP."]
    onderwijs = persoon.pip.pip.leerroute == Leerroute.ONDERWIJS
    if school is None or not (school.indicatie_bow_keurmerk or (onderwijs and school.indicatie_tst_keurmerk)):
        errors.append("De instelling heeft geen keurmerk dat bij de leerroute past.")
    return [*errors, *_aanbod_data(persoon, aanbod, persoon.pip.pip.dagtekening_pip)]


def _aanbod_data(persoon: Persoon, aanbod: Aanbod, dagtekening: date) -> Iterator[str]:
    start, end = aanbod.verwachte_startdatum_opleiding, aanbod.verwachte_einddatum_opleiding
    date_ = aanbod.datum_inburgeringsaanbod
    if any(day and day < dagtekening for day in (date_, start, end)):
        yield "Een datum van het aanbod ligt voor de dagtekening van het actuele PIP."
    if start and date_ and start < date_:
        yield "De opleiding start voor de datum van het aanbod."
    if start and end and end < start:
        yield "De opleiding eindigt voordat zij start."
    if termijn := persoon.termijn:
        too_early = any(day and day < termijn.startdatum for day in (start, end))
        # The end of the course and the end of the term are both the first day after it.
        late = (start and start >= termijn.einddatum) or (end and end > termijn.einddatum)
        if too_early or late:
            yield "De opleiding valt buiten de inburgeringstermijn."


def resultaat_aanleveren(
    persoon: Persoon, gemeente: Gemeente, new: Resultaat, earlier: Resultaat | None, today: date
) -> list[str]:
    """Return why the end of MAP or PVT is not registered; both have the same preconditions."""
    return [
        *_of_this_gemeente(persoon, gemeente, earlier),
        *_date(persoon, new.datum, today),
        *_verwijtbaar(persoon, new, today),
    ]


def _of_this_gemeente(persoon: Persoon, gemeente: Gemeente, earlier: Resultaat | None) -> Iterator[str]:
    if earlier and earlier.gemeentecode != gemeente.code:
        yield "De datum is door een andere gemeente geleverd."
    if not _own_pip(persoon, gemeente):
        yield "De gemeente heeft geen actueel PIP voor deze persoon."
    if _met_via_z(persoon):
        yield "De inburgeringsplicht is al voldaan via de Z-route."


def _own_pip(persoon: Persoon, gemeente: Gemeente) -> bool:
    return persoon.pip is not None and persoon.pip.gemeentecode == gemeente.code


def _met_via_z(persoon: Persoon) -> bool:
    plicht = persoon.plicht
    met = plicht is not None and plicht.reden_geen_inburgeringsplicht == ReasonNoPlicht.VOLDAAN
    return met and persoon.pip is not None and persoon.pip.pip.leerroute == Leerroute.Z


def _date(persoon: Persoon, date_: date | None, today: date) -> Iterator[str]:
    if date_ is None:
        if persoon.zroute:
            yield "De datum kan niet weg: de Z-route is al afgerond."
        return
    if persoon.termijn and date_ < persoon.termijn.startdatum:
        yield "De datum ligt voor het begin van de inburgeringstermijn."
    if persoon.zroute and date_ > persoon.zroute:
        yield "De datum ligt na de afronding van de Z-route."
    if date_ > today:
        yield "De datum ligt in de toekomst."


def _verwijtbaar(persoon: Persoon, new: Resultaat, today: date) -> Iterator[str]:
    """Judge the word about blame. What counts as late: the day it ended, else today."""
    end = persoon.termijn.einddatum if persoon.termijn else None
    late = end is not None and (new.datum or today) >= end
    if new.verwijtbaar is None:
        if late:
            yield "De termijn is overschreden: geef aan of dat verwijtbaar is."
        return
    if new.datum and end and new.datum < end:
        yield "Verwijtbaar hoort niet bij een datum binnen de termijn."
    if new.verwijtbaar == YesNo.YES and not late:
        yield "Verwijtbaar kan alleen Ja zijn als de termijn is overschreden."
    if new.verwijtbaar == YesNo.NO and not (end and end <= two_months_later(today)):
        yield "Verwijtbaar kan alleen Nee zijn als de termijn binnen twee maanden eindigt."


def two_months_later(day: date) -> date:
    """Return the same day two months on, or the last day of a month that is too short."""
    year, month = day.year + (day.month + 1) // 12, (day.month + 1) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def zroute_aanleveren(persoon: Persoon, gemeente: Gemeente, date_: date | None, today: date) -> list[str]:
    """Return why the end of the Z-route is not registered.

    DUO's texts set no precondition of their own here; these three follow from those of MAP and PVT.
    """
    errors = []
    if not _own_pip(persoon, gemeente):
        errors.append("De gemeente heeft geen actueel PIP voor deze persoon.")
    elif persoon.pip and persoon.pip.pip.leerroute != Leerroute.Z:
        errors.append("De leerroute van het actuele PIP is niet de Z-route.")
    if date_ and date_ > today:
        errors.append("De datum ligt in de toekomst.")
    return errors
