"""What DUO's answers make of the facts of a dossier."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.audit_log.services import Handeling
from meedoen.basis.outbox.models import Bericht
from meedoen.basis.ui.law_language import in_het_nederlands
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.differences import VERLENGD
from meedoen.dossiers.keten.finding import dossier_van, duo_in
from meedoen.dossiers.keten.following import DOEL, laat_los, signaleer, volg
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services.dossier import geldige_datums
from meedoen.keten.duo import answers
from meedoen.keten.duo.asking import VOOR, laatste
from meedoen.keten.models import Ketenstand
from meedoen.wet.sentence import in_words

F = FeitSoort


def bij_plicht(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """The duty: since when, the day of DUO's letter, and whether it stopped and why."""
    dossier = dossier_van(gemeente_id, bsn)
    plicht = answers.read_plicht(stand)
    if dossier is None or plicht is None:
        return
    if plicht.kennisgeving:
        volg(dossier, F.KENNISGEVING_DUO, plicht.kennisgeving)
    if plicht.loopt:
        laat_los(dossier, (F.EINDE_PLICHT, F.VRIJGESTELD), "DUO: de inburgeringsplicht loopt")
        if plicht.begin:
            volg(dossier, F.BEGIN_PLICHT, plicht.begin)
    else:
        _stop(dossier, plicht, plicht.einde or _dag(stand))


def _dag(stand: Ketenstand) -> date:
    return timezone.localdate(stand.gezegd_op)


def _stop(dossier: Dossier, plicht: answers.Plicht, dag: date) -> None:
    if plicht.tijdelijk_vrijgesteld:
        # The first day follows with the decision about exemption, which may have come before.
        if F.VRIJGESTELD not in geldige_datums(dossier):
            volg(dossier, F.VRIJGESTELD, dag)
        return
    volg(dossier, F.EINDE_PLICHT, dag, toelichting=in_het_nederlands(plicht.reden))
    if plicht.overleden and dossier.persoon.overleden_op is None:
        dossier.persoon.overleden_op = dag
        dossier.persoon.save(update_fields=["overleden_op"])
        noteer_dossier(
            duo_in(dossier.gemeente_id),
            Handeling.GEWIJZIGD,
            gettext_noop("persoon"),
            dossier,
            DOEL,
            {"overleden_op": [None, dag]},
        )


def bij_doelgroep(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """The group of the law."""
    dossier = dossier_van(gemeente_id, bsn)
    doelgroep = answers.read_doelgroep(stand)
    if dossier is not None and doelgroep is not None:
        volg(dossier, F.DOELGROEP, doelgroep.begin or _dag(stand), doelgroep.groep.value)


def bij_termijn(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """The inburgeringstermijn, which DUO fixes and extends."""
    dossier = dossier_van(gemeente_id, bsn)
    termijn = answers.read_termijn(stand)
    if dossier is None or termijn is None:
        return
    dagen = [
        (F.TERMIJN_BEGIN, termijn.begin, ""),
        (F.TERMIJN_EINDE, termijn.laatste_dag, f"{VERLENGD}{termijn.grond}" if termijn.grond else ""),
    ]
    vorige_einde = geldige_datums(dossier).get(F.TERMIJN_EINDE)
    if vorige_einde and termijn.begin > vorige_einde:
        dagen.reverse()  # the later first, or the new begin would lie after the old end
    for soort, dag, toelichting in dagen:
        volg(dossier, soort, dag, toelichting=toelichting)


def bij_vrijstelling(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """The first day of a temporary exemption that holds. While the duty runs, there is none."""
    dossier = dossier_van(gemeente_id, bsn)
    plicht = answers.read_plicht(laatste(gemeente_id, bsn, "plicht"))
    if dossier is None or (plicht and plicht.loopt):
        return
    vandaag = timezone.localdate()
    for een in answers.read_vrijstellingen(stand):
        if een.holds_on(vandaag):
            tot = f"tot en met {in_words(een.laatste_dag)}" if een.laatste_dag else ""
            volg(dossier, F.VRIJGESTELD, een.begin, toelichting=tot)


def bij_afwijzing(bericht: Bericht, fouten: list[str]) -> None:
    """DUO does not answer a question about somebody: her contact person hears why."""
    if not bericht.soort.startswith(VOOR) or not bericht.inhoud.get("bsn"):
        return
    dossier = dossier_van(bericht.gemeente_id, bericht.inhoud["bsn"])
    if dossier is not None:
        naam = bericht.soort.removeprefix(VOOR)
        waarom = "; ".join(fouten)
        signaleer(dossier, f"DUO geeft geen antwoord over {naam}: {waarom}"[:300], dagen=7)
