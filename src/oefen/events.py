"""What happens at DUO, by the number it is notified under, and what that changes in what DUO knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from oefen.schemas import (
    DetailedDoelgroep,
    Doelgroep,
    Doelgroephistorie,
    Examenniveau,
    Examenonderdeel,
    Examenresultaat,
    Feasible,
    Grond,
    Indeling,
    LanguageComponent,
    NiveauPip,
    Ontheffing,
    Oordeel,
    PartialOntheffing,
    PartialVrijstelling,
    Plicht,
    Plichthistorie,
    ReasonNoPlicht,
    RedenVrijstelling,
    Termijn,
    TermijnHistory,
    TijdelijkeVrijstelling,
    Toetsresultaat,
    Uitslag,
    Vrijstelling,
    WholeOntheffing,
    WholeVrijstelling,
)
from oefen.stored import Persoon, Stored
from oefen.world import VERLENGINGSGRONDEN

YEARS = 3
VERLENGING_DAYS = 182
VRIJSTELLING_DAYS = 365


class NotPossibleError(Exception):
    """This cannot happen to this person now; the message says why."""


class Particulars(Stored):
    """How an event goes, where there is something to choose; the rest is filled in."""

    datum: date | None = None
    """When it happened, else today."""
    gemeente: Annotated[str, Field(pattern=r"^\d{4}$")] | None = None
    """Where somebody comes to live."""
    reden: ReasonNoPlicht | None = None
    dagen: Annotated[int, Field(ge=1, le=3650)] | None = None
    """By how many days a term is extended, or how long an exemption lasts."""
    grond: str | None = None
    """Code of the ground of an extension."""
    haalbaar: Feasible = Feasible.INDEED
    onderdeel: Examenonderdeel = Examenonderdeel.KNM
    niveau: Examenniveau | None = None
    uitslag: Uitslag = Uitslag.GESLAAGD


Consequence = Callable[[Persoon, Particulars, date], None]


@dataclass(frozen=True)
class Event:
    """What is called what it is; `gevolg` changes the person, given the day of today."""

    naam: str
    consequence: Consequence


def set_plicht(persoon: Persoon, new: Plicht) -> None:
    """Replace the duty, and keep the former one in the history."""
    if old := persoon.plicht:
        fields = old.model_dump(include=set(Plichthistorie.model_fields))
        persoon.plicht_historie.append(Plichthistorie(**fields))
    persoon.plicht = new


def _plichtig(persoon: Persoon, b: Particulars, today: date) -> None:
    day = b.datum or today
    begin = persoon.plicht.begindatum if persoon.plicht else None
    # While the person lives in a centre of the COA the ten weeks do not run; SS139 says that they do now.
    set_plicht(
        persoon,
        Plicht(
            indicator_inburgeringsplicht=True,
            begindatum=begin or day,
            wijzigingsdatum=today,
            datum_kennisgeving_inburgeringsplicht=day,
        ),
    )


def _ten_weeks(persoon: Persoon, b: Particulars, today: date) -> None:
    if persoon.coa:
        persoon.coa = False
        persoon.gevestigd_op = b.datum or today
    _plichtig(persoon, b, today)


def _resume(persoon: Persoon, b: Particulars, today: date) -> None:
    for vrijstelling in persoon.vrijstellingen:
        if temporary := vrijstelling.tijdelijke_vrijstelling:
            temporary.einddatum = (b.datum or today) - timedelta(days=1)
    _plichtig(persoon, b, today)


def _resume_with_pip(persoon: Persoon, b: Particulars, today: date) -> None:
    if persoon.pip is None:
        raise NotPossibleError("SS130 gaat over iemand met een PIP; zonder PIP is het SS129.")
    _resume(persoon, b, today)


def _moved(persoon: Persoon, b: Particulars, today: date) -> None:
    if b.gemeente is None or b.gemeente == persoon.gemeente:
        raise NotPossibleError("Geef de nieuwe gemeente van de persoon.")
    persoon.gemeente, persoon.coa, persoon.gevestigd_op = b.gemeente, False, b.datum or today


def _moved_without(persoon: Persoon, b: Particulars, today: date) -> None:
    if persoon.pip is not None:
        raise NotPossibleError("SS120 gaat over iemand zonder PIP; met PIP is het SS121.")
    _moved(persoon, b, today)


def _moved_with(persoon: Persoon, b: Particulars, today: date) -> None:
    if persoon.pip is None:
        raise NotPossibleError("SS121 gaat over iemand met een PIP; zonder PIP is het SS120.")
    _moved(persoon, b, today)


def _to_group(classification: Indeling, gedetailleerd: DetailedDoelgroep) -> Consequence:
    def consequence(persoon: Persoon, b: Particulars, today: date) -> None:
        day = b.datum or today
        if old := persoon.doelgroep:
            persoon.doelgroep_historie.append(
                Doelgroephistorie(
                    indeling=old.indeling, begindatum=old.begindatum, einddatum=day - timedelta(days=1)
                )
            )
        persoon.doelgroep = Doelgroep(
            indeling=classification, begindatum=day, gedetailleerde_doelgroep=gedetailleerd
        )

    return consequence


def _no_plicht(reason: ReasonNoPlicht) -> Consequence:
    def consequence(persoon: Persoon, b: Particulars, today: date) -> None:
        old = persoon.plicht
        set_plicht(
            persoon,
            Plicht(
                indicator_inburgeringsplicht=False,
                begindatum=old.begindatum if old else None,
                einddatum=b.datum or today,
                wijzigingsdatum=today,
                datum_kennisgeving_inburgeringsplicht=(
                    old.datum_kennisgeving_inburgeringsplicht if old else None
                ),
                reden_geen_inburgeringsplicht=b.reden or reason,
            ),
        )

    return consequence


def _temporary_free(persoon: Persoon, b: Particulars, today: date) -> None:
    day = b.datum or today
    persoon.vrijstellingen.append(
        Vrijstelling(
            tijdelijke_vrijstelling=TijdelijkeVrijstelling(
                oordeel=Oordeel.TOEKENNING,
                reden=RedenVrijstelling.INS,
                datum_oordeel=today,
                startdatum=day,
                einddatum=day + timedelta(days=b.dagen or VRIJSTELLING_DAYS),
            )
        )
    )
    _no_plicht(ReasonNoPlicht.TEMPORARY)(persoon, b, today)


def _fully_exempt(persoon: Persoon, b: Particulars, today: date) -> None:
    free = WholeVrijstelling(oordeel=Oordeel.TOEKENNING, reden=RedenVrijstelling.DIP, datum_oordeel=today)
    persoon.vrijstellingen.append(Vrijstelling(gehele_vrijstelling=free))
    _no_plicht(ReasonNoPlicht.VRIJSTELLING)(persoon, b, today)


def _fully_exempted(persoon: Persoon, b: Particulars, today: date) -> None:
    exempted = WholeOntheffing(oordeel=Oordeel.TOEKENNING, datum_oordeel=today, grond=Grond.MEDICAL)
    persoon.ontheffingen.append(Ontheffing(gehele_ontheffing=exempted))
    _no_plicht(ReasonNoPlicht.ONTHEFFING)(persoon, b, today)


def _test_registered(persoon: Persoon, _b: Particulars, _today: date) -> None:
    persoon.examennummer = f"OEF{persoon.bsn}"


def _test_done(persoon: Persoon, b: Particulars, today: date) -> None:
    score = {Feasible.INDEED: "31,50", Feasible.NOT: "18,00", Feasible.ONBEKEND: "0,00"}[b.haalbaar]
    persoon.toetsresultaten.append(
        Toetsresultaat(
            resultaat=b.haalbaar,
            behaalde_score=score,
            benodigde_score="25,00",
            datum_afname=b.datum or today,
        )
    )
    persoon.examennummer = None


def years_later(day: date, years: int) -> date:
    """Return the same day years on; 1 March where 29 February does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def termijn_start(persoon: Persoon, _b: Particulars, today: date) -> None:
    """Fix the term: from the day after the PIP was dated, three years."""
    if not persoon.pips:
        raise NotPossibleError("De termijn start pas als er een PIP is.")
    if persoon.termijn:
        raise NotPossibleError("De termijn is al gestart.")
    begin = persoon.pips[0].pip.dagtekening_pip + timedelta(days=1)
    persoon.termijn = Termijn(startdatum=begin, einddatum=years_later(begin, YEARS), wijzigingsdatum=today)


