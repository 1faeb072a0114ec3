"""Drawing up a decision: the first one, a new one that changes it, and what is typed in between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Action, difference
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.selectors import feiten_as_mapping
from meedoen.pip.content import FIELDS, content
from meedoen.pip.evaluation import NotYet
from meedoen.pip.letter import setting_of
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import DRAFT_PIP
from meedoen.pip.services.shared import begin_change, lock, log, take_back_feiten
from meedoen.pip.taken_over import taken_over_pip

Occasion = Beschikking.Occasion

TO_CHOOSE_AGAIN: Mapping[str, tuple[str, ...]] = {
    Occasion.SCHAKELEN: (
        "leerroute",
        "niveau",
        "intensiteit_uren",
        "map_uren",
        "motivering",
        "motivering_afwijking",
        "gevolgde_cursusuren",
        "inspanning_aantoonbaar",
    ),
    Occasion.AFSCHALEN: ("niveau", "motivering", "gevolgde_cursusuren", "inspanning_aantoonbaar"),
    Occasion.MOVE: ("begeleiding", "voortgang"),
    Occasion.OTHERWISE: (),
}
"""What a change of each kind is about: that is never copied from the former decision."""


@transaction.atomic
def draft(actor: Actor, dossier: Dossier) -> Beschikking:
    """Begin the decision of a dossier that has none here yet.

    Someone who moved here with a PIP gets a new one with the old leerroute (regelblad 4.18). Nothing that the
    law gives a number for is filled in: those numbers stand beside the form.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: there is one already, here or from the former system.
    """
    beschikking = _begin_here(actor, dossier)
    if taken_over_pip(dossier):
        raise _there_is_a_pip_already()
    feiten = feiten_as_mapping(dossier)
    if feiten.get("pip_dagtekening"):
        beschikking.aanleiding = Occasion.MOVE
        beschikking.leerroute = feiten.get("leerroute", "")
    return _save_start(actor, beschikking, feiten, "PIP opstellen")


@transaction.atomic
def change_taken_over(actor: Actor, dossier: Dossier, *, aanleiding: str, reden: str) -> Beschikking:
    """Begin a new decision that changes a PIP which the former system fixed.

    Of that PIP only the leerroute is known, so that is all the new one begins with, besides words.

    Args:
        aanleiding: as for `wijzig`.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: there is no such PIP, it is being changed already, or no reason is given.
    """
    beschikking = _begin_here(actor, dossier)
    taken_over = taken_over_pip(dossier)
    if taken_over is None:
        raise NotYet(_("Er is geen PIP van het vorige systeem in dit dossier."))
    _require_occasion(aanleiding, reden)
    beschikking.aanleiding, beschikking.occasion_reason = aanleiding, reden.strip()
    if "leerroute" not in TO_CHOOSE_AGAIN[aanleiding]:
        beschikking.leerroute = taken_over.leerroute
    return _save_start(actor, beschikking, feiten_as_mapping(dossier), "PIP wijzigen")


def _begin_here(actor: Actor, dossier: Dossier) -> Beschikking:
    """The first decision that is made in this dossier, not saved yet."""
    beschikking = Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id, drafted_by_id=actor.id)
    DRAFT_PIP.require(actor, beschikking)
    # The row of the dossier keeps two people from beginning at the same time.
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if Beschikking.objects.filter(dossier=dossier).exists():
        raise _there_is_a_pip_already()
    return beschikking


def _there_is_a_pip_already() -> NotYet:
    return NotYet(
        _("Er is al een PIP in dit dossier. Een vastgesteld PIP verander je met een nieuw besluit.")
    )


def _save_start(actor: Actor, beschikking: Beschikking, feiten: Mapping[str, Any], doel: str) -> Beschikking:
    for field, text in _proposal(beschikking.dossier, feiten).items():
        setattr(beschikking, field, text)
    beschikking.save()
    log(actor, beschikking, doel, handeling=Action.CREATED)
    if not beschikking.is_first:
        begin_change(actor, beschikking)
    return beschikking


def _proposal(dossier: Dossier, feiten: Mapping[str, Any]) -> dict[str, str]:
    """Words to begin with, from who the newcomer is and what the municipality settled."""
    guidance = []
    if dossier.klantmanager:
        guidance.append(f"Uw vaste contactpersoon is {dossier.klantmanager.naam}.")
    if feiten.get("doelgroep") == Dossier.Doelgroep.ASIEL:
        guidance.append("U krijgt maatschappelijke begeleiding: hulp bij praktische zaken in uw gemeente.")
    weeks = setting_of(dossier.gemeente).voortgangsgesprek_weken
    return {
        "begeleiding": "\n".join(guidance),
        "voortgang": f"Elke {weeks} weken hebt u een gesprek met uw contactpersoon." if weeks else "",
    }


@transaction.atomic
def change(actor: Actor, beschikking: Beschikking, *, aanleiding: str, reden: str) -> Beschikking:
    """Begin a new decision that changes a PIP that is known. The inburgeringstermijn does not begin anew.

    Args:
        aanleiding: schakelen, afschalen, verhuizing or anders (regelblad 4.11).

    Raises:
        Geweigerd: the actor may not.
        NogNiet: the PIP is not known yet, is being changed already, or no reason is given.
    """
    previous = lock(beschikking)
    DRAFT_PIP.require(actor, previous)
    if previous.made_known_on is None:
        raise NotYet(_("Dit PIP is nog niet bekendgemaakt. Veranderen kan pas daarna."))
    if Beschikking.objects.filter(replaces=previous).exists():
        raise NotYet(_("Er is al een nieuw besluit over dit PIP. Ga daarmee verder."))
    _require_occasion(aanleiding, reden)
    taken_over = {v: w for v, w in content(previous).items() if v not in TO_CHOOSE_AGAIN[aanleiding]}
    new = Beschikking.objects.create(
        gemeente_id=previous.gemeente_id,
        dossier=previous.dossier,
        version=previous.version + 1,
        replaces=previous,
        aanleiding=aanleiding,
        occasion_reason=reden.strip(),
        drafted_by_id=actor.id,
        **taken_over,
    )
    log(actor, new, "PIP wijzigen", handeling=Action.CREATED)
    begin_change(actor, new)
    return new


def _require_occasion(occasion: str, reason: str) -> None:
    if occasion not in TO_CHOOSE_AGAIN:
        raise NotYet(_("Kies waarom het PIP verandert."))
    if not reason.strip():
        raise NotYet(_("Zeg waarom het PIP verandert. Die reden komt in de brief."))


@transaction.atomic
def save(actor: Actor, beschikking: Beschikking, fields: Mapping[str, Any]) -> Beschikking:
    """Keep what was typed in a draft. Conditions are not tried here: a draft may be unfinished.

    Args:
        velden: any of `content.FIELDS`, with clean values.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: the decision is no draft any more.
    """
    row = lock(beschikking)
    DRAFT_PIP.require(actor, row)
    require_draft(row)
    for_ = content(row)
    otherwise = difference(for_, {field: value for field, value in fields.items() if field in FIELDS})
    if otherwise:
        for field, (_of, to) in otherwise.items():
            setattr(row, field, to)
        if actor.id and actor.id not in row.writers:
            row.writers.append(actor.id)
        row.save()
        log(actor, row, "PIP opstellen", wijziging=otherwise)
    return row


@transaction.atomic
def delete_draft(actor: Actor, beschikking: Beschikking) -> None:
    """Throw away a draft that was never submitted. What it said stays in the logbook.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it is no draft any more.
    """
    row = lock(beschikking)
    DRAFT_PIP.require(actor, row)
    require_draft(row)
    gone = {field: [value, None] for field, value in content(row).items() if value}
    doel = "concept verwijderen"
    log(actor, row, doel, handeling=Action.WITHDRAWN, wijziging=gone)
    if not row.is_first:
        take_back_feiten(actor, row, [FeitSoort.CHANGE_BEGUN], reden=doel, doel=doel)
    row.delete()


def require_draft(beschikking: Beschikking) -> None:
    """Go on only with a draft.

    Raises:
        NogNiet: it was submitted or fixed; the sentence says what to do instead.
    """
    if beschikking.is_fixed:
        raise NotYet(_("Dit besluit staat vast. Veranderen kan alleen met een nieuw besluit."))
    if beschikking.submitted_at:
        raise NotYet(_("Dit PIP is voorgelegd. Haal het eerst terug als je het wilt veranderen."))
