"""What happens at DUO, by the number it is notified under, and what that changes in what DUO knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from oefen.schemas import (
    Doelgroep,
    Doelgroephistorie,
    Examenniveau,
    Examenonderdeel,
    Examenresultaat,
    GedeeltelijkeOntheffing,
    GedeeltelijkeVrijstelling,
    GedetailleerdeDoelgroep,
    GeheleOntheffing,
    GeheleVrijstelling,
    Grond,
    Haalbaar,
    Indeling,
    NiveauPip,
    Ontheffing,
    Oordeel,
    Plicht,
    Plichthistorie,
    RedenGeenPlicht,
    RedenVrijstelling,
    Taalonderdeel,
    Termijn,
    Termijnhistorie,
    TijdelijkeVrijstelling,
    Toetsresultaat,
    Uitslag,
    Vrijstelling,
)
from oefen.stored import Bewaard, Persoon
from oefen.world import VERLENGINGSGRONDEN

JAREN = 3
VERLENGING_DAGEN = 182
VRIJSTELLING_DAGEN = 365


class GaatNietError(Exception):
    """This cannot happen to this person now; the message says why."""


class Bijzonderheden(Bewaard):
    """How an event goes, where there is something to choose; the rest is filled in."""

    datum: date | None = None
    """When it happened, else today."""
    gemeente: Annotated[str, Field(pattern=r"^\d{4}$")] | None = None
    """Where somebody comes to live."""
    reden: RedenGeenPlicht | None = None
    dagen: Annotated[int, Field(ge=1, le=3650)] | None = None
    """By how many days a term is extended, or how long an exemption lasts."""
    grond: str | None = None
    """Code of the ground of an extension."""
    haalbaar: Haalbaar = Haalbaar.WEL
    onderdeel: Examenonderdeel = Examenonderdeel.KNM
    niveau: Examenniveau | None = None
    uitslag: Uitslag = Uitslag.GESLAAGD


Gevolg = Callable[[Persoon, Bijzonderheden, date], None]


@dataclass(frozen=True)
class Gebeurtenis:
    """What is called what it is; `gevolg` changes the person, given the day of today."""

    naam: str
    gevolg: Gevolg


def zet_plicht(persoon: Persoon, nieuw: Plicht) -> None:
    """Replace the duty, and keep the former one in the history."""
    if oud := persoon.plicht:
        velden = oud.model_dump(include=set(Plichthistorie.model_fields))
        persoon.plicht_historie.append(Plichthistorie(**velden))
    persoon.plicht = nieuw


def _plichtig(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    dag = b.datum or vandaag
    begin = persoon.plicht.begindatum if persoon.plicht else None
    # While the person lives in a centre of the COA the ten weeks do not run; SS139 says that they do now.
    zet_plicht(
        persoon,
        Plicht(
            indicator_inburgeringsplicht=True,
            begindatum=begin or dag,
            wijzigingsdatum=vandaag,
            datum_kennisgeving_inburgeringsplicht=dag,
        ),
    )


def _tien_weken(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    if persoon.coa:
        persoon.coa = False
        persoon.gevestigd_op = b.datum or vandaag
    _plichtig(persoon, b, vandaag)


def _hervat(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    for vrijstelling in persoon.vrijstellingen:
        if tijdelijk := vrijstelling.tijdelijke_vrijstelling:
            tijdelijk.einddatum = (b.datum or vandaag) - timedelta(days=1)
    _plichtig(persoon, b, vandaag)


def _hervat_met_pip(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    if persoon.pip is None:
        raise GaatNietError("SS130 gaat over iemand met een PIP; zonder PIP is het SS129.")
    _hervat(persoon, b, vandaag)


def _verhuisd(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    if b.gemeente is None or b.gemeente == persoon.gemeente:
        raise GaatNietError("Geef de nieuwe gemeente van de persoon.")
    persoon.gemeente, persoon.coa, persoon.gevestigd_op = b.gemeente, False, b.datum or vandaag


def _verhuisd_zonder(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    if persoon.pip is not None:
        raise GaatNietError("SS120 gaat over iemand zonder PIP; met PIP is het SS121.")
    _verhuisd(persoon, b, vandaag)


def _verhuisd_met(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    if persoon.pip is None:
        raise GaatNietError("SS121 gaat over iemand met een PIP; zonder PIP is het SS120.")
    _verhuisd(persoon, b, vandaag)


def _naar_groep(indeling: Indeling, gedetailleerd: GedetailleerdeDoelgroep) -> Gevolg:
    def gevolg(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
        dag = b.datum or vandaag
        if oud := persoon.doelgroep:
            persoon.doelgroep_historie.append(
                Doelgroephistorie(
                    indeling=oud.indeling, begindatum=oud.begindatum, einddatum=dag - timedelta(days=1)
                )
            )
        persoon.doelgroep = Doelgroep(
            indeling=indeling, begindatum=dag, gedetailleerde_doelgroep=gedetailleerd
        )

    return gevolg


def _geen_plicht(reden: RedenGeenPlicht) -> Gevolg:
    def gevolg(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
        oud = persoon.plicht
        zet_plicht(
            persoon,
            Plicht(
                indicator_inburgeringsplicht=False,
                begindatum=oud.begindatum if oud else None,
                einddatum=b.datum or vandaag,
                wijzigingsdatum=vandaag,
                datum_kennisgeving_inburgeringsplicht=(
                    oud.datum_kennisgeving_inburgeringsplicht if oud else None
                ),
                reden_geen_inburgeringsplicht=b.reden or reden,
            ),
        )

    return gevolg


def _tijdelijk_vrij(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    dag = b.datum or vandaag
    persoon.vrijstellingen.append(
        Vrijstelling(
            tijdelijke_vrijstelling=TijdelijkeVrijstelling(
                oordeel=Oordeel.TOEKENNING,
                reden=RedenVrijstelling.INS,
                datum_oordeel=vandaag,
                startdatum=dag,
                einddatum=dag + timedelta(days=b.dagen or VRIJSTELLING_DAGEN),
            )
        )
    )
    _geen_plicht(RedenGeenPlicht.TIJDELIJK)(persoon, b, vandaag)


def _geheel_vrij(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    vrij = GeheleVrijstelling(oordeel=Oordeel.TOEKENNING, reden=RedenVrijstelling.DIP, datum_oordeel=vandaag)
    persoon.vrijstellingen.append(Vrijstelling(gehele_vrijstelling=vrij))
    _geen_plicht(RedenGeenPlicht.VRIJSTELLING)(persoon, b, vandaag)


def _geheel_ontheven(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    ontheven = GeheleOntheffing(oordeel=Oordeel.TOEKENNING, datum_oordeel=vandaag, grond=Grond.MEDISCH)
    persoon.ontheffingen.append(Ontheffing(gehele_ontheffing=ontheven))
    _geen_plicht(RedenGeenPlicht.ONTHEFFING)(persoon, b, vandaag)


def _toets_aangemeld(persoon: Persoon, _b: Bijzonderheden, _vandaag: date) -> None:
    persoon.examennummer = f"OEF{persoon.bsn}"


def _toets_gedaan(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    score = {Haalbaar.WEL: "31,50", Haalbaar.NIET: "18,00", Haalbaar.ONBEKEND: "0,00"}[b.haalbaar]
    persoon.toetsresultaten.append(
        Toetsresultaat(
            resultaat=b.haalbaar,
            behaalde_score=score,
            benodigde_score="25,00",
            datum_afname=b.datum or vandaag,
        )
    )
    persoon.examennummer = None


def jaren_later(dag: date, jaren: int) -> date:
    """Return the same day years on; 1 March where 29 February does not exist."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return date(dag.year + jaren, 3, 1)


