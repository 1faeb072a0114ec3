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
from meedoen.basis.organisations.models import Organisation
from meedoen.basis.outbox.models import ChannelState, Message
from meedoen.keten.models import ConnectionSettings, Notification, Party
from meedoen.keten.pages.apis import PARTY
from meedoen.keten.pages.certificates import Certificate, certificate
from meedoen.keten.pages.rechten import KETEN_MANAGE

M = TypeVar("M", bound=Model)

REJECTED_AFTER = timedelta(days=1)
"""Who works on the dossier has this long to solve a refusal."""
QUIET_AFTER = timedelta(hours=1)
UNPROCESSED_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Attention:
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
    failed: int = 0
    rejected: int = 0
    quiet: list[Party] = field(default_factory=list)
    certificates: list[tuple[Party, Certificate]] = field(default_factory=list)
    unprocessed: int = 0

    @property
    def aantal(self) -> int:
        """How many things there are to do."""
        return self.failed + self.rejected + len(self.quiet) + len(self.certificates) + self.unprocessed


def count_for(actor: Actor) -> int:
    """How many things in the chain need this actor; nought, without a query, for who does not manage it."""
    my = actor.gemeenten_as(KETEN_MANAGE.roles) if KETEN_MANAGE.may_anywhere(actor) else ()
    return sum(one.aantal for one in attention(my)) if my else 0


def attention(gemeenten: Iterable[UUID]) -> list[Attention]:
    """What needs a person in each of these municipalities, which the connection has to see. One query."""
    now = timezone.now()
    messages = Message.objects.filter(kanaal__in=PARTY)
    old = Q(status=Message.Status.REJECTED, status_since__lt=now - REJECTED_AFTER)
    quiet = ChannelState.objects.filter(
        gemeente=OuterRef("pk"), kanaal__in=PARTY, consecutive_errors__gt=0, since__lt=now - QUIET_AFTER
    )
    wait = Notification.objects.filter(processed_at=None, received_at__lt=now - UNPROCESSED_AFTER)
    rows = (
        Organisation.objects.filter(pk__in=list(gemeenten))
        .annotate(
            failed=_count(messages.filter(status=Message.Status.FAILED)),
            rejected=_count(messages.filter(old)),
            unprocessed=_count(wait),
            quiet=ArraySubquery(quiet.order_by("kanaal").values("kanaal")),
            files=ArraySubquery(_files()),
        )
        .values("pk", "naam", "failed", "rejected", "unprocessed", "quiet", "files")
    )
    return [_attention(row) for row in cast("Iterable[dict[str, Any]]", rows)]


def _count(rows: QuerySet[M]) -> Coalesce:
    group = rows.filter(gemeente=OuterRef("pk")).order_by().values(groep=Value(1))
    count = group.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), Value(0))


def _files() -> QuerySet[ConnectionSettings, Any]:
    in_use = ConnectionSettings.objects.filter(gemeente=OuterRef("pk"), actief=True).order_by("partij")
    return in_use.values(json=JSONObject(partij=F("partij"), certificaat=F("certificaat"), ca=F("ca")))


def _attention(row: dict[str, Any]) -> Attention:
    certificates = [
        (Party(one["partij"]), certificate(file))
        for one in row["files"]
        for file in (one["certificaat"], one["ca"])
        if file
    ]
    return Attention(
        gemeente_id=row["pk"],
        naam=row["naam"],
        failed=row["failed"],
        rejected=row["rejected"],
        quiet=[PARTY[channel] for channel in row["quiet"]],
        certificates=[(party, one) for party, one in certificates if one.asks_attention],
        unprocessed=row["unprocessed"],
    )
