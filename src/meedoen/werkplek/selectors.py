"""Reads of the worklist: which dossiers come first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Case, QuerySet, When
from django.utils import timezone
from django.utils.translation import gettext_noop

from meedoen.basis.access.actor import Actor
from meedoen.basis.prepared_query import SAVED, PreparedQuery
from meedoen.dossiers import rechten
from meedoen.dossiers.audit_entry import log_list
from meedoen.dossiers.models import Dossier
from meedoen.dossiers.phases import Fase, Stap
from meedoen.intake.selectors import domeinen_ready, domeinen_total
from meedoen.werkplek.filters import MY, Filters
from meedoen.werkplek.paging import PER_PAGE, Cursor
from meedoen.werkplek.worklist_lines import COLUMNS, WorklistLine, WorklistRow, worklist_lines


@dataclass(frozen=True)
class WorklistPage:
    """One page of the worklist, and the places where the pages beside it begin (None when there is none)."""

    lines: list[WorklistLine]
    previous: Cursor | None
    following: Cursor | None


def in_sight(actor: Actor, filters: Filters) -> QuerySet[Dossier]:
    """The open dossiers of this actor or her team, before any other filter.

    The condition on the phase has the form in which the indexes of the worklist have it.
    """
    rows = rechten.DOSSIER_VIEW.filter(actor, Dossier.objects.exclude(fase=Fase.COMPLETED))
    if filters.wie == MY:
        rows = rows.filter(klantmanager_id=actor.id)
    if filters.gemeente:
        rows = rows.filter(gemeente_id=UUID(filters.gemeente))
    return rows


def worklist_page(actor: Actor, filters: Filters, place: Cursor | None = None) -> WorklistPage:
    """One page of the worklist, ordered by first deadline. One query, and a line in the logbook.

    Args:
        plek: the place beside which the page begins; None for the first page.
    """
    found = [WorklistRow._make(row) for row in _ask(actor, filters, place, timezone.localdate()).rows()]
    back = place is not None and place.back
    more = len(found) > PER_PAGE
    page = found[:PER_PAGE]
    if back:
        page.reverse()
    log_list(actor, gettext_noop("dossierlijst"), page, gettext_noop("mijn werk"))
    return WorklistPage(
        lines=worklist_lines(page),
        previous=_beside(page[0], back=True) if page and (more if back else place is not None) else None,
        following=_beside(page[-1], back=False) if page and (back or more) else None,
    )


def _beside(row: WorklistRow, *, back: bool) -> Cursor:
    return Cursor(row.volgorde, row.id, back)


@lru_cache(SAVED)
def _ask(actor: Actor, filters: Filters, plek: Cursor | None, today: date) -> PreparedQuery:
    """The first page beside this place and one row more, as columns of a `Row`.

    An index is in order within one municipality; for who works in several, the first rows of each are taken.
    """
    rows = in_sight(actor, filters).filter(filters.condition(today))
    if plek is not None:
        rows = rows.filter(plek.past)
    order = ("-volgorde", "-pk") if plek is not None and plek.back else ("volgorde", "pk")
    gemeenten = [UUID(filters.gemeente)] if filters.gemeente else sorted(actor.gemeenten)
    if len(gemeenten) > 1:
        header, *tail = (
            rows.filter(gemeente_id=gemeente).order_by(*order).values("pk")[: PER_PAGE + 1]
            for gemeente in gemeenten
        )
        rows = Dossier.objects.filter(pk__in=header.union(*tail, all=True))
    ready, total = (
        Case(When(stap=Stap.INTAKE_FURTHER, then=number)) for number in (domeinen_ready(), domeinen_total())
    )
    return PreparedQuery.van(rows.order_by(*order).values_list(*COLUMNS, ready, total)[: PER_PAGE + 1])


def dossier_ids(values: Iterable[str]) -> list[UUID]:
    """Ids that came in with a form; what is no id is left out."""
    ids = []
    for value in values:
        try:
            ids.append(UUID(value))
        except ValueError:
            continue
    return ids
