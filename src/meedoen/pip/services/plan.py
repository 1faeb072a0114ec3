"""The living plan: goals and what both sides promised. Each change keeps what was, why, and in which talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.audit_log.services import Action
from meedoen.dossiers.audit_entry import log_dossier
from meedoen.dossiers.models import Contactmoment, Dossier
from meedoen.pip.evaluation import NotYet
from meedoen.pip.models import Afspraak, Doel, PlanChange
from meedoen.pip.rechten import DRAFT_PIP
from meedoen.wet.sentence import in_words

Section = TypeVar("Section", bound=Doel | Afspraak)


@dataclass(frozen=True)
class Why:
    """Why the plan changes, and in which talk that was agreed, when it was in one."""

    reden: str
    gesprek: Contactmoment | None = None


@transaction.atomic
def make_doel(
    actor: Actor, dossier: Dossier, why: Why, *, soort: str, tekst: str, streefdatum: date | None = None
) -> Doel:
    """Add a goal.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, or there is a hoofddoel already.
    """
    doel = Doel(
        gemeente_id=dossier.gemeente_id, dossier=dossier, soort=soort, tekst=tekst, streefdatum=streefdatum
    )
    _require_one_hoofddoel(doel)
    return _add(actor, doel, why)


@transaction.atomic
def make_afspraak(
    actor: Actor,
    dossier: Dossier,
    why: Why,
    *,
    partij: str,
    tekst: str,
    uiterlijk: date | None = None,
    doel: Doel | None = None,
) -> Afspraak:
    """Add an agreement of one of the sides.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, or the goal is of another dossier.
    """
    afspraak = Afspraak(
        gemeente_id=dossier.gemeente_id,
        dossier=dossier,
        doel=doel,
        partij=partij,
        tekst=tekst,
        uiterlijk=uiterlijk,
    )
    return _add(actor, afspraak, why)


@transaction.atomic
def change_doel(actor: Actor, doel: Doel, why: Why, *, tekst: str, streefdatum: date | None) -> Doel:
    """Change the words or the date of a goal.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, or the goal is closed.
    """
    return _change(actor, doel, why, {"tekst": tekst, "streefdatum": streefdatum})


@transaction.atomic
def change_afspraak(
    actor: Actor,
    afspraak: Afspraak,
    why: Why,
    *,
    partij: str,
    tekst: str,
    uiterlijk: date | None,
    doel: Doel | None = None,
) -> Afspraak:
    """Change who does what by when.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, the agreement is closed, or the goal is of another dossier.
    """
    return _change(
        actor, afspraak, why, {"partij": partij, "tekst": tekst, "uiterlijk": uiterlijk, "doel": doel}
    )


@transaction.atomic
def complete(actor: Actor, component: Section, why: Why, on: date) -> Section:
    """A goal was reached, or an agreement kept, on this day.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, closed already, or a day to come.
    """
    if on > timezone.localdate():
        raise NotYet(_("Die dag is nog niet geweest. Rond af als het gebeurd is."))
    field = "reached_on" if isinstance(component, Doel) else "kept_on"
    return _change(actor, component, why, {field: on})


@transaction.atomic
def lapses(actor: Actor, component: Section, why: Why) -> Section:
    """Drop a goal or agreement. It stays in the history.

    Raises:
        Geweigerd: the actor may not.
        NogNiet: no reason, or closed already.
    """
    return _change(actor, component, why, {"lapsed_on": timezone.localdate()})


def _add(actor: Actor, component: Section, why: Why) -> Section:
    DRAFT_PIP.require(actor, component)
    _require_sound(component, why)
    component.save()
    _remember(actor, component, why, "")
    return component


def _change(actor: Actor, component: Section, why: Why, fields: Mapping[str, Any]) -> Section:
    """Change an open goal or agreement; what stays the same is no change and leaves no trace."""
    rows = type(component).objects.select_for_update(of=("self",)).select_related("dossier__persoon")
    row = cast("Section", rows.get(pk=component.pk))
    DRAFT_PIP.require(actor, row)
    if not row.is_open:
        raise NotYet(_("Dit is al afgerond of vervallen. Maak een nieuw doel of een nieuwe afspraak."))
    of = description(row)
    for field, value in fields.items():
        setattr(row, field, value)
    _require_sound(row, why)
    if description(row) != of:
        row.save()
        _remember(actor, row, why, of)
    return row


def _require_sound(component: Doel | Afspraak, why: Why) -> None:
    if not why.reden.strip():
        raise NotYet(_("Zeg waarom het plan verandert."))
    added = [why.gesprek, component.doel if isinstance(component, Afspraak) else None]
    if any(piece is not None and piece.dossier_id != component.dossier_id for piece in added):
        raise NotYet(_("Dat doel of gesprek hoort bij een ander dossier."))


def _require_one_hoofddoel(doel: Doel) -> None:
    open_hoofddoel = Doel.objects.filter(
        dossier=doel.dossier, soort=Doel.Kind.MAIN, reached_on=None, lapsed_on=None
    )
    if doel.soort == Doel.Kind.MAIN and open_hoofddoel.exists():
        raise NotYet(_("Er is al een hoofddoel. Rond dat eerst af, of verander het."))


def description(onderdeel: Doel | Afspraak) -> str:
    """A goal or agreement in one line: what, by whom, by when, and how it ended. Kept, so always in Dutch."""
    if isinstance(onderdeel, Doel):
        deadline, ready, met = onderdeel.streefdatum, onderdeel.reached_on, "bereikt op"
        parts = [onderdeel.tekst]
    else:
        deadline, ready, met = onderdeel.uiterlijk, onderdeel.kept_on, "nagekomen op"
        parts = [f"{onderdeel.partij}: {onderdeel.tekst}"]
        if onderdeel.doel:
            parts.append(f"voor: {onderdeel.doel.tekst[:60]}")
    if deadline:
        parts.append(f"uiterlijk {in_words(deadline)}")
    if ready:
        parts.append(f"{met} {in_words(ready)}")
    if onderdeel.lapsed_on:
        parts.append("vervallen")
    return " · ".join(parts)


def _remember(actor: Actor, component: Doel | Afspraak, why: Why, of: str) -> None:
    to = description(component)
    kind = "doel" if isinstance(component, Doel) else "afspraak"
    PlanChange.objects.create(
        gemeente_id=component.gemeente_id,
        dossier=component.dossier,
        onderdeel=kind,
        onderdeel_id=component.pk,
        van=of,
        naar=to,
        reden=why.reden.strip(),
        gesprek=why.gesprek,
        by_id=actor.id,
    )
    action, change = Action.CHANGED if of else Action.CREATED, {kind: [of or None, to]}
    log_dossier(
        actor, action, gettext_noop("plan"), component.dossier, gettext_noop("plan bijhouden"), change
    )
