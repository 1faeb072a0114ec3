"""Reads of an intake: the guide in use, how far it is, the desk of one domain, the summary for the PIP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.audit_log.services import Action
from meedoen.basis.organisations.models import Organisation
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Contactmoment, Dossier, Signaal
from meedoen.dossiers.rechten import DOSSIER_EDIT
from meedoen.dossiers.selectors import feiten_as_mapping
from meedoen.dossiers.services import settings_of
from meedoen.intake import rechten
from meedoen.intake.models import (
    BredeIntake,
    Collision,
    Domeinbeeld,
    Gespreksleidraad,
    InformationRequest,
    IntakeGesprek,
    Leefdomein,
    Leerbaarheidstoets,
)
from meedoen.wet.termijn.explain import Explanation, explain
from meedoen.wet.termijn.feiten import FEITEN


def leidraad_for(gemeente_id: UUID, on: date) -> Gespreksleidraad:
    """The guide for an intake begun on this day: the municipality's newest in use, else the standard."""
    leidraad = (
        Gespreksleidraad.objects.filter(Q(gemeente_id=gemeente_id) | Q(gemeente_id=None), vanaf__lte=on)
        .order_by(F("gemeente_id").asc(nulls_last=True), "-vanaf", "-version")
        .first()
    )
    return leidraad or Gespreksleidraad.objects.filter(gemeente_id=None).latest("version")


def intake_of(dossier: Dossier) -> BredeIntake | None:
    """The intake of a dossier that the caller may see, with its guide; None when it has not begun."""
    return BredeIntake.objects.filter(dossier=dossier).select_related("leidraad").first()


def domeinen_ready(dossier: str = "pk") -> Subquery:
    """How many domains of the intake were discussed or skipped; null when none was.

    Args:
        dossier: the field that holds the id of the dossier, on the rows this is a column of.
    """
    ready = Q(besproken=True) | ~Q(overgeslagen_reden="")
    return _count(Domeinbeeld.objects.filter(ready, intake__dossier_id=OuterRef(dossier)))


def domeinen_total(dossier: str = "pk") -> Subquery:
    """How many domains the guide of the intake has; null when there is no intake."""
    leidraden = BredeIntake.objects.filter(dossier_id=OuterRef(OuterRef(dossier))).values("leidraad_id")
    return _count(Leefdomein.objects.filter(leidraad_id__in=leidraden))


def _count(rows: QuerySet[Any, Any]) -> Subquery:
    return Subquery(rows.order_by().values(groep=Value(1)).annotate(n=Count("pk")).values("n"))


