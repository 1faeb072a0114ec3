"""The preconditions DUO sets to what a municipality reports. Each function returns why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from oefen.schemas import Aanbod, Instelling, JaNee, Leerroute, NiveauPip, Pip, RedenGeenPlicht
from oefen.stored import Gemeente, Persoon, Resultaat

EEN_MAAND = 31
"""Days within which a PIP of the next municipality still lets the former one ask."""


def mag_erbij(persoon: Persoon, gemeente: Gemeente, vandaag: date) -> bool:
    """Return whether somebody matters to a municipality (§ Scope of the preconditions)."""
    if persoon.gemeente == gemeente.code:
        return True
    if persoon.pip is None:
        return False
    if persoon.pip.gemeentecode == gemeente.code:
        return True
    vorige = next((p for p in reversed(persoon.pips) if p.gemeentecode != persoon.pip.gemeentecode), None)
    jong = vandaag - persoon.pip.pip.dagtekening_pip < timedelta(days=EEN_MAAND)
    return jong and vorige is not None and vorige.gemeentecode == gemeente.code


def pip_aanleveren(persoon: Persoon, gemeente: Gemeente, pip: Pip) -> list[str]:
    """Return why a PIP is not registered."""
    return [*_dagtekening(persoon, gemeente, pip), *_niveau(persoon, pip)]


def _dagtekening(persoon: Persoon, gemeente: Gemeente, pip: Pip) -> Iterator[str]:
    dag = pip.dagtekening_pip
    begin = persoon.plicht.begindatum if persoon.plicht else None
    if begin and dag < begin:
        yield "De dagtekening ligt voor het begin van de inburgeringsplicht."
    eerdere = [eerder.pip.dagtekening_pip for eerder in persoon.pips]
    if eerdere and (dag < eerdere[0] or dag < eerdere[-1]):
        yield "De dagtekening ligt voor die van het eerste of het actuele PIP."
    if persoon.gemeente == gemeente.code and persoon.gevestigd_op and dag < persoon.gevestigd_op:
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


def pip_verwijderen(persoon: Persoon, gemeente: Gemeente) -> list[str]:
    """Return why the current PIP stays."""
    return list(_blijft(persoon, gemeente))


def _blijft(persoon: Persoon, gemeente: Gemeente) -> Iterator[str]:
    if persoon.pip and persoon.pip.gemeentecode != gemeente.code:
        yield "Het actuele PIP is van een andere gemeente."
    if persoon.termijn is not None:
        yield "De inburgeringstermijn is al vastgesteld."
    lessen = any(van.taalles for van in persoon.uren.values())
    if persoon.aanbod and (persoon.cursusuren or lessen):
        yield "Er zijn cursusuren geregistreerd bij het inburgeringsaanbod."


def aanbod_aanleveren(persoon: Persoon, school: Instelling | None, aanbod: Aanbod) -> list[str]:
    """Return why an offer is not registered."""
    fouten = []
    if not persoon.asiel:
        fouten.append("Een inburgeringsaanbod is er alleen voor asielmigranten.")
    if persoon.pip is None:
        return [*fouten, "De persoon heeft geen PIP."]
    onderwijs = persoon.pip.pip.leerroute == Leerroute.ONDERWIJS
    if school is None or not (school.indicatie_bow_keurmerk or (onderwijs and school.indicatie_tst_keurmerk)):
        fouten.append("De instelling heeft geen keurmerk dat bij de leerroute past.")
    return [*fouten, *_data_van_aanbod(persoon, aanbod, persoon.pip.pip.dagtekening_pip)]


def _data_van_aanbod(persoon: Persoon, aanbod: Aanbod, dagtekening: date) -> Iterator[str]:
    start, einde = aanbod.verwachte_startdatum_opleiding, aanbod.verwachte_einddatum_opleiding
    datum = aanbod.datum_inburgeringsaanbod
    if any(dag and dag < dagtekening for dag in (datum, start, einde)):
        yield "Een datum van het aanbod ligt voor de dagtekening van het actuele PIP."
    if start and datum and start < datum:
        yield "De opleiding start voor de datum van het aanbod."
    if start and einde and einde < start:
        yield "De opleiding eindigt voordat zij start."
    if termijn := persoon.termijn:
        te_vroeg = any(dag and dag < termijn.startdatum for dag in (start, einde))
        # The end of the course and the end of the term are both the first day after it.
        te_laat = (start and start >= termijn.einddatum) or (einde and einde > termijn.einddatum)
        if te_vroeg or te_laat:
            yield "De opleiding valt buiten de inburgeringstermijn."


def resultaat_aanleveren(
    persoon: Persoon, gemeente: Gemeente, nieuw: Resultaat, eerder: Resultaat | None, vandaag: date
) -> list[str]:
    """Return why the end of MAP or PVT is not registered; both have the same preconditions."""
    return [
        *_van_deze_gemeente(persoon, gemeente, eerder),
        *_datum(persoon, nieuw.datum, vandaag),
        *_verwijtbaar(persoon, nieuw, vandaag),
    ]


def _van_deze_gemeente(persoon: Persoon, gemeente: Gemeente, eerder: Resultaat | None) -> Iterator[str]:
    if eerder and eerder.gemeentecode != gemeente.code:
        yield "De datum is door een andere gemeente geleverd."
    if not _eigen_pip(persoon, gemeente):
        yield "De gemeente heeft geen actueel PIP voor deze persoon."
    if _voldaan_via_z(persoon):
        yield "De inburgeringsplicht is al voldaan via de Z-route."


def _eigen_pip(persoon: Persoon, gemeente: Gemeente) -> bool:
    return persoon.pip is not None and persoon.pip.gemeentecode == gemeente.code


def _voldaan_via_z(persoon: Persoon) -> bool:
    plicht = persoon.plicht
    voldaan = plicht is not None and plicht.reden_geen_inburgeringsplicht == RedenGeenPlicht.VOLDAAN
    return voldaan and persoon.pip is not None and persoon.pip.pip.leerroute == Leerroute.Z


def _datum(persoon: Persoon, datum: date | None, vandaag: date) -> Iterator[str]:
    if datum is None:
        if persoon.zroute:
            yield "De datum kan niet weg: de Z-route is al afgerond."
        return
    if persoon.termijn and datum < persoon.termijn.startdatum:
        yield "De datum ligt voor het begin van de inburgeringstermijn."
    if persoon.zroute and datum > persoon.zroute:
        yield "De datum ligt na de afronding van de Z-route."
    if datum > vandaag:
        yield "De datum ligt in de toekomst."


def _verwijtbaar(persoon: Persoon, nieuw: Resultaat, vandaag: date) -> Iterator[str]:
    """Judge the word about blame. What counts as late: the day it ended, else today."""
    einde = persoon.termijn.einddatum if persoon.termijn else None
    te_laat = einde is not None and (nieuw.datum or vandaag) >= einde
    if nieuw.verwijtbaar is None:
        if te_laat:
            yield "De termijn is overschreden: geef aan of dat verwijtbaar is."
        return
    if nieuw.datum and einde and nieuw.datum < einde:
        yield "Verwijtbaar hoort niet bij een datum binnen de termijn."
    if nieuw.verwijtbaar == JaNee.JA and not te_laat:
        yield "Verwijtbaar kan alleen Ja zijn als de termijn is overschreden."
    if nieuw.verwijtbaar == JaNee.NEE and not (einde and einde <= twee_maanden_later(vandaag)):
        yield "Verwijtbaar kan alleen Nee zijn als de termijn binnen twee maanden eindigt."


def twee_maanden_later(dag: date) -> date:
    """Return the same day two months on, or the last day of a month that is too short."""
    jaar, maand = dag.year + (dag.month + 1) // 12, (dag.month + 1) % 12 + 1
    volgende = date(jaar + maand // 12, maand % 12 + 1, 1)
    return date(jaar, maand, min(dag.day, (volgende - timedelta(days=1)).day))


def zroute_aanleveren(persoon: Persoon, gemeente: Gemeente, datum: date | None, vandaag: date) -> list[str]:
    """Return why the end of the Z-route is not registered.

    DUO's texts set no precondition of their own here; these three follow from those of MAP and PVT.
    """
    fouten = []
    if not _eigen_pip(persoon, gemeente):
        fouten.append("De gemeente heeft geen actueel PIP voor deze persoon.")
    elif persoon.pip and persoon.pip.pip.leerroute != Leerroute.Z:
        fouten.append("De leerroute van het actuele PIP is niet de Z-route.")
    if datum and datum > vandaag:
        fouten.append("De datum ligt in de toekomst.")
    return fouten
