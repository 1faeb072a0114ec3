"""Reads of a PIP: what this actor may see, for a purpose that goes into the logbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Geweigerd
from meedoen.basis.audit_log.services import Handeling
from meedoen.dossiers.audit_entry import noteer_dossier
from meedoen.dossiers.models import Contactmoment, Dossier
from meedoen.dossiers.selectors import kader
from meedoen.pip import rechten
from meedoen.pip.content import Verschil, inhoud, verschillen
from meedoen.pip.evaluation import Omstandigheden, Voorwaarden, omstandigheden_van, pip_feiten, toets
from meedoen.pip.letter import Brief, stel_brief_samen
from meedoen.pip.letter_stored import bewaarde_tekst
from meedoen.pip.models import Afspraak, Beschikking, Doel, PlanWijziging
from meedoen.pip.taken_over import overgenomen_pip

Onderdeel = Doel | Afspraak
LAATSTE_WIJZIGINGEN = 3


def beschikkingen_voor(actor: Actor) -> QuerySet[Beschikking]:
    """The decisions this actor may see, with what their pages show."""
    rijen = Beschikking.objects.select_related(
        "opgesteld_door",
        "voorgelegd_door",
        "goedgekeurd_door",
        "vastgesteld_door",
        "brief__document",
        "vervangt",
        "gemeente",
        "dossier__persoon",
        "dossier__klantmanager",
        "dossier__gemeente",
    )
    return rechten.PIP_BEKIJKEN.filter(actor, rijen)


def beschikking_voor(actor: Actor, dossier_id: UUID, versie: int | None = None) -> Beschikking:
    """One decision of a dossier: this version, or the newest. The caller has logged the read.

    Raises:
        Geweigerd: not this actor's, or no such decision.
    """
    rijen = beschikkingen_voor(actor).filter(dossier=dossier_id)
    beschikking = (rijen.filter(versie=versie) if versie else rijen.order_by("-versie")).first()
    if beschikking is None:
        raise Geweigerd(_("Dit PIP bestaat niet, of jij mag het niet zien."), recht=rechten.PIP_BEKIJKEN)
    return beschikking


@dataclass(frozen=True)
class Plan:
    """The living plan as its pane shows it: what is open, what was closed, and the last changes."""

    hoofddoel: Doel | None
    subdoelen: list[Doel]
    afspraken: list[Afspraak]
    afgesloten: list[Onderdeel]
    laatste: list[PlanWijziging]

    @property
    def is_leeg(self) -> bool:
        """Whether nothing is open."""
        return not (self.hoofddoel or self.subdoelen or self.afspraken)

    @property
    def per_partij(self) -> list[tuple[str, list[Afspraak]]]:
        """The open agreements by side, the newcomer first; a side without any is left out."""
        return [
            (str(partij.label), zijn)
            for partij in Afspraak.Partij
            if (zijn := [afspraak for afspraak in self.afspraken if afspraak.partij == partij])
        ]


def plan_van(dossier: Dossier) -> Plan:
    """The plan of a dossier that the caller may see. Three queries."""
    doelen = list(Doel.objects.filter(dossier=dossier))
    afspraken = list(Afspraak.objects.filter(dossier=dossier).select_related("doel"))
    dicht: list[Onderdeel] = [doel for doel in doelen if not doel.is_open]
    dicht += [afspraak for afspraak in afspraken if not afspraak.is_open]
    open_doelen = [doel for doel in doelen if doel.is_open]
    return Plan(
        hoofddoel=next((doel for doel in open_doelen if doel.soort == Doel.Soort.HOOFD), None),
        subdoelen=[doel for doel in open_doelen if doel.soort == Doel.Soort.SUB],
        afspraken=[afspraak for afspraak in afspraken if afspraak.is_open],
        afgesloten=dicht,
        laatste=list(geschiedenis(dossier)[:LAATSTE_WIJZIGINGEN]),
    )


def geschiedenis(dossier: Dossier) -> QuerySet[PlanWijziging]:
    """Every change of the plan, newest first."""
    return PlanWijziging.objects.filter(dossier=dossier).select_related("door", "gesprek")


def gesprekken_van(dossier: Dossier) -> QuerySet[Contactmoment]:
    """The talks of a dossier in which a change of the plan can have been agreed."""
    gehouden = Contactmoment.Uitkomst.GEHOUDEN
    return Contactmoment.objects.filter(dossier=dossier, uitkomst=gehouden).order_by("-moment")


def onderdeel_voor(actor: Actor, dossier_id: UUID, soort: str, onderdeel_id: UUID) -> Onderdeel:
    """One goal or agreement, to change it.

    Raises:
        Geweigerd: not this actor's, or no such thing.
    """
    model: type[Doel] | type[Afspraak] = Doel if soort == "doel" else Afspraak
    rijen = model.objects.select_related("dossier").filter(dossier=dossier_id, pk=onderdeel_id)
    onderdeel = rijen.filter(rechten.PIP_OPSTELLEN.q(actor)).first()
    if onderdeel is None:
        raise Geweigerd(
            _("Dit doel of deze afspraak bestaat niet, of jij mag het niet veranderen."),
            recht=rechten.PIP_OPSTELLEN,
        )
    return onderdeel


@dataclass(frozen=True)
class Mogelijk:
    """Which acts this actor can do with the decision as it stands; a page shows only these."""

    opstellen: bool = False
    bewerken: bool = False
    voorleggen: bool = False
    terughalen: bool = False
    goedkeuren: bool = False
    vaststellen: bool = False
    bekendmaken: bool = False
    wijzigen: bool = False


def mogelijk(
    actor: Actor, dossier: Dossier, nieuwste: Beschikking | None, *, is_overgenomen: bool = False
) -> Mogelijk:
    """What this actor can do now, by right and by how far the decision is.

    Args:
        is_overgenomen: the PIP that holds was fixed in the former system.
    """
    wie = nieuwste or Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id)
    opstellen = bool(rechten.PIP_OPSTELLEN.mag(actor, wie))
    if nieuwste is None:
        return Mogelijk(opstellen=opstellen and not is_overgenomen, wijzigen=opstellen and is_overgenomen)
    status, stap = nieuwste.status, Beschikking.Status
    concept, ligt_voor = status == stap.CONCEPT, status in (stap.VOORGELEGD, stap.GOEDGEKEURD)
    ander = actor.id not in nieuwste.makers
    return Mogelijk(
        bewerken=opstellen and concept,
        voorleggen=opstellen and concept,
        terughalen=opstellen and ligt_voor,
        goedkeuren=ligt_voor and ander and bool(rechten.PIP_GOEDKEUREN.mag(actor, nieuwste)),
        vaststellen=status == stap.GOEDGEKEURD and bool(rechten.PIP_VASTSTELLEN.mag(actor, nieuwste)),
        bekendmaken=status == stap.VASTGESTELD and bool(rechten.PIP_VASTSTELLEN.mag(actor, nieuwste)),
        wijzigen=opstellen and status == stap.BEKENDGEMAAKT,
    )


def pipkader(actor: Actor, dossier_id: UUID, doel: str) -> dict[str, Any]:
    """The head of every page of a PIP: that of the dossier, its newest decision, and the PIP that came along
    from the former system; None for each that is not there.

    Raises:
        Geweigerd: the actor may not see the dossier or its PIP.
    """
    context = kader(actor, dossier_id, doel)
    dossier: Dossier = context["dossier"]
    rechten.PIP_BEKIJKEN.eis(actor, Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id))
    versies = list(beschikkingen_voor(actor).filter(dossier=dossier))
    nieuwste = versies[0] if versies else None
    overgenomen = overgenomen_pip(dossier, versies)
    return {
        **context,
        "tab": "pip",
        "versies": versies,
        "nieuwste": nieuwste,
        "overgenomen": overgenomen,
        "mogelijk": mogelijk(actor, dossier, nieuwste, is_overgenomen=overgenomen is not None),
    }


def voorwaarden_van(beschikking: Beschikking, om: Omstandigheden | None = None) -> Voorwaarden:
    """The conditions of a decision that is not fixed, tried as if it were dated today."""
    om = om or omstandigheden_van(beschikking.dossier)
    return toets(pip_feiten(beschikking, om, peildatum=timezone.localdate()))


def veranderingen(beschikking: Beschikking) -> list[Verschil]:
    """What an approver must read: the fields that differ from the former decision, or all for a first one."""
    return verschillen(inhoud(beschikking.vervangt) if beschikking.vervangt else None, beschikking)


def sinds_teruggave(beschikking: Beschikking) -> list[Verschil]:
    """What changed since the decision was given back; empty when it never was."""
    if beschikking.teruggegeven_inhoud is None:
        return []
    return verschillen(beschikking.teruggegeven_inhoud, beschikking)


def brief_van(beschikking: Beschikking) -> Brief | None:
    """The letter: of a draft as it would be sent now, of a fixed decision as it was fixed.

    None when the words of a fixed one were not kept; the document itself is the letter then.
    """
    if not beschikking.is_vast:
        return stel_brief_samen(beschikking)
    return bewaarde_tekst(beschikking.brief) if beschikking.brief else None


def ter_goedkeuring(actor: Actor) -> QuerySet[Beschikking]:
    """Decisions that wait for this actor's approval, the longest waiting first. Who shows them logs it."""
    rijen = Beschikking.objects.filter(voorgelegd_op__isnull=False, goedgekeurd_op=None)
    return (
        rechten.PIP_GOEDKEUREN.filter(actor, rijen)
        .exclude(voorgelegd_door=actor.id)
        .exclude(opgesteld_door=actor.id)
        .exclude(schrijvers__contains=[actor.id])
        .select_related("dossier__persoon", "voorgelegd_door", "dossier__gemeente")
        .order_by("voorgelegd_op")
    )


def noteer_inzage(actor: Actor, beschikking: Beschikking, doel: str) -> None:
    """Write in the logbook that the letter of a decision was read."""
    noteer_dossier(actor, Handeling.GELEZEN, gettext_noop("brief PIP"), beschikking.dossier, doel)
