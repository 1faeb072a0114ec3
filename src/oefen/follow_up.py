"""Lets something happen at DUO: what DUO knows changes, and the municipality is told that it did."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from uuid import uuid4

from oefen import brp
from oefen.events import EVENTS, NotPossibleError, Particulars
from oefen.notifying import Courier
from oefen.stored import Notification, Persoon
from oefen.world import UrenLine, World

logger = logging.getLogger(__name__)


def let_happen(
    world: World,
    courier: Courier,
    bsn: str,
    number: str,
    particulars: Particulars | None = None,
    *,
    wijzig: bool = True,
) -> Notification:
    """Let an event happen to somebody and notify the municipality he belongs to afterwards.

    Args:
        nummer: of the event; one that is not known is only notified.
        wijzig: whether it also changes what DUO knows.

    Raises:
        GaatNietError: when there is no such person, or it cannot happen to him now.
    """
    with world.lock:
        known = world.personen.get(bsn)
        if known is None:
            raise NotPossibleError("Deze persoon is hier niet bekend.")
        persoon, today = known.model_copy(deep=True), world.today()
        if wijzig and number in EVENTS:
            EVENTS[number].consequence(persoon, particulars or Particulars(), today)
            if in_brp := world.brp.get(bsn):
                gemeente = world.gemeente_with_code(persoon.gemeente)
                followed = brp.follow(
                    in_brp, number, persoon.gemeente, gemeente.naam if gemeente else "", today
                )
                world.save(UrenLine(brp=[followed]))
        notification = Notification(
            bericht_id=uuid4(),
            gemeentecode=persoon.gemeente,
            bsn=persoon.bsn,
            v_nummer=persoon.v_nummer,
            gebeurtenis=number,
            geregistreerd_op=world.nu(),
        )
        courier.plaats(notification, personen=[persoon])
        return notification


class FollowUp:
    """Does what DUO does by itself some time after a report: fixes the term after a first PIP."""

    def __init__(self, world: World, courier: Courier) -> None:
        self._world, self._messenger = world, courier
        self._bell = threading.Condition()
        self._row: list[tuple[float, int, str]] = []
        self._numbers = itertools.count()
        self._ready = False
        self._runner = threading.Thread(target=self._loop, daemon=True)

    def start(self) -> None:
        """Begin, with the PIPs that an earlier run left without a term."""
        for persoon in list(self._world.personen.values()):
            self.after_registration("pip", persoon)
        self._runner.start()

    def stop(self) -> None:
        """Let the thread end."""
        with self._bell:
            self._ready = True
            self._bell.notify_all()

    def after_registration(self, soort: str, persoon: Persoon) -> None:
        """Hear of a report that was registered."""
        after = self._world.gedrag.termijn_na_ms
        if soort != "pip" or after is None or not persoon.pips or persoon.termijn is not None:
            return
        with self._bell:
            heapq.heappush(self._row, (time.monotonic() + after / 1000, next(self._numbers), persoon.bsn))
            self._bell.notify_all()

    def _loop(self) -> None:
        while bsn := self._next():
            try:
                let_happen(self._world, self._messenger, bsn, "SS102")
            except NotPossibleError as reason:
                logger.info("termijn niet vastgesteld: %s", reason)

    def _next(self) -> str | None:
        with self._bell:
            while not self._ready:
                if not self._row:
                    self._bell.wait()
                elif (still := self._row[0][0] - time.monotonic()) > 0:
                    self._bell.wait(still)
                else:
                    return heapq.heappop(self._row)[2]
        return None
