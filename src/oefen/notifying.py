"""Sends notifications to the municipalities, in order for each, again and again until they are taken."""

from __future__ import annotations

import http.client
import json
import logging
import threading
from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import uuid4

from oefen.stored import Gemeente, Notificatie, Persoon
from oefen.world import DUO_OIN, Regel, Staat

logger = logging.getLogger(__name__)

WACHT = (0.2, 0.5, 1, 2, 5, 15, 30)
"""Seconds before each next attempt; the last one for all that follow."""
GEDULD = 10
"""Seconds a municipality gets to answer."""
VERZAMEL = 1.0
"""Seconds to wait for a second one when the order has to be turned round."""


class Bode:
    """One thread per municipality takes what waits for it."""

    def __init__(self, staat: Staat) -> None:
        self._staat = staat
        self._bel = threading.Condition(staat.slot)
        self._lopers: dict[str, threading.Thread] = {}
        self._klaar = False

    def plaats(self, *notificaties: Notificatie, personen: Sequence[Persoon] = ()) -> None:
        """Keep notifications, with the persons they are about as they are now, and see that they are sent."""
        with self._bel:
            alle = list(notificaties)
            if self._staat.gedrag.dubbel and self._staat.gedrag.dubbel_id == "nieuw":
                alle += [n.model_copy(update={"bericht_id": uuid4()}) for n in notificaties]
            self._staat.bewaar(Regel(notificaties=alle, personen=list(personen)))
            self.ga_verder()

    def ga_verder(self) -> None:
        """Begin with what waits, also what was left by an earlier run."""
        with self._bel:
            for code, rij in self._staat.wachtend.items():
                if rij and code not in self._lopers:
                    loper = threading.Thread(target=self._loop, args=(code,), daemon=True)
                    self._lopers[code] = loper
                    loper.start()
            self._bel.notify_all()

    def stop(self) -> None:
        """Let every thread end after what it is doing."""
        with self._bel:
            self._klaar = True
            self._bel.notify_all()

    def _loop(self, code: str) -> None:
        mislukt = 0
        while volgende := self._volgende(code):
            notificatie, gemeente = volgende
            antwoord = _breng(notificatie, gemeente)
            if antwoord == "201" and self._staat.gedrag.dubbel and self._staat.gedrag.dubbel_id == "zelfde":
                _breng(notificatie, gemeente)
            stand = {"201": "bezorgd", "400": "geweigerd"}.get(antwoord, "wacht")
            mislukt = mislukt + 1 if stand == "wacht" else 0
            self._schrijf_op(notificatie, stand, antwoord)
            if mislukt:
                with self._bel:
                    self._bel.wait(WACHT[min(mislukt, len(WACHT)) - 1])

    def _volgende(self, code: str) -> tuple[Notificatie, Gemeente] | None:
        """Wait for something to send. Return None when the work is over."""
        with self._bel:
            while not self._klaar:
                gemeente = self._staat.gemeente_met_code(code)
                rij = self._rij(code) if gemeente and gemeente.adres else []
                if gemeente and rij:
                    if not self._staat.gedrag.volgorde_om:
                        return rij[0], gemeente
                    if len(rij) == 1:
                        self._bel.wait(VERZAMEL)
                        rij = self._rij(code) or rij
                    return rij[-1], gemeente
                self._bel.wait(5)
        return None

    def _rij(self, code: str) -> list[Notificatie]:
        return list(self._staat.wachtend.get(code, {}).values())

    def _schrijf_op(self, notificatie: Notificatie, stand: str, antwoord: str) -> None:
        with self._bel:
            if str(notificatie.bericht_id) not in self._staat.notificaties:
                return  # everything was reset meanwhile
            gewijzigd = notificatie.model_copy(
                update={
                    "stand": stand,
                    "laatste_antwoord": antwoord,
                    "pogingen": notificatie.pogingen + 1,
                }
            )
            self._staat.bewaar(Regel(notificaties=[gewijzigd]))
        logger.info("notificatie %s %s: %s", notificatie.gebeurtenis, notificatie.bericht_id, antwoord)


def _breng(notificatie: Notificatie, gemeente: Gemeente) -> str:
    """Send it once. Return the status, or what kept it from arriving."""
    adres = urlsplit(gemeente.adres)
    soort = http.client.HTTPSConnection if adres.scheme == "https" else http.client.HTTPConnection
    lijn = soort(adres.netloc, timeout=GEDULD)
    try:
        lijn.request(
            "POST",
            f"{adres.path.rstrip('/')}/notificaties",
            json.dumps(notificatie.als_bericht()),
            {
                "Content-Type": "application/json",
                "bron": DUO_OIN,
                "doel": gemeente.oin,
                "berichtId": str(notificatie.bericht_id),
            },
        )
        return str(lijn.getresponse().status)
    except (OSError, http.client.HTTPException) as fout:
        return type(fout).__name__
    finally:
        lijn.close()