def progress(dossier_ids: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Per dossier with an intake: domains discussed or skipped, and domains in all. One query."""
    rows = BredeIntake.objects.filter(dossier_id__in=list(dossier_ids)).values_list(
        "dossier_id", domeinen_ready("dossier_id"), domeinen_total("dossier_id")
    )
    return {dossier_id: (ready or 0, total or 0) for dossier_id, ready, total in rows}


def dossier_to_enrol(actor: Actor, dossier_id: UUID) -> Dossier:
    """A dossier to save a field of its intake in. Shows nobody anything, so only the act itself is logged.

    Raises:
        Geweigerd: not this actor's, or no such dossier.
    """
    rows = DOSSIER_EDIT.filter(actor, Dossier.objects.select_related("persoon", "gemeente"))
    dossier = rows.filter(pk=dossier_id).first()
    if dossier is None:
        raise Refused(_("Dit dossier bestaat niet, of jij mag er niet in schrijven."), recht=DOSSIER_EDIT)
    return dossier


@dataclass(frozen=True)
class DomeinState:
    """One domain of an intake with what was written there; `beeld` is unsaved and empty when nobody did."""

    domein: Leefdomein
    image: Domeinbeeld


@dataclass(frozen=True)
class IntakeState:
    """An intake as its pages show it.

    Attributes:
        standen: every domain in the order of the guide.
        gesprekken: the talks, first to last; `lopend` is the one that is not ended.
        afgerond_op: the day the intake was finished, None while it runs.
        pip_vast: whether a PIP is fixed, so that the intake stays as it is.
    """

    intake: BredeIntake
    states: list[DomeinState]
    gesprekken: list[IntakeGesprek]
    completed_at: date | None
    pip_fixed: bool

    @property
    def running(self) -> IntakeGesprek | None:
        """The talk that goes on now."""
        return next((gesprek for gesprek in self.gesprekken if gesprek.completed_at is None), None)

    @property
    def ready(self) -> int:
        """How many domains are discussed or skipped."""
        return sum(state.image.is_ready for state in self.states)

    def state_of(self, code: str) -> DomeinState:
        """One domain.

        Raises:
            Geweigerd: the guide of this intake has no such domain.
        """
        for state in self.states:
            if state.domein.code == code:
                return state
        raise Refused(_("Dit leefdomein staat niet in de gespreksleidraad van deze intake."))

    def first_open(self) -> DomeinState:
        """The domain to go on with: the first that is not discussed or skipped, else the first."""
        return next((state for state in self.states if not state.image.is_ready), self.states[0])


def intake_state(actor: Actor, dossier: Dossier, feiten: dict[str, Any]) -> IntakeState | None:
    """The intake of a dossier with its domains and talks; None when it has not begun. Four queries.

    The caller has read the dossier for a purpose that is in the logbook.

    Args:
        feiten: the facts of the dossier, as `feiten_as_mapping` gives them.

    Raises:
        Geweigerd: the actor may not see intakes of this dossier.
    """
    rechten.INTAKE_VIEW.require(actor, BredeIntake(gemeente_id=dossier.gemeente_id, dossier=dossier))
    intake = intake_of(dossier)
    if intake is None:
        return None
    images = {image.domein: image for image in intake.images.select_related("updated_by")}
    return IntakeState(
        intake=intake,
        states=[
            DomeinState(domein, images.get(domein.code) or Domeinbeeld(domein=domein.code))
            for domein in Leefdomein.objects.filter(leidraad_id=intake.leidraad_id)
        ],
        gesprekken=list(intake.gesprekken.select_related("contactmoment__by")),
        completed_at=feiten.get("intake_afgerond"),
        pip_fixed="pip_dagtekening" in feiten,
    )


def collisions_of(actor: Actor, image: Domeinbeeld) -> list[Collision]:
    """The texts of this actor that met a colleague's in one domain and wait for a choice."""
    return list(Collision.objects.filter(image_id=image.pk, van_id=actor.id).order_by("field"))


def signalen_of(dossier: Dossier, domein: str) -> list[Signaal]:
    """The open signals of one life domain."""
    return list(
        Signaal.objects.filter(dossier=dossier, domein=domein, opgelost_op=None).select_related("eigenaar")
    )


def planned_gesprekken(dossier: Dossier) -> QuerySet[Contactmoment]:
    """Planned talks that can become a talk of the intake."""
    return Contactmoment.objects.filter(dossier=dossier, uitkomst=Contactmoment.Uitkomst.PLANNED).order_by(
        "moment"
    )


@dataclass(frozen=True)
class TenWeeks:
    """The ten weeks for the PIP: by themselves, and with information from others (regelblad 3.15)."""

    without: Explanation
    with_: Explanation
    requests: list[InformationRequest]

    @property
    def moves(self) -> bool:
        """Does the information of others give a later last day?"""
        return self.without.laatste_dag != self.with_.laatste_dag


def ten_weeks(actor: Actor, dossier: Dossier, feiten: dict[str, Any]) -> TenWeeks:
    """What was asked of others, and what it does to the ten weeks.

    Raises:
        Geweigerd: the actor may not see intakes of this dossier.
    """
    rechten.INTAKE_VIEW.require(actor, BredeIntake(gemeente_id=dossier.gemeente_id, dossier=dossier))
    known = {kind: value for kind, value in feiten.items() if kind in FEITEN}
    without = {kind: value for kind, value in known.items() if kind != "informatie_derden"}
    settings, today = settings_of(dossier.gemeente_id), timezone.localdate()
    return TenWeeks(
        without=explain(without, "pip", today, settings),
        with_=explain(known, "pip", today, settings),
        requests=list(InformationRequest.objects.filter(dossier=dossier).select_related("requested_by")),
    )


def lbt_of(dossier: Dossier) -> Leerbaarheidstoets | None:
    """The leerbaarheidstoets of a dossier that the caller may see."""
    return Leerbaarheidstoets.objects.filter(dossier=dossier).select_related("recorded_by").first()


@dataclass(frozen=True)
class Summary:
    """What the intake found, for the page of the PIP and for the letter.

    Attributes:
        zinnen: the five lines of the last talk that was ended.
        signalen: the open signals of the dossier.
    """

    stand: IntakeState
    sentences: list[str]
    signalen: list[Signaal]
    lbt: Leerbaarheidstoets | None

    @property
    def wishes(self) -> list[tuple[str, str]]:
        """What someone wants, per domain."""
        return [(state.domein.naam, state.image.wens) for state in self.stand.states if state.image.wens]


def summary(actor: Actor, dossier: Dossier, *, doel: str) -> Summary | None:
    """Sum an intake up for a purpose that goes into the logbook; None when it has not begun. Eight queries.

    Raises:
        Geweigerd: the actor may not see intakes of this dossier.
    """
    state = intake_state(actor, dossier, feiten_as_mapping(dossier))
    if state is None:
        return None
    log_dossier(actor, Action.READ, gettext_noop("brede intake"), dossier, doel)
    completed = [gesprek for gesprek in state.gesprekken if gesprek.completed_at]
    return Summary(
        stand=state,
        sentences=completed[-1].sentences if completed else [],
        signalen=list(Signaal.objects.filter(dossier=dossier, opgelost_op=None).select_related("eigenaar")),
        lbt=lbt_of(dossier),
    )


def leidraad_in_use(gemeente_id: UUID) -> Gespreksleidraad:
    """The guide for an intake that begins today."""
    return leidraad_for(gemeente_id, timezone.localdate())


@dataclass(frozen=True)
class LeidradenList:
    """The guides of one municipality: its own, newest first, the draft, and the one an intake gets today."""

    gemeente: Organisation
    own: list[Gespreksleidraad]
    nu: Gespreksleidraad

    @property
    def draft(self) -> Gespreksleidraad | None:
        """The draft that is being made."""
        return next((leidraad for leidraad in self.own if leidraad.is_draft), None)


def leidraden(actor: Actor) -> list[LeidradenList]:
    """The guides of each municipality that the actor manages them for.

    Raises:
        Geweigerd: the actor manages guides nowhere.
    """
    recht = rechten.LEIDRAAD_MANAGE
    gemeenten = list(Organisation.objects.filter(pk__in=actor.gemeenten_as(recht.roles)))
    if not gemeenten:
        raise recht.refused(actor)
    return [
        LeidradenList(
            gemeente,
            list(Gespreksleidraad.objects.filter(gemeente=gemeente).order_by("-version")),
            leidraad_in_use(gemeente.pk),
        )
        for gemeente in gemeenten
    ]


def leidraad_with_id(actor: Actor, leidraad_id: int) -> Gespreksleidraad:
    """One guide: the standard, or one of a municipality that the actor manages guides for.

    Raises:
        Geweigerd: another municipality's, or no such guide.
    """
    recht = rechten.LEIDRAAD_MANAGE
    if not recht.may_anywhere(actor):
        raise recht.refused(actor)
    visible = Gespreksleidraad.objects.filter(recht.q(actor) | Q(gemeente_id=None))
    leidraad = visible.select_related("gemeente").filter(pk=leidraad_id).first()
    if leidraad is None:
        raise Refused(_("Deze gespreksleidraad bestaat niet, of hoort bij een andere gemeente."), recht=recht)
    return leidraad
