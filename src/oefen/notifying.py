"""Sends notifications to the municipalities, in order for each, again and again until they are taken."""

from __future__ import annotations

import http.client
import json
import logging
import threading
from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import uuid4

from oefen.stored import Gemeente, Notification, Persoon
from oefen.world import DUO_OIN, UrenLine, World

logger = logging.getLogger(__name__)

WAIT = (0.2, 0.5, 1, 2, 5, 15, 30)
"""Seconds before each next attempt; the last one for all that follow."""
PATIENCE = 10
"""Seconds a municipality gets to answer."""
COLLECT = 1.0
"""Seconds to wait for a second one when the order has to be turned round."""


class Courier:
    """One thread per municipality takes what waits for it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._bell = threading.Condition(world.lock)
        self._runners: dict[str, threading.Thread] = {}
        self._ready = False

    def plaats(self, *notifications: Notification, personen: Sequence[Persoon] = ()) -> None:
        """Keep notifications, with the persons they are about as they are now, and see that they are sent."""
        with self._bell:
            all_ = list(notifications)
            if self._world.gedrag.dubbel and self._world.gedrag.dubbel_id == "nieuw":
                all_ += [n.model_copy(update={"bericht_id": uuid4()}) for n in notifications]
            self._world.save(UrenLine(notificaties=all_, personen=list(personen)))
            self.go_on()

    def go_on(self) -> None:
        """Begin with what waits, also what was left by an earlier run."""
        with self._bell:
            for code, row in self._world.waiting.items():
                if row and code not in self._runners:
                    runner = threading.Thread(target=self._loop, args=(code,), daemon=True)
                    self._runners[code] = runner
                    runner.start()
            self._bell.notify_all()

    def stop(self) -> None:
        """Let every thread end after what it is doing."""
        with self._bell:
            self._ready = True
            self._bell.notify_all()

    def _loop(self, code: str) -> None:
        failed = 0
        while following := self._next(code):
            notification, gemeente = following
            answer = _bring(notification, gemeente)
            if answer == "201" and self._world.gedrag.dubbel and self._world.gedrag.dubbel_id == "zelfde":
                _bring(notification, gemeente)
            state = {"201": "bezorgd", "400": "geweigerd"}.get(answer, "wacht")
            failed = failed + 1 if state == "wacht" else 0
            self._write_down(notification, state, answer)
            if failed:
                with self._bell:
                    self._bell.wait(WAIT[min(failed, len(WAIT)) - 1])

    def _next(self, code: str) -> tuple[Notification, Gemeente] | None:
        """Wait for something to send. Return None when the work is over."""
        with self._bell:
            while not self._ready:
                gemeente = self._world.gemeente_with_code(code)
                row = self._row(code) if gemeente and gemeente.adres else []
                if gemeente and row:
                    if not self._world.gedrag.volgorde_om:
                        return row[0], gemeente
                    if len(row) == 1:
                        self._bell.wait(COLLECT)
                        row = self._row(code) or row
                    return row[-1], gemeente
                self._bell.wait(5)
        return None

    def _row(self, code: str) -> list[Notification]:
        return list(self._world.waiting.get(code, {}).values())

    def _write_down(self, notification: Notification, state: str, answer: str) -> None:
        with self._bell:
            if str(notification.bericht_id) not in self._world.notificaties:
                return  # everything was reset meanwhile
            changed = notification.model_copy(
                update={
                    "stand": state,
                    "laatste_antwoord": answer,
                    "pogingen": notification.pogingen + 1,
                }
            )
            self._world.save(UrenLine(notificaties=[changed]))
        logger.info("notificatie %s %s: %s", notification.gebeurtenis, notification.bericht_id, answer)


def _bring(notification: Notification, gemeente: Gemeente) -> str:
    """Send it once. Return the status, or what kept it from arriving."""
    address = urlsplit(gemeente.adres)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    line = kind(address.netloc, timeout=PATIENCE)
    try:
        line.request(
            "POST",
            f"{address.path.rstrip('/')}/notificaties",
            json.dumps(notification.as_message()),
            {
                "Content-Type": "application/json",
                "bron": DUO_OIN,
                "doel": gemeente.oin,
                "berichtId": str(notification.bericht_id),
            },
        )
        return str(line.getresponse().status)
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        line.close()