def _extended(persoon: Persoon, b: Particulars, today: date) -> None:
    old = persoon.termijn
    if old is None:
        raise NotPossibleError("Er is nog geen termijn om te verlengen.")
    ground = next((g for g in VERLENGINGSGRONDEN if g.code == b.grond), VERLENGINGSGRONDEN[0])
    persoon.termijn_historie.append(
        TermijnHistory(**old.model_dump(include=set(TermijnHistory.model_fields)))
    )
    persoon.termijn = Termijn(
        startdatum=old.startdatum,
        einddatum=old.einddatum + timedelta(days=b.dagen or VERLENGING_DAYS),
        wijzigingsdatum=today,
        verlengingsgrondcode=ground.code,
        verlengingsgrondomschrijving=ground.omschrijving,
    )


def _examen(persoon: Persoon, b: Particulars, today: date) -> None:
    knm = b.onderdeel == Examenonderdeel.KNM
    persoon.examens.append(
        Examenresultaat(
            examendatum=b.datum or today - timedelta(days=28),
            resultaat=b.uitslag,
            onderdeel=b.onderdeel,
            niveau=None if knm else b.niveau or Examenniveau.B1,
        )
    )
    for balance in persoon.gratis_pogingen:
        if balance.onderdeel == b.onderdeel and b.uitslag == Uitslag.GEZAKT:
            balance.gratis_pogingen_tegoed = max(0, balance.gratis_pogingen_tegoed - 1)


