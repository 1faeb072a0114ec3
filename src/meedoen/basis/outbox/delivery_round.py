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

from meedoen.basis.access.scope import werkruimte
from meedoen.basis.outbox import queue
from meedoen.basis.outbox.deliverers import BEZORGERS, Afgewezen, Later, Onbereikbaar
from meedoen.basis.outbox.models import Bericht

logger = logging.getLogger(__name__)

BEURT_SECONDEN = 5
"""After so long we look again which messages may go: a long row of one key holds up no other."""
MEESTE_SLEUTELS = 500
"""Keys that are looked up at once."""
RONDE_SECONDEN = 30
"""After so long other channels have their turn."""

Kanaal = tuple[UUID, str]

_lopend: dict[Kanaal, bool] = {}
"""The rounds of this process → whether someone asked for another meanwhile."""
_slot = threading.Lock()


def laat_over(gemeente_id: UUID, kanaal: str) -> bool:
    """Leave it to a round that runs in this process, which looks once more; False when there is none."""
    with _slot:
        if (gemeente_id, kanaal) not in _lopend:
            return False
        _lopend[gemeente_id, kanaal] = True
        return True


def ronde(
    gemeente_id: UUID,
    kanaal: str,
    *,
    draden: int | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Deliver what may go now, for half a minute at most. Returns whether this call did so.

    A round that is asked for while one runs in this process is left to that one, which looks once more.

    Args:
        draden: messages under way at once (default `settings.BERICHTEN_DRADEN`); with 1 all happens in the
            calling thread.
        stop: told to end? Asked before each message.
    """
    dit = (gemeente_id, kanaal)
    with _slot:
        if dit in _lopend:
            _lopend[dit] = True
            return False
        _lopend[dit] = False
    einde = time.monotonic() + RONDE_SECONDEN

    def genoeg() -> bool:
        return stop() or time.monotonic() > einde

    try:
        while True:
            with werkruimte([gemeente_id]):
                queue.bevrijd(gemeente_id, kanaal)
                _werk_alles_af(dit, draden or settings.BERICHTEN_DRADEN, genoeg)
            with _slot:
                if not _lopend[dit] or genoeg():
                    return True
                _lopend[dit] = False
    finally:
        with _slot:
            del _lopend[dit]


def _werk_alles_af(dit: Kanaal, draden: int, genoeg: Callable[[], bool]) -> None:
    while not genoeg():
        if queue.is_gestoord(*dit):
            proef = queue.huur_proef(*dit)
            if proef is None:
                return
            _volg(proef, genoeg)
        elif koppen := deque(queue.klaar(*dit, MEESTE_SLEUTELS)):
            _samen(dit, koppen, min(draden, len(koppen)), genoeg)
        else:
            return


def _samen(dit: Kanaal, koppen: deque[UUID], aantal: int, genoeg: Callable[[], bool]) -> None:
    """Work these off with so many threads, this one among them. Raises what went wrong in any of them."""
    einde = time.monotonic() + BEURT_SECONDEN
    fouten: list[Exception] = []

    def voorbij() -> bool:
        return genoeg() or time.monotonic() > einde

    def werk() -> None:
        try:
            with werkruimte([dit[0]]):
                _werk(dit, koppen, voorbij)
        except Exception as fout:  # noqa: BLE001  # raised in the thread that waits for this one
            fouten.append(fout)
        finally:
            connections.close_all()

    anderen = [threading.Thread(target=werk, name=f"bezorger-{n}") for n in range(1, aantal)]
    for draad in anderen:
        draad.start()
    try:
        _werk(dit, koppen, voorbij)
    finally:
        for draad in anderen:
            draad.join()
    if fouten:
        raise fouten[0]


def _werk(dit: Kanaal, koppen: deque[UUID], voorbij: Callable[[], bool]) -> None:
    """Take one after another and follow its key, until there is nothing to take."""
    while not voorbij():
        try:
            kop = koppen.popleft()
        except IndexError:
            return
        if bericht := queue.huur(*dit, kop):
            _volg(bericht, voorbij)


def _volg(bericht: Bericht | None, voorbij: Callable[[], bool]) -> None:
    while bericht is not None:
        bericht = _bezorg(bericht, voorbij)


def _bezorg(bericht: Bericht, voorbij: Callable[[], bool]) -> Bericht | None:
    """Deliver one leased message and write how it went. Returns the next of its key, leased.

    Raises only when the database does not answer: then the lease runs out and the message is tried again.
    """
    try:
        bezorger = BEZORGERS[bericht.kanaal]
        try:
            antwoord = bezorger.verstuur(bericht)
        except Afgewezen as fout:
            queue.is_afgewezen(bericht, fout.fouten, bezorger)
            return None
        return queue.is_verzonden(bericht, antwoord, bezorger, volg=not voorbij())
    except Onbereikbaar as fout:
        queue.is_onbereikbaar(bericht, fout)
    except Exception as fout:  # noqa: BLE001  # whatever happens, the message must stay
        if not isinstance(fout, Later):
            logger.warning("Bericht %s van kanaal %s: %s", bericht.pk, bericht.kanaal, type(fout).__name__)
        queue.is_mislukt(bericht, fout)
    return None
