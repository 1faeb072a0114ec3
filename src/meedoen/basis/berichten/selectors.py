"""How the outbox of a municipality is doing, in numbers. No content, nobody's name.

Who asks has the right to (`berichten.beheren`); the caller checks that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, F, Min, Q, QuerySet
from django.db.models.functions import TruncDate

from meedoen.basis.berichten.models import Bericht, Kanaalstand

Status = Bericht.Status


class Percentiel(Aggregate):
    """The value below which this part of the rows lies; between two rows it lies in proportion."""

    function = "percentile_cont"
    template = "%(function)s(%(deel)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: Any, deel: float, **extra: Any) -> None:
        super().__init__(expression, deel=deel, **extra)


@dataclass(frozen=True, slots=True)
class Kanaal:
    """One channel. `oudste` is when the oldest message that is still to be sent was placed.

    Attributes:
        wacht: to be sent, those under way included.
        afgewezen: refused by the other side.
        mislukt: dead letters.
        stil_sinds: since when the other side does not answer; None when it does.
        gesloten_tot: when it is tried again.
    """

    kanaal: str
    wacht: int = 0
    afgewezen: int = 0
    mislukt: int = 0
    oudste: datetime | None = None
    stil_sinds: datetime | None = None
    gesloten_tot: datetime | None = None
    laatste_fout: str = ""


def kanalen(gemeente_id: UUID) -> list[Kanaal]:
    """Every channel that was ever used, by name. Three queries."""
    hier = Bericht.objects.filter(gemeente_id=gemeente_id)
    op_weg = Q(status__in=[Status.WACHT, Status.BEZIG])
    rijen: dict[str, Mapping[str, Any]] = {
        rij["kanaal"]: rij
        for rij in hier.filter(status__in=Bericht.ONAF)
        .values("kanaal")
        .annotate(
            wacht=Count("pk", filter=op_weg),
            afgewezen=Count("pk", filter=Q(status=Status.AFGEWEZEN)),
            mislukt=Count("pk", filter=Q(status=Status.MISLUKT)),
            oudste=Min("gemaakt_op", filter=op_weg),
        )
    }
    standen = {stand.kanaal: stand for stand in Kanaalstand.objects.filter(gemeente_id=gemeente_id)}
    namen = {*rijen, *standen, *hier.values_list("kanaal", flat=True).distinct()}
    return [_kanaal(naam, rijen.get(naam, {}), standen.get(naam)) for naam in sorted(namen)]


def _kanaal(naam: str, rij: Mapping[str, Any], stand: Kanaalstand | None) -> Kanaal:
    velden = {sleutel: waarde for sleutel, waarde in rij.items() if sleutel != "kanaal"}
    if stand is None or not stand.opeenvolgende_fouten:
        return Kanaal(naam, **velden)
    return Kanaal(
        naam,
        **velden,
        stil_sinds=stand.sinds,
        gesloten_tot=stand.gesloten_tot,
        laatste_fout=stand.laatste_fout,
    )


@dataclass(frozen=True, slots=True)
class Vertraging:
    """From placing to arrival: half of a kind is quicker than `p50`, all but one in twenty than `p95`."""

    kanaal: str
    soort: str
    aantal: int
    p50: timedelta
    p95: timedelta


def vertragingen(gemeente_id: UUID, sinds: datetime) -> list[Vertraging]:
    """How long messages that arrived since a moment took, by channel and kind. One query."""
    duur = F("verzonden_op") - F("gemaakt_op")
    rijen = (
        _verzonden(gemeente_id, sinds)
        .values("kanaal", "soort")
        .annotate(aantal=Count("pk"), p50=Percentiel(duur, 0.5), p95=Percentiel(duur, 0.95))
        .order_by("kanaal", "soort")
    )
    return [Vertraging(**rij) for rij in rijen]


@dataclass(frozen=True, slots=True)
class Dagtelling:
    """How many messages of a kind arrived on a day (in the Netherlands)."""

    dag: date
    kanaal: str
    soort: str
    aantal: int


def verzonden_per_dag(gemeente_id: UUID, sinds: datetime) -> list[Dagtelling]:
    """What arrived since a moment, the last day first. One query."""
    rijen: Iterable[Any] = (
        _verzonden(gemeente_id, sinds)
        .values("kanaal", "soort", dag=TruncDate("verzonden_op"))
        .annotate(aantal=Count("pk"))
        .order_by("-dag", "kanaal", "soort")
    )
    return [Dagtelling(**rij) for rij in rijen]


def vastgelopen(gemeente_id: UUID) -> QuerySet[Bericht]:
    """What waits for a person: refused messages and dead letters, the oldest first, without their content."""
    vast = Bericht.objects.filter(gemeente_id=gemeente_id, status__in=[Status.AFGEWEZEN, Status.MISLUKT])
    return vast.defer("inhoud", "volgsleutel").order_by("volgnummer")


def _verzonden(gemeente_id: UUID, sinds: datetime) -> QuerySet[Bericht]:
    return Bericht.objects.filter(gemeente_id=gemeente_id, verzonden_op__gte=sinds)
