"""Figures without names: how many, how far, how fast, per municipality.

People and dossiers are told apart. A number from one to four could point at somebody and is hidden; where one
hidden number could be worked out from its total, the smallest other one is hidden with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, F, Q
from django.utils import timezone

from meedoen.basis.access.actor import Actor
from meedoen.dossiers import rechten
from meedoen.dossiers.models import Dossier, Termijn
from meedoen.dossiers.phases import Fase

SMALLEST = 5
"""Numbers below this, other than nought, are hidden."""


@dataclass(frozen=True)
class Figures:
    """The figures of one municipality; None is a number that is hidden or cannot be computed.

    Attributes:
        fasen: dossiers per phase, in the order of the line.
        pip_op_tijd: share (0 to 1) of PIPs that were fixed in time, of those fixed or overdue.
        pip_aantal: how many dossiers that share is about.
        pip_dagen: median of days from the begin of the term to the PIP.
    """

    gemeente_id: UUID
    naam: str
    dossiers: int | None
    personen: int | None
    phases: list[int | None]
    pip_on_time: float | None
    pip_count: int | None
    pip_days: int | None


class Median(Aggregate):
    """The middle value, by `percentile_disc`."""

    template = "percentile_disc(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def hide_small(counts: Sequence[int]) -> list[int | None]:
    """Hide each number from one to four, and a second one when the first would follow from the total."""
    hidden = {place for place, count in enumerate(counts) if 0 < count < SMALLEST}
    if len(hidden) == 1:
        others = [place for place, count in enumerate(counts) if count >= SMALLEST]
        if others:
            hidden.add(min(others, key=lambda place: counts[place]))
    return [None if place in hidden else count for place, count in enumerate(counts)]


def figures_of(actor: Actor) -> list[Figures]:
    """The figures of every municipality whose figures this actor may see. Two queries, no names."""
    per_phase = {f"fase_{phase.value}": Count("pk", filter=Q(fase=phase)) for phase in Fase}
    dossiers = (
        rechten.FIGURES_VIEW.filter(actor, Dossier.objects.all())
        .order_by("gemeente__naam")
        .values("gemeente_id", "gemeente__naam")
        .annotate(dossiers=Count("pk"), personen=Count("persoon", distinct=True), **per_phase)
    )
    pips = {row["gemeente_id"]: row for row in _pips(actor, timezone.localdate())}
    return [
        _figures(row, pips.get(row["gemeente_id"], {})) for row in cast("Iterable[dict[str, Any]]", dossiers)
    ]


def _pips(actor: Actor, today: date) -> Iterable[dict[str, Any]]:
    """Per municipality: PIPs that were fixed or should have been, those in time, and the median of days."""
    beslist = Q(gehaald_op__isnull=False) | Q(laatste_dag__lt=today)
    termijnen = Termijn.objects.filter(beslist, soort="pip")
    rows = (
        rechten.FIGURES_VIEW.filter(actor, termijnen)
        .order_by()
        .values("gemeente_id")
        .annotate(
            aantal=Count("pk"),
            met=Count("pk", filter=Q(gehaald_op__isnull=False)),
            on_time=Count("pk", filter=Q(gehaald_op__lte=F("laatste_dag"))),
            dagen=Median(F("gehaald_op") - F("begin"), filter=Q(gehaald_op__isnull=False)),
        )
    )
    return cast("Iterable[dict[str, Any]]", rows)


def _figures(row: dict[str, Any], pip: dict[str, Any]) -> Figures:
    count = pip.get("aantal", 0)
    on_time = pip.get("on_time", 0)
    # A share of few, or one that says all but a few were in time, points at people.
    safe = count >= SMALLEST and all(n == 0 or n >= SMALLEST for n in (on_time, count - on_time))
    return Figures(
        gemeente_id=row["gemeente_id"],
        naam=row["gemeente__naam"],
        dossiers=_visible(row["dossiers"]),
        personen=_visible(row["personen"]),
        phases=hide_small([row[f"fase_{phase.value}"] for phase in Fase]),
        pip_on_time=on_time / count if safe else None,
        pip_count=_visible(count),
        pip_days=pip["dagen"].days if pip.get("met", 0) >= SMALLEST else None,
    )


def _visible(count: int) -> int | None:
    return count if count == 0 or count >= SMALLEST else None
