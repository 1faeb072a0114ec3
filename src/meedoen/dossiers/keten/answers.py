"""What DUO's answers make of the facts of a dossier."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.audit_log.services import Action
from meedoen.basis.outbox.models import Message
from meedoen.basis.ui.law_language import in_dutch
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.differences import EXTENDED
from meedoen.dossiers.keten.finding import dossier_of, duo_in
from meedoen.dossiers.keten.following import DOEL, follow, raise_signaal, release
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.services.dossier import valid_dates
from meedoen.keten.duo import answers
from meedoen.keten.duo.asking import FOR, last
from meedoen.keten.models import KetenState
from meedoen.wet.sentence import in_words

F = FeitSoort


def on_plicht(gemeente_id: UUID, bsn: str, stand: KetenState, _previous: KetenState | None) -> None:
    """The duty: since when, the day of DUO's letter, and whether it stopped and why."""
    dossier = dossier_of(gemeente_id, bsn)
    plicht = answers.read_plicht(stand)
    if dossier is None or plicht is None:
        return
    if plicht.kennisgeving:
        follow(dossier, F.KENNISGEVING_DUO, plicht.kennisgeving)
    if plicht.runs:
        release(dossier, (F.END_PLICHT, F.EXEMPT), "DUO: de inburgeringsplicht loopt")
        if plicht.begin:
            follow(dossier, F.BEGIN_PLICHT, plicht.begin)
    else:
        _stop(dossier, plicht, plicht.einde or _day(stand))


def _day(state: KetenState) -> date:
    return timezone.localdate(state.said_at)


def _stop(dossier: Dossier, plicht: answers.Plicht, day: date) -> None:
    if plicht.temporary_exempt:
        # The first day follows with the decision about exemption, which may have come before.
        if F.EXEMPT not in valid_dates(dossier):
            follow(dossier, F.EXEMPT, day)
        return
    follow(dossier, F.END_PLICHT, day, toelichting=in_dutch(plicht.reden))
    if plicht.deceased and dossier.persoon.died_on is None:
        dossier.persoon.died_on = day
        dossier.persoon.save(update_fields=["died_on"])
        log_dossier(
            duo_in(dossier.gemeente_id),
            Action.CHANGED,
            gettext_noop("persoon"),
            dossier,
            DOEL,
            {"died_on": [None, day]},
        )


def on_doelgroep(gemeente_id: UUID, bsn: str, stand: KetenState, _previous: KetenState | None) -> None:
    """The group of the law."""
    dossier = dossier_of(gemeente_id, bsn)
    doelgroep = answers.read_doelgroep(stand)
    if dossier is not None and doelgroep is not None:
        follow(dossier, F.DOELGROEP, doelgroep.begin or _day(stand), doelgroep.groep.value)


def on_termijn(gemeente_id: UUID, bsn: str, stand: KetenState, _previous: KetenState | None) -> None:
    """The inburgeringstermijn, which DUO fixes and extends."""
    dossier = dossier_of(gemeente_id, bsn)
    termijn = answers.read_termijn(stand)
    if dossier is None or termijn is None:
        return
    days = [
        (F.TERMIJN_BEGIN, termijn.begin, ""),
        (F.TERMIJN_END, termijn.laatste_dag, f"{EXTENDED}{termijn.grond}" if termijn.grond else ""),
    ]
    previous_end = valid_dates(dossier).get(F.TERMIJN_END)
    if previous_end and termijn.begin > previous_end:
        days.reverse()  # the later first, or the new begin would lie after the old end
    for kind, day, note in days:
        follow(dossier, kind, day, toelichting=note)


def on_vrijstelling(gemeente_id: UUID, bsn: str, stand: KetenState, _previous: KetenState | None) -> None:
    """The first day of a temporary exemption that holds. While the duty runs, there is none."""
    dossier = dossier_of(gemeente_id, bsn)
    plicht = answers.read_plicht(last(gemeente_id, bsn, "plicht"))
    if dossier is None or (plicht and plicht.runs):
        return
    today = timezone.localdate()
    for one in answers.read_vrijstellingen(stand):
        if one.holds_on(today):
            until = f"tot en met {in_words(one.laatste_dag)}" if one.laatste_dag else ""
            follow(dossier, F.EXEMPT, one.begin, toelichting=until)


def on_afwijzing(message: Message, errors: list[str]) -> None:
    """DUO does not answer a question about somebody: her contact person hears why."""
    if not message.soort.startswith(FOR) or not message.inhoud.get("bsn"):
        return
    dossier = dossier_of(message.gemeente_id, message.inhoud["bsn"])
    if dossier is not None:
        name = message.soort.removeprefix(FOR)
        why = "; ".join(errors)
        raise_signaal(dossier, f"DUO geeft geen antwoord over {name}: {why}"[:300], dagen=7)
