"""Drawing up a decision: the first one, a new one that changes it, and what is typed in between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Handeling, verschil
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.selectors import feiten_als_mapping
from meedoen.pip.content import VELDEN, inhoud
from meedoen.pip.evaluation import NogNiet
from meedoen.pip.letter import instelling_van
from meedoen.pip.models import Beschikking
from meedoen.pip.rechten import PIP_OPSTELLEN
from meedoen.pip.services.shared import begin_wijziging, log, neem_feiten_terug, op_slot
from meedoen.pip.taken_over import overgenomen_pip

Aanleiding = Beschikking.Aanleiding

OPNIEUW_TE_KIEZEN: Mapping[str, tuple[str, ...]] = {
    Aanleiding.SCHAKELEN: (
        "leerroute",
        "niveau",
        "intensiteit_uren",
        "map_uren",
        "motivering",
        "motivering_afwijking",
        "gevolgde_cursusuren",
        "inspanning_aantoonbaar",
    ),
    Aanleiding.AFSCHALEN: ("niveau", "motivering", "gevolgde_cursusuren", "inspanning_aantoonbaar"),
    Aanleiding.VERHUIZING: ("begeleiding", "voortgang"),
    Aanleiding.ANDERS: (),
}
"""What a change of each kind is about: that is never copied from the former decision."""


@transaction.atomic
def stel_op(actor: Actor, dossier: Dossier) -> Beschikking:
    """Begin the decision of a dossier that has none here yet.

    Someone who moved here with a PIP gets a new one with the old leerroute (regelblad 4.18). Nothing that the
    law gives a number for is filled in: those numbers stand beside the form.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: there is one already, here or from the former system.
    """
    beschikking = _begin_hier(actor, dossier)
    if overgenomen_pip(dossier):
        raise _er_is_al_een_pip()
    feiten = feiten_als_mapping(dossier)
    if feiten.get("pip_dagtekening"):
        beschikking.aanleiding = Aanleiding.VERHUIZING
        beschikking.leerroute = feiten.get("leerroute", "")
    return _bewaar_begin(actor, beschikking, feiten, "PIP opstellen")


@transaction.atomic
def wijzig_overgenomen(actor: Actor, dossier: Dossier, *, aanleiding: str, reden: str) -> Beschikking:
    """Begin a new decision that changes a PIP which the former system fixed.

    Of that PIP only the leerroute is known, so that is all the new one begins with, besides words.

    Args:
        aanleiding: as for `wijzig`.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: there is no such PIP, it is being changed already, or no reason is given.
    """
    beschikking = _begin_hier(actor, dossier)
    overgenomen = overgenomen_pip(dossier)
    if overgenomen is None:
        raise NogNiet(_("Er is geen PIP van het vorige systeem in dit dossier."))
    _eis_aanleiding(aanleiding, reden)
    beschikking.aanleiding, beschikking.aanleiding_reden = aanleiding, reden.strip()
    if "leerroute" not in OPNIEUW_TE_KIEZEN[aanleiding]:
        beschikking.leerroute = overgenomen.leerroute
    return _bewaar_begin(actor, beschikking, feiten_als_mapping(dossier), "PIP wijzigen")


def _begin_hier(actor: Actor, dossier: Dossier) -> Beschikking:
    """The first decision that is made in this dossier, not saved yet."""
    beschikking = Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id, opgesteld_door_id=actor.id)
    PIP_OPSTELLEN.eis(actor, beschikking)
    # The row of the dossier keeps two people from beginning at the same time.
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    if Beschikking.objects.filter(dossier=dossier).exists():
        raise _er_is_al_een_pip()
    return beschikking


def _er_is_al_een_pip() -> NogNiet:
    return NogNiet(
        _("Er is al een PIP in dit dossier. Een vastgesteld PIP verander je met een nieuw besluit.")
    )


def _bewaar_begin(
    actor: Actor, beschikking: Beschikking, feiten: Mapping[str, Any], doel: str
) -> Beschikking:
    for veld, tekst in _voorstel(beschikking.dossier, feiten).items():
        setattr(beschikking, veld, tekst)
    beschikking.save()
    log(actor, beschikking, doel, handeling=Handeling.AANGEMAAKT)
    if not beschikking.is_eerste:
        begin_wijziging(actor, beschikking)
    return beschikking


def _voorstel(dossier: Dossier, feiten: Mapping[str, Any]) -> dict[str, str]:
    """Words to begin with, from who the newcomer is and what the municipality settled."""
    begeleiding = []
    if dossier.klantmanager:
        begeleiding.append(f"Uw vaste contactpersoon is {dossier.klantmanager.naam}.")
    if feiten.get("doelgroep") == Dossier.Doelgroep.ASIEL:
        begeleiding.append("U krijgt maatschappelijke begeleiding: hulp bij praktische zaken in uw gemeente.")
    weken = instelling_van(dossier.gemeente).voortgangsgesprek_weken
    return {
        "begeleiding": "\n".join(begeleiding),
        "voortgang": f"Elke {weken} weken hebt u een gesprek met uw contactpersoon." if weken else "",
    }


@transaction.atomic
def wijzig(actor: Actor, beschikking: Beschikking, *, aanleiding: str, reden: str) -> Beschikking:
    """Begin a new decision that changes a PIP that is known. The inburgeringstermijn does not begin anew.

    Args:
        aanleiding: schakelen, afschalen, verhuizing or anders (regelblad 4.11).

    Raises:
        Geweigerd: the actor may not.
        NogNiet: the PIP is not known yet, is being changed already, or no reason is given.
    """
    vorige = op_slot(beschikking)
    PIP_OPSTELLEN.eis(actor, vorige)
    if vorige.bekendgemaakt_op is None:
        raise NogNiet(_("Dit PIP is nog niet bekendgemaakt. Veranderen kan pas daarna."))
    if Beschikking.objects.filter(vervangt=vorige).exists():
        raise NogNiet(_("Er is al een nieuw besluit over dit PIP. Ga daarmee verder."))
    _eis_aanleiding(aanleiding, reden)
    overgenomen = {v: w for v, w in inhoud(vorige).items() if v not in OPNIEUW_TE_KIEZEN[aanleiding]}
    nieuw = Beschikking.objects.create(
        gemeente_id=vorige.gemeente_id,
        dossier=vorige.dossier,
        versie=vorige.versie + 1,
        vervangt=vorige,
        aanleiding=aanleiding,
        aanleiding_reden=reden.strip(),
        opgesteld_door_id=actor.id,
        **overgenomen,
    )
    log(actor, nieuw, "PIP wijzigen", handeling=Handeling.AANGEMAAKT)
    begin_wijziging(actor, nieuw)
    return nieuw


def _eis_aanleiding(aanleiding: str, reden: str) -> None:
    if aanleiding not in OPNIEUW_TE_KIEZEN:
        raise NogNiet(_("Kies waarom het PIP verandert."))
    if not reden.strip():
        raise NogNiet(_("Zeg waarom het PIP verandert. Die reden komt in de brief."))


@transaction.atomic
def bewaar(actor: Actor, beschikking: Beschikking, velden: Mapping[str, Any]) -> Beschikking:
    """Keep what was typed in a draft. Conditions are not tried here: a draft may be unfinished.

    Args:
        velden: any of `inhoud.VELDEN`, with clean values.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: the decision is no draft any more.
    """
    rij = op_slot(beschikking)
    PIP_OPSTELLEN.eis(actor, rij)
    eis_concept(rij)
    voor = inhoud(rij)
    anders = verschil(voor, {veld: waarde for veld, waarde in velden.items() if veld in VELDEN})
    if anders:
        for veld, (_van, naar) in anders.items():
            setattr(rij, veld, naar)
        if actor.id and actor.id not in rij.schrijvers:
            rij.schrijvers.append(actor.id)
        rij.save()
        log(actor, rij, "PIP opstellen", wijziging=anders)
    return rij


@transaction.atomic
def verwijder_concept(actor: Actor, beschikking: Beschikking) -> None:
    """Throw away a draft that was never submitted. What it said stays in the logbook.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: it is no draft any more.
    """
    rij = op_slot(beschikking)
    PIP_OPSTELLEN.eis(actor, rij)
    eis_concept(rij)
    weg = {veld: [waarde, None] for veld, waarde in inhoud(rij).items() if waarde}
    doel = "concept verwijderen"
    log(actor, rij, doel, handeling=Handeling.INGETROKKEN, wijziging=weg)
    if not rij.is_eerste:
        neem_feiten_terug(actor, rij, [FeitSoort.WIJZIGING_BEGONNEN], reden=doel, doel=doel)
    rij.delete()


def eis_concept(beschikking: Beschikking) -> None:
    """Go on only with a draft.

    Raises:
        NogNiet: it was submitted or fixed; the sentence says what to do instead.
    """
    if beschikking.is_vast:
        raise NogNiet(_("Dit besluit staat vast. Veranderen kan alleen met een nieuw besluit."))
    if beschikking.voorgelegd_op:
        raise NogNiet(_("Dit PIP is voorgelegd. Haal het eerst terug als je het wilt veranderen."))
