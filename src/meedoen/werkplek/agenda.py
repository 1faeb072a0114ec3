"""What stands in a colleague's diary, and what should."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_list
from meedoen.dossiers.models import Contactmoment
from meedoen.dossiers.phases import Stap
from meedoen.werkplek.filters import MY, Filters
from meedoen.werkplek.selectors import in_sight
from meedoen.werkplek.worklist_lines import WorklistLine, rows_of, short_name, worklist_lines

TWO_WEEKS = timedelta(days=14)
TO_PLAN = (Stap.FIRST_CONTACT, Stap.HANDOVER, Stap.PROGRESS)
"""Steps that are done in a talk, so one has to be planned."""
AT_MOST = 10


@dataclass(frozen=True)
class Gesprek:
    """One planned talk, with the name as a diary shows it."""

    moment: Contactmoment
    wie: str


@dataclass(frozen=True)
class Agenda:
    """Two weeks of a diary.

    Attributes:
        dagen: each day with talks from today on, in order.
        open_eind: talks that were planned before today and never written up.
        te_plannen: dossiers whose next step is a talk that stands in no diary, most urgent first.
    """

    dagen: list[tuple[date, list[Gesprek]]]
    open_end: list[Gesprek]
    to_plan: list[WorklistLine]


def agenda(actor: Actor) -> Agenda:
    """The planned talks of this actor for two weeks, and the dossiers for which none is planned."""
    today = timezone.localdate()
    planned = Contactmoment.objects.filter(uitkomst=Contactmoment.Uitkomst.PLANNED)
    own = rechten.CONTACT_VIEW.filter(
        actor, planned.filter(by_id=actor.id, moment__date__lt=today + TWO_WEEKS)
    )
    gesprekken = [
        Gesprek(moment, short_name(moment.dossier.persoon))
        for moment in own.select_related("dossier__persoon").order_by("moment")
    ]
    to_plan = list(
        in_sight(actor, Filters(wie=MY))
        .filter(~Exists(planned.filter(dossier=OuterRef("pk"))), stap__in=TO_PLAN)
        .select_related("persoon", "klantmanager", "gemeente")
        .order_by("volgorde", "pk")[:AT_MOST]
    )
    shown = {dossier.pk: dossier for dossier in [*(one.moment.dossier for one in gesprekken), *to_plan]}
    log_list(actor, gettext_noop("dossierlijst"), shown.values(), gettext_noop("agenda"))
    days: dict[date, list[Gesprek]] = {}
    for gesprek in gesprekken:
        days.setdefault(timezone.localtime(gesprek.moment.moment).date(), []).append(gesprek)
    return Agenda(
        dagen=[(day, from_day) for day, from_day in days.items() if day >= today],
        open_end=[gesprek for day, from_day in days.items() if day < today for gesprek in from_day],
        to_plan=worklist_lines(rows_of(to_plan)),
    )
