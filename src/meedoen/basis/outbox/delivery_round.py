"""A round: everything of one channel of one municipality that may go now, several keys at once."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import connections

from meedoen.basis.access.scope import within
from meedoen.basis.outbox import queue
from meedoen.basis.outbox.deliverers import DELIVERERS, Postponed, Rejected, Unreachable
from meedoen.basis.outbox.models import Message

logger = logging.getLogger(__name__)

TURN_SECONDS = 5
"""After so long we look again which messages may go: a long row of one key holds up no other."""
MOST_KEYS = 500
"""Keys that are looked up at once."""
ROUND_SECONDS = 30
"""After so long other channels have their turn."""

Kanaal = tuple[UUID, str]

_running: dict[Kanaal, bool] = {}
"""The rounds of this process → whether someone asked for another meanwhile."""
_lock = threading.Lock()


def leave(gemeente_id: UUID, channel: str) -> bool:
    """Leave it to a round that runs in this process, which looks once more; False when there is none."""
    with _lock:
        if (gemeente_id, channel) not in _running:
            return False
        _running[gemeente_id, channel] = True
        return True


def deliver_round(
    gemeente_id: UUID,
    kanaal: str,
    *,
    threads: int | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Deliver what may go now, for half a minute at most. Returns whether this call did so.

    A round that is asked for while one runs in this process is left to that one, which looks once more.

    Args:
        draden: messages under way at once (default `settings.OUTBOX_THREADS`); with 1 all happens in the
            calling thread.
        stop: told to end? Asked before each message.
    """
    this = (gemeente_id, kanaal)
    with _lock:
        if this in _running:
            _running[this] = True
            return False
        _running[this] = False
    end = time.monotonic() + ROUND_SECONDS

    def enough() -> bool:
        return stop() or time.monotonic() > end

    try:
        while True:
            with within([gemeente_id]):
                queue.release(gemeente_id, kanaal)
                _finish_everything(this, threads or settings.OUTBOX_THREADS, enough)
            with _lock:
                if not _running[this] or enough():
                    return True
                _running[this] = False
    finally:
        with _lock:
            del _running[this]


def _finish_everything(this: Kanaal, threads: int, enough: Callable[[], bool]) -> None:
    while not enough():
        if queue.is_disturbed(*this):
            probe = queue.lease_trial(*this)
            if probe is None:
                return
            _follow(probe, enough)
        elif headers := deque(queue.ready(*this, MOST_KEYS)):
            _together(this, headers, min(threads, len(headers)), enough)
        else:
            return


def _together(this: Kanaal, headers: deque[UUID], count: int, enough: Callable[[], bool]) -> None:
    """Work these off with so many threads, this one among them. Raises what went wrong in any of them."""
    end = time.monotonic() + TURN_SECONDS
    errors: list[Exception] = []

    def past() -> bool:
        return enough() or time.monotonic() > end

    def work() -> None:
        try:
            with within([this[0]]):
                _work(this, headers, past)
        except Exception as error:  # noqa: BLE001  # raised in the thread that waits for this one
            errors.append(error)
        finally:
            connections.close_all()

    others = [threading.Thread(target=work, name=f"bezorger-{n}") for n in range(1, count)]
    for thread in others:
        thread.start()
    try:
        _work(this, headers, past)
    finally:
        for thread in others:
            thread.join()
    if errors:
        raise errors[0]


def _work(this: Kanaal, headers: deque[UUID], past: Callable[[], bool]) -> None:
    """Take one after another and follow its key, until there is nothing to take."""
    while not past():
        try:
            header = headers.popleft()
        except IndexError:
            return
        if message := queue.lease(*this, header):
            _follow(message, past)


def _follow(message: Message | None, past: Callable[[], bool]) -> None:
    while message is not None:
        message = _deliver(message, past)


def _deliver(message: Message, past: Callable[[], bool]) -> Message | None:
    """Deliver one leased message and write how it went. Returns the next of its key, leased.

    Raises only when the database does not answer: then the lease runs out and the message is tried again.
    """
    try:
        deliverer = DELIVERERS[message.kanaal]
        try:
            answer = deliverer.send(message)
        except Rejected as error:
            queue.is_rejected(message, error.errors, deliverer)
            return None
        return queue.is_sent(message, answer, deliverer, follow=not past())
    except Unreachable as error:
        queue.is_unreachable(message, error)
    except Exception as error:  # noqa: BLE001  # whatever happens, the message must stay
        if not isinstance(error, Postponed):
            logger.warning("Bericht %s van kanaal %s: %s", message.pk, message.kanaal, type(error).__name__)
        queue.has_failed(message, error)
    return None
