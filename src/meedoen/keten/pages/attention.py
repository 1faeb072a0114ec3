"""What in the chain needs a person, counted per municipality in one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from meedoen.basis.access.actor import Actor
from meedoen.basis.organisations.models import Organisatie
from meedoen.basis.outbox.models import Bericht, Kanaalstand
from meedoen.keten.models import Aansluiting, Notificatie, Partij
from meedoen.keten.pages.apis import PARTIJ
from meedoen.keten.pages.certificates import Certificaat, certificaat
from meedoen.keten.pages.rechten import KETEN_BEHEREN

M = TypeVar("M", bound=Model)

AFGEWEZEN_NA = timedelta(days=1)
"""Who works on the dossier has this long to solve a refusal."""
STIL_NA = timedelta(hours=1)
ONVERWERKT_NA = timedelta(hours=1)


@dataclass(frozen=True)
class Aandacht:
    """What needs a person in one municipality.

    Attributes:
        mislukt: dead letters.
        afgewezen: messages refused longer than a day ago.
        stil: parties that have not answered for an hour.
        certificaten: party → files that end soon or cannot be read.
        onverwerkt: notifications that have waited for an hour.
    """

    gemeente_id: UUID
    naam: str
    mislukt: int = 0
    afgewezen: int = 0
    stil: list[Partij] = field(default_factory=list)
    certificaten: list[tuple[Partij, Certificaat]] = field(default_factory=list)
    onverwerkt: int = 0

    @property
    def aantal(self) -> int:
        """How many things there are to do."""
        return self.mislukt + self.afgewezen + len(self.stil) + len(self.certificaten) + self.onverwerkt


def aantal_voor(actor: Actor) -> int:
    """How many things in the chain need this actor; nought, without a query, for who does not manage it."""
    mijn = actor.gemeenten_als(KETEN_BEHEREN.rollen) if KETEN_BEHEREN.mag_ergens(actor) else ()
    return sum(een.aantal for een in aandacht(mijn)) if mijn else 0


def aandacht(gemeenten: Iterable[UUID]) -> list[Aandacht]:
    """What needs a person in each of these municipalities, which the connection has to see. One query."""
    nu = timezone.now()
    berichten = Bericht.objects.filter(kanaal__in=PARTIJ)
    oud = Q(status=Bericht.Status.AFGEWEZEN, status_sinds__lt=nu - AFGEWEZEN_NA)
    stil = Kanaalstand.objects.filter(
        gemeente=OuterRef("pk"), kanaal__in=PARTIJ, opeenvolgende_fouten__gt=0, sinds__lt=nu - STIL_NA
    )
    wacht = Notificatie.objects.filter(verwerkt_op=None, ontvangen_op__lt=nu - ONVERWERKT_NA)
    rijen = (
        Organisatie.objects.filter(pk__in=list(gemeenten))
        .annotate(
            mislukt=_aantal(berichten.filter(status=Bericht.Status.MISLUKT)),
            afgewezen=_aantal(berichten.filter(oud)),
            onverwerkt=_aantal(wacht),
            stil=ArraySubquery(stil.order_by("kanaal").values("kanaal")),
            bestanden=ArraySubquery(_bestanden()),
        )
        .values("pk", "naam", "mislukt", "afgewezen", "onverwerkt", "stil", "bestanden")
    )
    return [_aandacht(rij) for rij in cast("Iterable[dict[str, Any]]", rijen)]


def _aantal(rijen: QuerySet[M]) -> Coalesce:
    groep = rijen.filter(gemeente=OuterRef("pk")).order_by().values(groep=Value(1))
    tel = groep.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(tel, output_field=IntegerField()), Value(0))


def _bestanden() -> QuerySet[Aansluiting, Any]:
    in_gebruik = Aansluiting.objects.filter(gemeente=OuterRef("pk"), actief=True).order_by("partij")
    return in_gebruik.values(json=JSONObject(partij=F("partij"), certificaat=F("certificaat"), ca=F("ca")))


def _aandacht(rij: dict[str, Any]) -> Aandacht:
    certificaten = [
        (Partij(een["partij"]), certificaat(bestand))
        for een in rij["bestanden"]
        for bestand in (een["certificaat"], een["ca"])
        if bestand
    ]
    return Aandacht(
        gemeente_id=rij["pk"],
        naam=rij["naam"],
        mislukt=rij["mislukt"],
        afgewezen=rij["afgewezen"],
        stil=[PARTIJ[kanaal] for kanaal in rij["stil"]],
        certificaten=[(partij, een) for partij, een in certificaten if een.vraagt_aandacht],
        onverwerkt=rij["onverwerkt"],
    )
