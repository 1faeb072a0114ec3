"""Reads of the chain page: numbers, states and messages without their content, so about nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Refused
from meedoen.basis.organisations.models import Organisation
from meedoen.basis.outbox.deliverers import without_numbers
from meedoen.basis.outbox.models import ChannelState, Message
from meedoen.basis.paging import cut
from meedoen.keten.duo.events import EVENTS
from meedoen.keten.models import ConnectionSettings, Notification, Party
from meedoen.keten.pages.apis import PARTY, api_of_kind, name_of_api
from meedoen.keten.pages.certificates import Certificate, certificate
from meedoen.keten.pages.rechten import KETEN_MANAGE

Status = Message.Status
Row = dict[str, Any]
"""One row of an aggregation."""

DAYS = 14
"""Days that are shown, today among them."""
PER_PAGE = 25

STATES: Mapping[str, tuple[str, ...]] = {
    "vast": (Status.FAILED, Status.REJECTED),
    "wacht": (Status.WAIT, Status.BUSY),
    "vervallen": (Status.LAPSED,),
}
"""What the list of messages can be of."""


class Percentile(Aggregate):
    """The duration that this share of the rows does not exceed, by `percentile_disc`."""

    template = "percentile_disc(%(deel)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass
class ApiState:
    """How one interface is doing. Durations are over the last 24 hours; None when nothing was sent."""

    naam: str
    wacht: int = 0
    fixed: int = 0
    oldest: datetime | None = None
    sent: int = 0
    p50: timedelta | None = None
    p95: timedelta | None = None
    per_day: list[int] = field(default_factory=lambda: [0] * DAYS)


@dataclass
class PartyState:
    """How one party is doing: its connection, its channel, its interfaces.

    Attributes:
        stand: how the channel is disturbed; None when it is open.
    """

    partij: Party
    connection_settings: ConnectionSettings | None = None
    certificates: list[Certificate] = field(default_factory=list)
    stand: ChannelState | None = None
    apis: list[ApiState] = field(default_factory=list)

    @property
    def per_day(self) -> list[int]:
        """Messages sent on each day."""
        return [sum(day) for day in zip(*(api.per_day for api in self.apis), strict=True)] or [0] * DAYS

    @property
    def wacht(self) -> int:
        """Messages that are under way."""
        return sum(api.wacht for api in self.apis)


@dataclass(frozen=True)
class NotificationState:
    """What DUO notified of: per day, what waits, and the events nobody here has heard of."""

    per_day: list[int]
    wacht: int
    oldest: datetime | None
    unknown: list[Row]


def gemeente_of(actor: Actor, code: str) -> Organisation:
    """The municipality with this code, whose chain this actor manages.

    Raises:
        Geweigerd: it is not the actor's.
    """
    my = Organisation.objects.filter(pk__in=actor.gemeenten_as(KETEN_MANAGE.roles), code=code).first()
    if my is None:
        raise KETEN_MANAGE.refused(actor)
    return my


def gemeenten_of(actor: Actor) -> list[Organisation]:
    """The municipalities whose chain this actor manages.

    Raises:
        Geweigerd: none.
    """
    my = list(Organisation.objects.filter(pk__in=actor.gemeenten_as(KETEN_MANAGE.roles)))
    if not my:
        raise KETEN_MANAGE.refused(actor)
    return my


def days() -> list[date]:
    """The days that are shown, the oldest first."""
    today = timezone.localdate()
    return [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]


def connections(gemeente: Organisation) -> list[PartyState]:
    """The connection with each party and until when its certificates hold. One query, no traffic."""
    all_ = {party: PartyState(party) for party in Party}
    for connection_settings in ConnectionSettings.objects.filter(gemeente=gemeente):
        state = all_[Party(connection_settings.partij)]
        state.connection_settings = connection_settings
        files = (connection_settings.certificaat, connection_settings.ca)
        state.certificates = [certificate(file) for file in files if file]
    return list(all_.values())


def parties(actor: Actor, gemeente: Organisation) -> list[PartyState]:
    """How each party is doing. Five queries, however many messages there are."""
    all_ = {one.partij: one for one in connections(gemeente)}
    disturbed = ChannelState.objects.filter(gemeente=gemeente, kanaal__in=PARTY, consecutive_errors__gt=0)
    for channel_state in KETEN_MANAGE.filter(actor, disturbed):
        all_[PARTY[channel_state.kanaal]].stand = channel_state
    for (channel, _api), api in sorted(_apis(actor, gemeente).items(), key=lambda one: one[1].naam):
        all_[PARTY[channel]].apis.append(api)
    return list(all_.values())


def _apis(actor: Actor, gemeente: Organisation) -> dict[tuple[str, str], ApiState]:
    messages = KETEN_MANAGE.filter(actor, Message.objects.filter(gemeente=gemeente, kanaal__in=PARTY))
    per_api = messages.order_by().annotate(api=api_of_kind())
    found: dict[tuple[str, str], ApiState] = {}

    def of(row: Row) -> ApiState:
        name = name_of_api(PARTY[row["kanaal"]], row["api"])
        return found.setdefault((row["kanaal"], row["api"]), ApiState(name))

    for row in _unfinished(per_api):
        api = of(row)
        api.wacht, api.fixed, api.oldest = row["wacht"], row["vast"], row["oldest"]
    for row in _speed(per_api):
        api = of(row)
        api.sent, api.p50, api.p95 = row["n"], row["p50"], row["p95"]
    place = {day: number for number, day in enumerate(days())}
    for row in _per_day(per_api, "sent_at", "kanaal", "api"):
        if row["day"] in place:
            of(row).per_day[place[row["day"]]] = row["n"]
    return found


def _unfinished(per_api: QuerySet[Any]) -> Iterable[Row]:
    """What is not done, per interface."""
    wait = Q(status__in=STATES["wacht"])
    counts = {
        "wacht": Count("pk", filter=wait),
        "vast": Count("pk", filter=Q(status__in=STATES["vast"])),
        "oldest": Min("created_at", filter=wait),
    }
    rows = per_api.filter(status__in=Message.UNFINISHED).values("kanaal", "api").annotate(**counts)
    return cast("Iterable[Row]", rows)


def _speed(per_api: QuerySet[Any]) -> Iterable[Row]:
    """How many left in the last 24 hours, and how long it took from placing to leaving."""
    duration = ExpressionWrapper(F("sent_at") - F("created_at"), output_field=DurationField())
    recent = per_api.filter(sent_at__gte=timezone.now() - timedelta(days=1))
    measures = {
        "n": Count("pk"),
        "p50": Percentile(duration, deel="0.5"),
        "p95": Percentile(duration, deel="0.95"),
    }
    return cast("Iterable[Row]", recent.values("kanaal", "api").annotate(**measures))


def _per_day(rows: QuerySet[Any], moment: str, *groups: str) -> Iterable[Row]:
    """How many rows of each group there are on each day that is shown."""
    begin = timezone.now() - timedelta(days=DAYS)
    recent = rows.filter(**{f"{moment}__gte": begin}).order_by()
    per_day = recent.annotate(day=TruncDate(moment)).values(*groups, "day").annotate(n=Count("pk"))
    return cast("Iterable[Row]", per_day)


def notifications(actor: Actor, gemeente: Organisation) -> NotificationState:
    """What came in from DUO. Three queries."""
    all_ = KETEN_MANAGE.filter(actor, Notification.objects.filter(gemeente=gemeente))
    counts: defaultdict[date, int] = defaultdict(int)
    for row in _per_day(all_, "received_at"):
        counts[row["day"]] = row["n"]
    open_ = all_.filter(processed_at=None).aggregate(n=Count("pk"), oldest=Min("received_at"))
    begin = timezone.now() - timedelta(days=DAYS)
    foreign = all_.filter(received_at__gte=begin).exclude(gebeurtenis__in=EVENTS).order_by()
    unknown = foreign.values("gebeurtenis").annotate(n=Count("pk"), last=Max("received_at"))
    return NotificationState(
        per_day=[counts[day] for day in days()],
        wacht=open_["n"],
        oldest=open_["oldest"],
        unknown=list(cast("Iterable[Row]", unknown.order_by("gebeurtenis"))),
    )


def messages(
    actor: Actor, gemeente: Organisation, stand: str, na: int | None = None
) -> tuple[list[Message], bool]:
    """One page of messages in a state of `STATES`, the oldest first, and whether there are more.

    Args:
        na: the `volgnummer` of the last message of the page before.
    """
    rows = KETEN_MANAGE.filter(
        actor, Message.objects.filter(gemeente=gemeente, kanaal__in=PARTY, status__in=STATES[stand])
    ).defer("inhoud", "sequence_key")
    if na is not None:
        rows = rows.filter(volgnummer__gt=na)
    return cut(rows.order_by("volgnummer"), PER_PAGE)


def message_of(actor: Actor, gemeente: Organisation, message_id: UUID) -> Message:
    """One message to a party of the chain, without its content.

    Raises:
        Geweigerd: there is none in this municipality of the actor's.
    """
    rows = Message.objects.filter(gemeente=gemeente, kanaal__in=PARTY, pk=message_id)
    message = KETEN_MANAGE.filter(actor, rows).defer("inhoud", "sequence_key").first()
    if message is None:
        reason = _("Dit bericht bestaat niet, of hoort bij een andere gemeente.")
        raise Refused(reason, recht=KETEN_MANAGE)
    return message


def what_went_wrong(message: Message) -> list[str]:
    """Why a message was refused or failed; long numbers are left out, since they may be a person's."""
    reasons = [str(one) for one in message.reasons] or [message.last_error]
    return [without_numbers(_(one)) for one in reasons if one]
