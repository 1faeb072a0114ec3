"""What lies ready for a colleague whatever page she opens: one query for everything around the page.

Where she works, how many signals wait for her, her views of the worklist and the numbers above it are asked
for together, so that a page keeps its queries for what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Account, Organisation
from meedoen.basis.prepared_query import SAVED, PreparedQuery
from meedoen.dossiers import rechten
from meedoen.dossiers.models import Dossier, Signaal
from meedoen.werkplek.filters import WEEK, Filters, coming_week, is_late
from meedoen.werkplek.models import ChosenSavedView, SavedView
from meedoen.werkplek.selectors import in_sight

M = TypeVar("M", bound=Model)

NONE = {"laat": 0, "week": 0, "wacht": 0}


@dataclass(frozen=True)
class Desk:
    """Where someone works and what waits for her.

    Attributes:
        gemeenten: id and name of the municipalities she works for, by name.
        thema: the code of the one municipality whose colours she sees; empty for ours.
        weergaven: her own views and those shared with her teams: id, naam, filters, eigen, gekozen.
        tellingen: how many dossiers are laat, week and wacht; all nought when not asked for.
    """

    gemeenten: list[tuple[str, str]] = field(default_factory=list)
    theme: str = ""
    reports: int = 0
    saved_views: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=NONE.copy)

    @property
    def chosen(self) -> dict[str, Any] | None:
        """The view she chose last."""
        return next((saved_view for saved_view in self.saved_views if saved_view["gekozen"]), None)


def desk_of(actor: Actor, count: Filters | None = None) -> Desk:
    """Everything around a page, in one query.

    Args:
        tel: whose dossiers to count in `tellingen`, and in which municipality; None to count nothing.
    """
    if actor.id is None:
        return Desk()
    [(where, reported, saved, *counted)] = _ask(actor, actor.id, count, timezone.localdate()).rows()
    gemeenten = where or []  # an empty "in" is no query at all
    soon, waiting = counted or (None, None)
    return Desk(
        gemeenten=[(one["id"], one["naam"]) for one in gemeenten],
        theme=gemeenten[0]["code"] if len(gemeenten) == 1 and gemeenten[0]["kleur"] else "",
        reports=reported,
        saved_views=saved,
        counts=NONE | (soon or {}) | {"wacht": waiting or 0},
    )


@lru_cache(SAVED)
def _ask(actor: Actor, wie: UUID, count: Filters | None, today: date) -> PreparedQuery:
    parts: dict[str, Any] = {
        "waar": ArraySubquery(_gemeenten(actor)),
        "gemeld": Coalesce(Subquery(_reports(actor)), Value(0)),
        "bewaard": ArraySubquery(_saved_views(actor, wie)),
    }
    if count is not None:
        to_count = in_sight(actor, count)
        parts |= {
            "binnenkort": Subquery(_termijnen(to_count, today)),
            "waiting": Subquery(_waiting(to_count)),
        }
    return PreparedQuery.van(Account.objects.filter(pk=wie).annotate(**parts).values_list(*parts))


def _gemeenten(actor: Actor) -> QuerySet[Organisation, Any]:
    return (
        Organisation.objects.filter(pk__in=actor.gemeenten)
        .order_by("naam")
        .values(json=JSONObject(id="pk", code="code", naam="naam", kleur="instelling__accentkleur"))
    )


def _reports(actor: Actor) -> QuerySet[Signaal, Any]:
    return _one_group(open_signalen(actor)).annotate(n=Count("pk")).values("n")


def open_signalen(actor: Actor) -> QuerySet[Signaal]:
    """The open signals that are this actor's to solve, in dossiers she may see."""
    return rechten.SIGNAAL_VIEW.filter(actor, Signaal.objects.filter(eigenaar_id=actor.id, opgelost_op=None))


def _saved_views(actor: Actor, who: UUID) -> QuerySet[SavedView, Any]:
    chosen = ChosenSavedView.objects.filter(user_id=who, saved_view_id=OuterRef("pk"))
    own = ExpressionWrapper(Q(user_id=who), output_field=BooleanField())
    return saved_views_of(actor).values(
        json=JSONObject(id="id", naam="naam", filters="filters", eigen=own, gekozen=Exists(chosen))
    )


def saved_views_of(actor: Actor) -> QuerySet[SavedView]:
    """Her own views and those that colleagues share with her teams, by name."""
    hers = Q(user_id=actor.id) | Q(team_id__in=actor.teams)
    return SavedView.objects.filter(hers).order_by("naam", "pk")


def _termijnen(rows: QuerySet[Dossier], today: date) -> QuerySet[Dossier, Any]:
    """How many are late and how many come up: only that stretch of the index is read."""
    late, week = is_late(today), coming_week(today)
    return _one_group(rows.filter(volgorde__lte=today + WEEK)).values(
        json=JSONObject(laat=Count("pk", filter=late), week=Count("pk", filter=week))
    )


def _waiting(rows: QuerySet[Dossier]) -> QuerySet[Dossier, Any]:
    """How many wait for somebody else; `dossier_wacht` holds just these."""
    return _one_group(rows.exclude(wacht_op="")).annotate(n=Count("pk")).values("n")


def _one_group(rows: QuerySet[M]) -> QuerySet[M, Any]:
    """Everything as one group, so that an aggregate can be a subquery."""
    return rows.order_by().values(groep=Value(1))
