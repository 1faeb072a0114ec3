"""What DUO's answers make of the facts of a dossier."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from meedoen.basis.berichten.models import Bericht
from meedoen.basis.logboek.services import Handeling
from meedoen.basis.stijl.wettaal import in_het_nederlands
from meedoen.dossiers.keten.vinden import dossier_van, duo_in
from meedoen.dossiers.keten.volgen import DOEL, laat_los, signaleer, volg
from meedoen.dossiers.lijn import FeitSoort
from meedoen.dossiers.logregel import noteer_dossier
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.services.dossier import geldige_datums
from meedoen.dossiers.verschillen import VERLENGD
from meedoen.keten.duo import codes
from meedoen.keten.duo.bevragen import VOOR, laatste
from meedoen.keten.duo.modellen.plicht import Doelgroep, Inburgeringsplicht
from meedoen.keten.duo.modellen.termijn import Inburgeringstermijn
from meedoen.keten.duo.modellen.vrijstelling import Vrijstelling
from meedoen.keten.models import Ketenstand
from meedoen.wet.sentence import in_words

F = FeitSoort


def bij_plicht(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """The duty: since when, the day of DUO's letter, and whether it stopped and why."""
    dossier = dossier_van(gemeente_id, bsn)
    if dossier is None or stand.inhoud is None:
        return
    plicht = Inburgeringsplicht.model_validate(stand.inhoud)
    if plicht.datum_kennisgeving_inburgeringsplicht:
        volg(dossier, F.KENNISGEVING_DUO, plicht.datum_kennisgeving_inburgeringsplicht)
    if plicht.indicator_inburgeringsplicht:
        laat_los(dossier, (F.EINDE_PLICHT, F.VRIJGESTELD), "DUO: de inburgeringsplicht loopt")
        if plicht.begindatum:
            volg(dossier, F.BEGIN_PLICHT, plicht.begindatum)
    else:
        _stop(dossier, plicht, plicht.laatste_dag or plicht.wijzigingsdatum or _dag(stand))


def _dag(stand: Ketenstand) -> date:
    return timezone.localdate(stand.gezegd_op)


def _stop(dossier: Dossier, plicht: Inburgeringsplicht, dag: date) -> None:
    reden = plicht.reden_geen_inburgeringsplicht
    if reden == codes.GeenPlicht.TIJDELIJKE_VRIJSTELLING:
        # The first day follows with the decision about exemption, which may have come before.
        if F.VRIJGESTELD not in geldige_datums(dossier):
            volg(dossier, F.VRIJGESTELD, dag)
        return
    woorden = in_het_nederlands(reden.label) if isinstance(reden, codes.GeenPlicht) else (reden or "")
    volg(dossier, F.EINDE_PLICHT, dag, toelichting=woorden)
    if reden == codes.GeenPlicht.OVERLIJDEN and dossier.persoon.overleden_op is None:
        dossier.persoon.overleden_op = dag
        dossier.persoon.save(update_fields=["overleden_op"])
        noteer_dossier(
            duo_in(dossier.gemeente_id),
            Handeling.GEWIJZIGD,
            "persoon",
            dossier,
            DOEL,
            {"overleden_op": [None, dag]},
        )


def bij_doelgroep(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """The group of the law."""
    dossier = dossier_van(gemeente_id, bsn)
    if dossier is None or stand.inhoud is None:
        return
    doelgroep = Doelgroep.model_validate(stand.inhoud)
    if isinstance(doelgroep.indeling, codes.Doelgroep):
        volg(dossier, F.DOELGROEP, doelgroep.begindatum or _dag(stand), doelgroep.indeling.in_de_wet.value)


def bij_termijn(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """The inburgeringstermijn, which DUO fixes and extends."""
    dossier = dossier_van(gemeente_id, bsn)
    if dossier is None or stand.inhoud is None:
        return
    termijn = Inburgeringstermijn.model_validate(stand.inhoud)
    grond = termijn.verlengingsgrondomschrijving or termijn.verlengingsgrondcode or ""
    dagen = [
        (F.TERMIJN_BEGIN, termijn.startdatum, ""),
        (F.TERMIJN_EINDE, termijn.laatste_dag, f"{VERLENGD}{grond}" if grond else ""),
    ]
    vorige_einde = geldige_datums(dossier).get(F.TERMIJN_EINDE)
    if vorige_einde and termijn.startdatum > vorige_einde:
        dagen.reverse()  # the later first, or the new begin would lie after the old end
    for soort, dag, toelichting in dagen:
        volg(dossier, soort, dag, toelichting=toelichting)


def bij_vrijstelling(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """The first day of a temporary exemption that holds. While the duty runs, there is none."""
    dossier = dossier_van(gemeente_id, bsn)
    plicht = laatste(gemeente_id, bsn, "plicht")
    plicht_loopt = plicht and plicht.inhoud and plicht.inhoud.get("indicatorInburgeringsplicht")
    if dossier is None or not stand.inhoud or plicht_loopt:
        return
    vandaag = timezone.localdate()
    for rij in stand.inhoud:
        tijdelijk = Vrijstelling.model_validate(rij).tijdelijke
        if tijdelijk is None or tijdelijk.oordeel != codes.Oordeel.TOEKENNING or tijdelijk.startdatum is None:
            continue
        laatste_dag = tijdelijk.laatste_dag
        if tijdelijk.startdatum <= vandaag and (laatste_dag is None or laatste_dag >= vandaag):
            tot = f"tot en met {in_words(laatste_dag)}" if laatste_dag else ""
            volg(dossier, F.VRIJGESTELD, tijdelijk.startdatum, toelichting=tot)


def bij_afwijzing(bericht: Bericht, fouten: list[str]) -> None:
    """DUO does not answer a question about somebody: her contact person hears why."""
    if not bericht.soort.startswith(VOOR) or not bericht.inhoud.get("bsn"):
        return
    dossier = dossier_van(bericht.gemeente_id, bericht.inhoud["bsn"])
    if dossier is not None:
        naam = bericht.soort.removeprefix(VOOR)
        waarom = "; ".join(fouten)
        signaleer(dossier, f"DUO geeft geen antwoord over {naam}: {waarom}"[:300], dagen=7)