def _vrijstelling(oordeel: Oordeel, kind: str) -> Consequence:
    def consequence(persoon: Persoon, b: Particulars, today: date) -> None:
        if kind == "geheel":
            whole = WholeVrijstelling(oordeel=oordeel, reden=RedenVrijstelling.AVI, datum_oordeel=today)
            persoon.vrijstellingen.append(Vrijstelling(gehele_vrijstelling=whole))
        elif kind == "tijdelijk":
            even = TijdelijkeVrijstelling(oordeel=oordeel, reden=RedenVrijstelling.INS, datum_oordeel=today)
            persoon.vrijstellingen.append(Vrijstelling(tijdelijke_vrijstelling=even))
        else:
            language = b.onderdeel if b.onderdeel != Examenonderdeel.KNM else Examenonderdeel.READ
            part = PartialVrijstelling(
                oordeel=oordeel,
                reden=RedenVrijstelling.GED,
                datum_oordeel=today,
                examenonderdeel=LanguageComponent(language.value),
                examenniveau=NiveauPip.B1,
            )
            persoon.vrijstellingen.append(Vrijstelling(gedeeltelijke_vrijstelling=part))

    return consequence


def _ontheffing(oordeel: Oordeel) -> Consequence:
    def consequence(persoon: Persoon, b: Particulars, today: date) -> None:
        part = PartialOntheffing(
            oordeel=oordeel, datum_oordeel=today, grond=Grond.MEDICAL, examenonderdeel=b.onderdeel
        )
        persoon.ontheffingen.append(Ontheffing(gedeeltelijke_ontheffing=part))

    return consequence


def _nothing(_persoon: Persoon, _b: Particulars, _today: date) -> None:
    """Change nothing that can be asked for."""


EVENTS = {
    "SS101": Event("is inburgeringsplichtig", _plichtig),
    "SS128": Event("is inburgeringsplichtig, binnen een half jaar AOW", _plichtig),
    "SS139": Event("is inburgeringsplichtig, de tien weken lopen", _ten_weeks),
    "SS129": Event("tijdelijke vrijstelling ingetrokken, nog geen leerroute", _resume),
    "SS130": Event("tijdelijke vrijstelling ingetrokken, PIP bekend", _resume_with_pip),
    "SS120": Event("komt in een andere gemeente wonen, zonder PIP", _moved_without),
    "SS121": Event("komt in een andere gemeente wonen, met PIP", _moved_with),
    "SS124": Event("doelgroep wordt gezinsmigrant", _to_group(Indeling.GEZIN, DetailedDoelgroep.OTHER)),
    "SS125": Event(
        "doelgroep wordt asielstatushouder",
        _to_group(Indeling.ASIEL, DetailedDoelgroep.ASIELSTATUSHOUDER),
    ),
    "SS109": Event("tijdelijke vrijstelling toegekend", _temporary_free),
    "SS110": Event("plicht ingetrokken", _no_plicht(ReasonNoPlicht.VERBLIJFSDOEL)),
    "SS111": Event("is overleden", _no_plicht(ReasonNoPlicht.OVERLIJDEN)),
    "SS106": Event("diploma behaald", _no_plicht(ReasonNoPlicht.VOLDAAN)),
    "SS107": Event("gehele vrijstelling toegekend", _fully_exempt),
    "SS108": Event("gehele ontheffing toegekend", _fully_exempted),
    "SS137": Event("aangemeld voor de leerbaarheidstoets", _test_registered),
    "SS131": Event("resultaat van de leerbaarheidstoets bekend", _test_done),
    "SS102": Event("termijn gestart", termijn_start),
    "SS103": Event("termijn ambtshalve verlengd", _extended),
    "SS104": Event("termijn op verzoek verlengd", _extended),
    "SS199": Event("uitslag van een examen bekend", _examen),
    "SS113": Event("verzoek om verlenging afgewezen", _nothing),
    "SS114": Event("gehele vrijstelling afgewezen", _vrijstelling(Oordeel.AFWIJZING, "geheel")),
    "SS115": Event("tijdelijke vrijstelling afgewezen", _vrijstelling(Oordeel.AFWIJZING, "tijdelijk")),
    "SS116": Event("gedeeltelijke vrijstelling afgewezen", _vrijstelling(Oordeel.AFWIJZING, "deel")),
    "SS117": Event("gedeeltelijke vrijstelling toegekend", _vrijstelling(Oordeel.TOEKENNING, "deel")),
    "SS118": Event("ontheffing afgewezen", _ontheffing(Oordeel.AFWIJZING)),
    "SS119": Event("gedeeltelijke ontheffing toegekend", _ontheffing(Oordeel.TOEKENNING)),
}
"""By number, in the order of a path through integration. Any other number can be sent; it changes nothing."""
