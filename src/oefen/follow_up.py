"""Lets something happen at DUO: what DUO knows changes, and the municipality is told that it did."""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from uuid import uuid4

from oefen import brp
from oefen.events import GEBEURTENISSEN, Bijzonderheden, GaatNietError
from oefen.notifying import Bode
from oefen.stored import Notificatie, Persoon
from oefen.world import Regel, Staat

logger = logging.getLogger(__name__)


def laat_gebeuren(
    staat: Staat,
    bode: Bode,
    bsn: str,
    nummer: str,
    bijzonderheden: Bijzonderheden | None = None,
    *,
    wijzig: bool = True,
) -> Notificatie:
    """Let an event happen to somebody and notify the municipality he belongs to afterwards.

    Args:
        nummer: of the event; one that is not known is only notified.
        wijzig: whether it also changes what DUO knows.

    Raises:
        GaatNietError: when there is no such person, or it cannot happen to him now.
    """
    with staat.slot:
        bekend = staat.personen.get(bsn)
        if bekend is None:
            raise GaatNietError("Deze persoon is hier niet bekend.")
        persoon, vandaag = bekend.model_copy(deep=True), staat.vandaag()
        if wijzig and nummer in GEBEURTENISSEN:
            GEBEURTENISSEN[nummer].gevolg(persoon, bijzonderheden or Bijzonderheden(), vandaag)
            if in_brp := staat.brp.get(bsn):
                gemeente = staat.gemeente_met_code(persoon.gemeente)
                gevolgd = brp.volg(
                    in_brp, nummer, persoon.gemeente, gemeente.naam if gemeente else "", vandaag
                )
                staat.bewaar(Regel(brp=[gevolgd]))
        notificatie = Notificatie(
            bericht_id=uuid4(),
            gemeentecode=persoon.gemeente,
            bsn=persoon.bsn,
            v_nummer=persoon.v_nummer,
            gebeurtenis=nummer,
            geregistreerd_op=staat.nu(),
        )
        bode.plaats(notificatie, personen=[persoon])
        return notificatie


class Vervolg:
    """Does what DUO does by itself some time after a report: fixes the term after a first PIP."""

    def __init__(self, staat: Staat, bode: Bode) -> None:
        self._staat, self._bode = staat, bode
        self._bel = threading.Condition()
        self._rij: list[tuple[float, int, str]] = []
        self._nummers = itertools.count()
        self._klaar = False
        self._loper = threading.Thread(target=self._loop, daemon=True)

    def start(self) -> None:
        """Begin, with the PIPs that an earlier run left without a term."""
        for persoon in list(self._staat.personen.values()):
            self.na_registratie("pip", persoon)
        self._loper.start()

    def stop(self) -> None:
        """Let the thread end."""
        with self._bel:
            self._klaar = True
            self._bel.notify_all()

    def na_registratie(self, soort: str, persoon: Persoon) -> None:
        """Hear of a report that was registered."""
        na = self._staat.gedrag.termijn_na_ms
        if soort != "pip" or na is None or not persoon.pips or persoon.termijn is not None:
            return
        with self._bel:
            heapq.heappush(self._rij, (time.monotonic() + na / 1000, next(self._nummers), persoon.bsn))
            self._bel.notify_all()

    def _loop(self) -> None:
        while bsn := self._volgende():
            try:
                laat_gebeuren(self._staat, self._bode, bsn, "SS102")
            except GaatNietError as reden:
                logger.info("termijn niet vastgesteld: %s", reden)

    def _volgende(self) -> str | None:
        with self._bel:
            while not self._klaar:
                if not self._rij:
                    self._bel.wait()
                elif (nog := self._rij[0][0] - time.monotonic()) > 0:
                    self._bel.wait(nog)
                else:
                    return heapq.heappop(self._rij)[2]
        return None
