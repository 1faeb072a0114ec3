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

KLEINST = 5
"""Numbers below this, other than nought, are hidden."""


@dataclass(frozen=True)
class Cijfers:
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
    fasen: list[int | None]
    pip_op_tijd: float | None
    pip_aantal: int | None
    pip_dagen: int | None


class Mediaan(Aggregate):
    """The middle value, by `percentile_disc`."""

    template = "percentile_disc(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def verberg_kleine(aantallen: Sequence[int]) -> list[int | None]:
    """Hide each number from one to four, and a second one when the first would follow from the total."""
    verborgen = {plek for plek, aantal in enumerate(aantallen) if 0 < aantal < KLEINST}
    if len(verborgen) == 1:
        anderen = [plek for plek, aantal in enumerate(aantallen) if aantal >= KLEINST]
        if anderen:
            verborgen.add(min(anderen, key=lambda plek: aantallen[plek]))
    return [None if plek in verborgen else aantal for plek, aantal in enumerate(aantallen)]


def cijfers_van(actor: Actor) -> list[Cijfers]:
    """The figures of every municipality whose figures this actor may see. Two queries, no names."""
    per_fase = {f"fase_{fase.value}": Count("pk", filter=Q(fase=fase)) for fase in Fase}
    dossiers = (
        rechten.CIJFERS_BEKIJKEN.filter(actor, Dossier.objects.all())
        .order_by("gemeente__naam")
        .values("gemeente_id", "gemeente__naam")
        .annotate(dossiers=Count("pk"), personen=Count("persoon", distinct=True), **per_fase)
    )
    pips = {rij["gemeente_id"]: rij for rij in _pips(actor, timezone.localdate())}
    return [
        _cijfers(rij, pips.get(rij["gemeente_id"], {})) for rij in cast("Iterable[dict[str, Any]]", dossiers)
    ]


def _pips(actor: Actor, vandaag: date) -> Iterable[dict[str, Any]]:
    """Per municipality: PIPs that were fixed or should have been, those in time, and the median of days."""
    beslist = Q(gehaald_op__isnull=False) | Q(laatste_dag__lt=vandaag)
    termijnen = Termijn.objects.filter(beslist, soort="pip")
    rijen = (
        rechten.CIJFERS_BEKIJKEN.filter(actor, termijnen)
        .order_by()
        .values("gemeente_id")
        .annotate(
            aantal=Count("pk"),
            gehaald=Count("pk", filter=Q(gehaald_op__isnull=False)),
            op_tijd=Count("pk", filter=Q(gehaald_op__lte=F("laatste_dag"))),
            dagen=Mediaan(F("gehaald_op") - F("begin"), filter=Q(gehaald_op__isnull=False)),
        )
    )
    return cast("Iterable[dict[str, Any]]", rijen)


def _cijfers(rij: dict[str, Any], pip: dict[str, Any]) -> Cijfers:
    aantal = pip.get("aantal", 0)
    op_tijd = pip.get("op_tijd", 0)
    # A share of few, or one that says all but a few were in time, points at people.
    veilig = aantal >= KLEINST and all(n == 0 or n >= KLEINST for n in (op_tijd, aantal - op_tijd))
    return Cijfers(
        gemeente_id=rij["gemeente_id"],
        naam=rij["gemeente__naam"],
        dossiers=_zichtbaar(rij["dossiers"]),
        personen=_zichtbaar(rij["personen"]),
        fasen=verberg_kleine([rij[f"fase_{fase.value}"] for fase in Fase]),
        pip_op_tijd=op_tijd / aantal if veilig else None,
        pip_aantal=_zichtbaar(aantal),
        pip_dagen=pip["dagen"].days if pip.get("gehaald", 0) >= KLEINST else None,
    )


def _zichtbaar(aantal: int) -> int | None:
    return aantal if aantal == 0 or aantal >= KLEINST else None