def termijn_start(persoon: Persoon, _b: Bijzonderheden, vandaag: date) -> None:
    """Fix the term: from the day after the PIP was dated, three years."""
    if not persoon.pips:
        raise GaatNietError("De termijn start pas als er een PIP is.")
    if persoon.termijn:
        raise GaatNietError("De termijn is al gestart.")
    begin = persoon.pips[0].pip.dagtekening_pip + timedelta(days=1)
    persoon.termijn = Termijn(startdatum=begin, einddatum=jaren_later(begin, JAREN), wijzigingsdatum=vandaag)


def _verlengd(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    oud = persoon.termijn
    if oud is None:
        raise GaatNietError("Er is nog geen termijn om te verlengen.")
    grond = next((g for g in VERLENGINGSGRONDEN if g.code == b.grond), VERLENGINGSGRONDEN[0])
    persoon.termijn_historie.append(
        Termijnhistorie(**oud.model_dump(include=set(Termijnhistorie.model_fields)))
    )
    persoon.termijn = Termijn(
        startdatum=oud.startdatum,
        einddatum=oud.einddatum + timedelta(days=b.dagen or VERLENGING_DAGEN),
        wijzigingsdatum=vandaag,
        verlengingsgrondcode=grond.code,
        verlengingsgrondomschrijving=grond.omschrijving,
    )


def _examen(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
    knm = b.onderdeel == Examenonderdeel.KNM
    persoon.examens.append(
        Examenresultaat(
            examendatum=b.datum or vandaag - timedelta(days=28),
            resultaat=b.uitslag,
            onderdeel=b.onderdeel,
            niveau=None if knm else b.niveau or Examenniveau.B1,
        )
    )
    for tegoed in persoon.gratis_pogingen:
        if tegoed.onderdeel == b.onderdeel and b.uitslag == Uitslag.GEZAKT:
            tegoed.gratis_pogingen_tegoed = max(0, tegoed.gratis_pogingen_tegoed - 1)


def _vrijstelling(oordeel: Oordeel, soort: str) -> Gevolg:
    def gevolg(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
        if soort == "geheel":
            heel = GeheleVrijstelling(oordeel=oordeel, reden=RedenVrijstelling.AVI, datum_oordeel=vandaag)
            persoon.vrijstellingen.append(Vrijstelling(gehele_vrijstelling=heel))
        elif soort == "tijdelijk":
            even = TijdelijkeVrijstelling(oordeel=oordeel, reden=RedenVrijstelling.INS, datum_oordeel=vandaag)
            persoon.vrijstellingen.append(Vrijstelling(tijdelijke_vrijstelling=even))
        else:
            taal = b.onderdeel if b.onderdeel != Examenonderdeel.KNM else Examenonderdeel.LEZEN
            deel = GedeeltelijkeVrijstelling(
                oordeel=oordeel,
                reden=RedenVrijstelling.GED,
                datum_oordeel=vandaag,
                examenonderdeel=Taalonderdeel(taal.value),
                examenniveau=NiveauPip.B1,
            )
            persoon.vrijstellingen.append(Vrijstelling(gedeeltelijke_vrijstelling=deel))

    return gevolg


def _ontheffing(oordeel: Oordeel) -> Gevolg:
    def gevolg(persoon: Persoon, b: Bijzonderheden, vandaag: date) -> None:
        deel = GedeeltelijkeOntheffing(
            oordeel=oordeel, datum_oordeel=vandaag, grond=Grond.MEDISCH, examenonderdeel=b.onderdeel
        )
        persoon.ontheffingen.append(Ontheffing(gedeeltelijke_ontheffing=deel))

    return gevolg


def _niets(_persoon: Persoon, _b: Bijzonderheden, _vandaag: date) -> None:
    """Change nothing that can be asked for."""


GEBEURTENISSEN = {
    "SS101": Gebeurtenis("is inburgeringsplichtig", _plichtig),
    "SS128": Gebeurtenis("is inburgeringsplichtig, binnen een half jaar AOW", _plichtig),
    "SS139": Gebeurtenis("is inburgeringsplichtig, de tien weken lopen", _tien_weken),
    "SS129": Gebeurtenis("tijdelijke vrijstelling ingetrokken, nog geen leerroute", _hervat),
    "SS130": Gebeurtenis("tijdelijke vrijstelling ingetrokken, PIP bekend", _hervat_met_pip),
    "SS120": Gebeurtenis("komt in een andere gemeente wonen, zonder PIP", _verhuisd_zonder),
    "SS121": Gebeurtenis("komt in een andere gemeente wonen, met PIP", _verhuisd_met),
    "SS124": Gebeurtenis(
        "doelgroep wordt gezinsmigrant", _naar_groep(Indeling.GEZIN, GedetailleerdeDoelgroep.OVERIG)
    ),
    "SS125": Gebeurtenis(
        "doelgroep wordt asielstatushouder",
        _naar_groep(Indeling.ASIEL, GedetailleerdeDoelgroep.ASIELSTATUSHOUDER),
    ),
    "SS109": Gebeurtenis("tijdelijke vrijstelling toegekend", _tijdelijk_vrij),
    "SS110": Gebeurtenis("plicht ingetrokken", _geen_plicht(RedenGeenPlicht.VERBLIJFSDOEL)),
    "SS111": Gebeurtenis("is overleden", _geen_plicht(RedenGeenPlicht.OVERLIJDEN)),
    "SS106": Gebeurtenis("diploma behaald", _geen_plicht(RedenGeenPlicht.VOLDAAN)),
    "SS107": Gebeurtenis("gehele vrijstelling toegekend", _geheel_vrij),
    "SS108": Gebeurtenis("gehele ontheffing toegekend", _geheel_ontheven),
    "SS137": Gebeurtenis("aangemeld voor de leerbaarheidstoets", _toets_aangemeld),
    "SS131": Gebeurtenis("resultaat van de leerbaarheidstoets bekend", _toets_gedaan),
    "SS102": Gebeurtenis("termijn gestart", termijn_start),
    "SS103": Gebeurtenis("termijn ambtshalve verlengd", _verlengd),
    "SS104": Gebeurtenis("termijn op verzoek verlengd", _verlengd),
    "SS199": Gebeurtenis("uitslag van een examen bekend", _examen),
    "SS113": Gebeurtenis("verzoek om verlenging afgewezen", _niets),
    "SS114": Gebeurtenis("gehele vrijstelling afgewezen", _vrijstelling(Oordeel.AFWIJZING, "geheel")),
    "SS115": Gebeurtenis("tijdelijke vrijstelling afgewezen", _vrijstelling(Oordeel.AFWIJZING, "tijdelijk")),
    "SS116": Gebeurtenis("gedeeltelijke vrijstelling afgewezen", _vrijstelling(Oordeel.AFWIJZING, "deel")),
    "SS117": Gebeurtenis("gedeeltelijke vrijstelling toegekend", _vrijstelling(Oordeel.TOEKENNING, "deel")),
    "SS118": Gebeurtenis("ontheffing afgewezen", _ontheffing(Oordeel.AFWIJZING)),
    "SS119": Gebeurtenis("gedeeltelijke ontheffing toegekend", _ontheffing(Oordeel.TOEKENNING)),
}
"""By number, in the order of a path through integration. Any other number can be sent; it changes nothing."""
