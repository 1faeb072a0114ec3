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
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Contactmoment, Dossier
from meedoen.dossiers.selectors import frame
from meedoen.pip import rechten
from meedoen.pip.content import Difference, content, differences
from meedoen.pip.evaluation import Circumstances, Conditions, circumstances_of, evaluate, pip_feiten
from meedoen.pip.letter import Letter, compose_letter
from meedoen.pip.letter_stored import saved_text
from meedoen.pip.models import Afspraak, Beschikking, Doel, PlanChange
from meedoen.pip.taken_over import taken_over_pip

Component = Doel | Afspraak
LATEST_CHANGES = 3


def beschikkingen_for(actor: Actor) -> QuerySet[Beschikking]:
    """The decisions this actor may see, with what their pages show."""
    rows = Beschikking.objects.select_related(
        "drafted_by",
        "submitted_by",
        "approved_by",
        "fixed_by",
        "letter__document",
        "replaces",
        "gemeente",
        "dossier__persoon",
        "dossier__klantmanager",
        "dossier__gemeente",
    )
    return rechten.PIP_VIEW.filter(actor, rows)


def beschikking_for(actor: Actor, dossier_id: UUID, version: int | None = None) -> Beschikking:
    """One decision of a dossier: this version, or the newest. The caller has logged the read.

    Raises:
        Geweigerd: not this actor's, or no such decision.
    """
    rows = beschikkingen_for(actor).filter(dossier=dossier_id)
    beschikking = (rows.filter(version=version) if version else rows.order_by("-version")).first()
    if beschikking is None:
        raise Refused(_("Dit PIP bestaat niet, of jij mag het niet zien."), recht=rechten.PIP_VIEW)
    return beschikking


