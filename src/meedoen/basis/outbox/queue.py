"""The states of a message and of its channel. Each function is one short transaction.

A worker leases a message (`huur`), and writes how it went under the number of its attempt. When its lease was
lost and someone else took the message, that number is an older one and nothing is written.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from meedoen.basis.outbox import clock, queries
from meedoen.basis.outbox.deliverers import Deliverer, Postponed, Unreachable, without_numbers
from meedoen.basis.outbox.models import ChannelState, Message

Status = Message.Status


def is_disturbed(gemeente_id: UUID, channel: str) -> bool:
    """Did the other side not answer last time?"""
    return _disturbed(gemeente_id, channel).exists()


def ready(gemeente_id: UUID, kanaal: str, at_most: int) -> list[UUID]:
    """The messages that may go now, each the first of its key; the oldest first."""
    where = {"gemeente_id": gemeente_id, "kanaal": kanaal}
    return [pk for (pk,) in _ask(queries.HEADERS, **where, nu=timezone.now(), at_most=at_most)]


def lease(gemeente_id: UUID, channel: str, message_id: UUID) -> Message | None:
    """Lease one of those that are ready; None when another was first, or the channel is disturbed now."""
    return _lease(queries.LEASE_WHEN_OPEN, gemeente_id=gemeente_id, kanaal=channel, id=message_id)


def lease_trial(gemeente_id: UUID, channel: str) -> Message | None:
    """Lease the message that finds out whether the other side of a disturbed channel answers again.

    None while it pauses, while another probes, or when there is none.
    """
    with transaction.atomic():
        state = _disturbed(gemeente_id, channel).select_for_update(skip_locked=True).first()
        now = timezone.now()
        if state is None or (state.closed_until and state.closed_until > now):
            return None
        header = _ask(queries.PROBE, gemeente_id=gemeente_id, kanaal=channel, nu=now)
        message = _lease(queries.LEASE, id=header[0][0]) if header else None
        if message is not None:
            state.proef = message.pk
            state.closed_until = now + clock.lease()
            state.save(update_fields=["proef", "closed_until"])
        return message


def is_sent(message: Message, answer: Any, deliverer: Deliverer, *, follow: bool) -> Message | None:
    """Write that it arrived, with what the answer means; lease the next of its key when `volg`."""
    with transaction.atomic():
        now = timezone.now()
        if not _ask(queries.SENT, nu=now, id=message.pk, attempt=message.pogingen):
            return None
        message.status, message.sent_at, message.leased_until = Status.SENT, now, None
        deliverer.process(message, answer)
        following = _next(message) if follow else None
        # Who finds a next one found an open channel.
        if following is None and _answers(message) and follow:
            return _next(message)
        return following


def is_rejected(message: Message, errors: list[str], deliverer: Deliverer) -> None:
    """Write that the other side refuses it, with what that means."""
    with transaction.atomic():
        if _set(message, Status.REJECTED, last_error="Afgewezen", reasons=errors):
            deliverer.on_afwijzing(message, errors)
            _answers(message)


def is_unreachable(message: Message, error: Unreachable) -> None:
    """Write that the other side did not answer: its channel pauses, longer each time."""
    with transaction.atomic():
        now = timezone.now()
        text = _text(error)
        if not _set(
            message,
            Status.WAIT,
            # When only this message gets no answer, others must have their turn.
            next_attempt=now + clock.pause(message.pogingen),
            errors_in_a_row=0,
            failing_since=None,
            last_error=text,
        ):
            return
        where = {"gemeente_id": message.gemeente_id, "kanaal": message.kanaal}
        ChannelState.objects.bulk_create([ChannelState(**where)], ignore_conflicts=True)
        state = ChannelState.objects.select_for_update().get(**where)
        if state.consecutive_errors and state.proef != message.pk:
            return  # it was under way already when the channel was paused
        state.consecutive_errors += 1
        state.closed_until = now + clock.pause(state.consecutive_errors)
        state.since = state.since or now
        state.last_error = text
        state.proef = None
        state.save()


def has_failed(message: Message, error: Exception) -> None:
    """Write that this attempt failed by this message: tried later, or a dead letter when it was enough."""
    with transaction.atomic():
        now = timezone.now()
        errors = message.errors_in_a_row + 1
        order = isinstance(error, Postponed)
        since = None if order else message.failing_since or now
        on = since is not None and clock.out_of_patience(since, errors, now)
        placed = _set(
            message,
            Status.FAILED if on else Status.WAIT,
            next_attempt=now + clock.pause(errors, clock.LONGEST_POSTPONEMENT),
            errors_in_a_row=errors,
            failing_since=since,
            last_error=_text(error) if order else type(error).__name__,
        )
        if placed and order:
            _answers(message)
        elif placed:
            # It says nothing about the other side: another message may find out.
            _disturbed(message.gemeente_id, message.kanaal).filter(proef=message.pk).update(
                proef=None, closed_until=now
            )


def release(gemeente_id: UUID, channel: str) -> int:
    """Let the messages whose lease was lost be tried again; returns how many."""
    now = timezone.now()
    lost = Message.objects.filter(gemeente_id=gemeente_id, kanaal=channel, status=Status.BUSY)
    return lost.filter(leased_until__lt=now).update(
        status=Status.WAIT, status_since=now, next_attempt=now, leased_until=None
    )


def next_moment(gemeente_id: UUID, channel: str) -> datetime | None:
    """When there is something to do again; None when nothing waits or is under way."""
    ((wait,),) = _ask(queries.NEXT_UP, gemeente_id=gemeente_id, kanaal=channel)
    state = _disturbed(gemeente_id, channel).first()
    if wait and state and state.closed_until:
        wait = max(wait, state.closed_until)
    busy = Message.objects.filter(gemeente_id=gemeente_id, kanaal=channel, status=Status.BUSY)
    lost = busy.aggregate(moment=Min("leased_until"))["moment"]
    return min((moment for moment in (wait, lost) if moment), default=None)


def _ask(query: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _lease(query: str, **where: Any) -> Message | None:
    now = timezone.now()
    return next(iter(Message.objects.raw(query, where | {"nu": now, "tot": now + clock.lease()})), None)


def _next(message: Message) -> Message | None:
    return _lease(
        queries.LEASE_NEXT,
        gemeente_id=message.gemeente_id,
        kanaal=message.kanaal,
        sequence_key=message.sequence_key,
    )


def _set(message: Message, status: str, **fields: Any) -> bool:
    """Write how an attempt ended; False when the lease was lost and someone else has it, or had it."""
    fields |= {"status": status, "status_since": timezone.now(), "leased_until": None}
    my = Message.objects.filter(pk=message.pk, status=Status.BUSY, pogingen=message.pogingen)
    if not my.update(**fields):
        return False
    for name, value in fields.items():
        setattr(message, name, value)
    return True


def _disturbed(gemeente_id: UUID, channel: str) -> QuerySet[ChannelState]:
    return ChannelState.objects.filter(gemeente_id=gemeente_id, kanaal=channel, consecutive_errors__gt=0)


def _answers(message: Message) -> bool:
    """The other side said something: its channel is open. Returns whether it was not."""
    return bool(
        _disturbed(message.gemeente_id, message.kanaal).update(
            consecutive_errors=0, closed_until=None, since=None, proef=None
        )
    )


def _text(fout: Exception) -> str:
    return without_numbers(str(fout) or type(fout).__name__)[:200]