@dataclass(frozen=True)
class Plan:
    """The living plan as its pane shows it: what is open, what was closed, and the last changes."""

    hoofddoel: Doel | None
    subdoelen: list[Doel]
    afspraken: list[Afspraak]
    closed_off: list[Component]
    last: list[PlanChange]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open."""
        return not (self.hoofddoel or self.subdoelen or self.afspraken)

    @property
    def per_party(self) -> list[tuple[str, list[Afspraak]]]:
        """The open agreements by side, the newcomer first; a side without any is left out."""
        return [
            (str(party.label), are)
            for party in Afspraak.Party
            if (are := [afspraak for afspraak in self.afspraken if afspraak.partij == party])
        ]


def plan_of(dossier: Dossier) -> Plan:
    """The plan of a dossier that the caller may see. Three queries."""
    doelen = list(Doel.objects.filter(dossier=dossier))
    afspraken = list(Afspraak.objects.filter(dossier=dossier).select_related("doel"))
    closed: list[Component] = [doel for doel in doelen if not doel.is_open]
    closed += [afspraak for afspraak in afspraken if not afspraak.is_open]
    open_doelen = [doel for doel in doelen if doel.is_open]
    return Plan(
        hoofddoel=next((doel for doel in open_doelen if doel.soort == Doel.Kind.MAIN), None),
        subdoelen=[doel for doel in open_doelen if doel.soort == Doel.Kind.SUB],
        afspraken=[afspraak for afspraak in afspraken if afspraak.is_open],
        closed_off=closed,
        last=list(history(dossier)[:LATEST_CHANGES]),
    )


def history(dossier: Dossier) -> QuerySet[PlanChange]:
    """Every change of the plan, newest first."""
    return PlanChange.objects.filter(dossier=dossier).select_related("by", "gesprek")


def gesprekken_of(dossier: Dossier) -> QuerySet[Contactmoment]:
    """The talks of a dossier in which a change of the plan can have been agreed."""
    held = Contactmoment.Uitkomst.HELD
    return Contactmoment.objects.filter(dossier=dossier, uitkomst=held).order_by("-moment")


def component_for(actor: Actor, dossier_id: UUID, kind: str, onderdeel_id: UUID) -> Component:
    """One goal or agreement, to change it.

    Raises:
        Geweigerd: not this actor's, or no such thing.
    """
    model: type[Doel] | type[Afspraak] = Doel if kind == "doel" else Afspraak
    rows = model.objects.select_related("dossier").filter(dossier=dossier_id, pk=onderdeel_id)
    component = rows.filter(rechten.DRAFT_PIP.q(actor)).first()
    if component is None:
        raise Refused(
            _("Dit doel of deze afspraak bestaat niet, of jij mag het niet veranderen."),
            recht=rechten.DRAFT_PIP,
        )
    return component


@dataclass(frozen=True)
class PossibleActs:
    """Which acts this actor can do with the decision as it stands; a page shows only these."""

    draft: bool = False
    edit: bool = False
    submit: bool = False
    take_back: bool = False
    approve: bool = False
    fix: bool = False
    make_known: bool = False
    change: bool = False


def possible(
    actor: Actor, dossier: Dossier, newest: Beschikking | None, *, is_taken_over: bool = False
) -> PossibleActs:
    """What this actor can do now, by right and by how far the decision is.

    Args:
        is_overgenomen: the PIP that holds was fixed in the former system.
    """
    who = newest or Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id)
    start_draft = bool(rechten.DRAFT_PIP.may(actor, who))
    if newest is None:
        return PossibleActs(draft=start_draft and not is_taken_over, change=start_draft and is_taken_over)
    status, step = newest.status, Beschikking.Status
    draft_, is_submitted = status == step.DRAFT, status in (step.SUBMITTED, step.APPROVED)
    other = actor.id not in newest.makers
    return PossibleActs(
        edit=start_draft and draft_,
        submit=start_draft and draft_,
        take_back=start_draft and is_submitted,
        approve=is_submitted and other and bool(rechten.APPROVE_PIP.may(actor, newest)),
        fix=status == step.APPROVED and bool(rechten.FIX_PIP.may(actor, newest)),
        make_known=status == step.FIXED and bool(rechten.FIX_PIP.may(actor, newest)),
        change=start_draft and status == step.MADE_KNOWN,
    )


def pip_frame(actor: Actor, dossier_id: UUID, doel: str) -> dict[str, Any]:
    """The head of every page of a PIP: that of the dossier, its newest decision, and the PIP that came along
    from the former system; None for each that is not there.

    Raises:
        Geweigerd: the actor may not see the dossier or its PIP.
    """
    context = frame(actor, dossier_id, doel)
    dossier: Dossier = context["dossier"]
    rechten.PIP_VIEW.require(actor, Beschikking(dossier=dossier, gemeente_id=dossier.gemeente_id))
    versions = list(beschikkingen_for(actor).filter(dossier=dossier))
    newest = versions[0] if versions else None
    taken_over = taken_over_pip(dossier, versions)
    return {
        **context,
        "tab": "pip",
        "versions": versions,
        "newest": newest,
        "taken_over": taken_over,
        "possible": possible(actor, dossier, newest, is_taken_over=taken_over is not None),
    }


def conditions_of(beschikking: Beschikking, around: Circumstances | None = None) -> Conditions:
    """The conditions of a decision that is not fixed, tried as if it were dated today."""
    around = around or circumstances_of(beschikking.dossier)
    return evaluate(pip_feiten(beschikking, around, peildatum=timezone.localdate()))


def changes(beschikking: Beschikking) -> list[Difference]:
    """What an approver must read: the fields that differ from the former decision, or all for a first one."""
    return differences(content(beschikking.replaces) if beschikking.replaces else None, beschikking)


def since_return(beschikking: Beschikking) -> list[Difference]:
    """What changed since the decision was given back; empty when it never was."""
    if beschikking.returned_content is None:
        return []
    return differences(beschikking.returned_content, beschikking)


def letter_of(beschikking: Beschikking) -> Letter | None:
    """The letter: of a draft as it would be sent now, of a fixed decision as it was fixed.

    None when the words of a fixed one were not kept; the document itself is the letter then.
    """
    if not beschikking.is_fixed:
        return compose_letter(beschikking)
    return saved_text(beschikking.letter) if beschikking.letter else None


def for_approval(actor: Actor) -> QuerySet[Beschikking]:
    """Decisions that wait for this actor's approval, the longest waiting first. Who shows them logs it."""
    rows = Beschikking.objects.filter(submitted_at__isnull=False, approved_at=None)
    return (
        rechten.APPROVE_PIP.filter(actor, rows)
        .exclude(submitted_by=actor.id)
        .exclude(drafted_by=actor.id)
        .exclude(writers__contains=[actor.id])
        .select_related("dossier__persoon", "submitted_by", "dossier__gemeente")
        .order_by("submitted_at")
    )


def log_inzage(actor: Actor, beschikking: Beschikking, doel: str) -> None:
    """Write in the logbook that the letter of a decision was read."""
    log_dossier(actor, Action.READ, gettext_noop("brief PIP"), beschikking.dossier, doel)
