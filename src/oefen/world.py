"""What the practice DUO remembers: in memory behind one lock, and in a file when it must survive its end."""

from __future__ import annotations

import random
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from oefen.schemas import Grondverlenging, Instelling
from oefen.stored import (
    Antwoord,
    Bewaard,
    Contactpersoon,
    Gedrag,
    Gemeente,
    Notificatie,
    Ontvangst,
    Persoon,
)

DUO_OIN = "00000099000000001000"
"""Synthetic, as all numbers here."""

NEDERLAND = ZoneInfo("Europe/Amsterdam")

INSTELLINGEN = (
    Instelling(
        instellingsnummer="0000000101",
        naam="Oefenschool Taal Eerst",
        postcode="1800ZZ",
        huisnummer=1,
        plaatsnaam="Alkmaar",
        bow="90001",
        indicatie_bow_keurmerk=True,
    ),
    Instelling(
        instellingsnummer="0000000102",
        naam="Oefenschool De Overstap",
        postcode="1800ZZ",
        huisnummer=2,
        plaatsnaam="Alkmaar",
        brin="99ZZ",
        indicatie_tst_keurmerk=True,
    ),
    Instelling(
        instellingsnummer="0000000103",
        naam="Oefenschool Zonder Keurmerk",
        postcode="1850ZZ",
        huisnummer=3,
        plaatsnaam="Heiloo",
    ),
)

VERLENGINGSGRONDEN = (
    Grondverlenging(code="1", omschrijving="Oefengrond: alfabetisering"),
    Grondverlenging(code="2", omschrijving="Oefengrond: bijzondere omstandigheden"),
    Grondverlenging(code="3A", omschrijving="Oefengrond: ambtshalve"),
)


class Regel(Bewaard):
    """One line of the file: all that one request changed, so that it is there whole or not at all."""

    leeg: bool = False
    """Everything before this line is forgotten."""
    personen: list[Persoon] = []
    contactpersonen: dict[int, Contactpersoon | None] = {}
    gemeenten: list[Gemeente] | None = None
    ontvangst: Ontvangst | None = None
    antwoord: Antwoord | None = None
    notificaties: list[Notificatie] = []
    brp: list[dict[str, Any]] = []
    gedrag: Gedrag | None = None
    klok: float | None = None


class Staat:
    """Everything the practice DUO knows. Hold `slot` while reading or changing it."""

    def __init__(self, bestand: Path | None = None) -> None:
        """Begin empty, or with what an earlier run left in `bestand`."""
        self.slot = threading.RLock()
        self.toeval = random.Random()  # noqa: S311 - decides who meets a fault, not a secret
        self._leegmaken()
        self._uitvoer: IO[str] | None = None
        if bestand is not None:
            self._lees(bestand)
            bestand.parent.mkdir(parents=True, exist_ok=True)
            self._uitvoer = bestand.open("a", encoding="utf-8", buffering=1)

    def _leegmaken(self) -> None:
        self.gemeenten: dict[str, Gemeente] = {}
        """By OIN."""
        self.personen: dict[str, Persoon] = {}
        self.contactpersonen: dict[int, Contactpersoon] = {}
        self.volgend_contact = 1
        self.antwoorden: dict[tuple[str, str], Antwoord] = {}
        self.ontvangen: list[Ontvangst] = []
        self.herhaald: dict[str, int] = {}
        self.notificaties: dict[str, Notificatie] = {}
        self.wachtend: dict[str, dict[str, Notificatie]] = {}
        """Of each municipality what is still to be sent, in order."""
        self.brp: dict[str, dict[str, Any]] = {}
        self.gedrag = Gedrag()
        self.klok = timedelta()

    def nu(self) -> datetime:
        """Return the time of the practice clock, in the Netherlands."""
        return (datetime.now(UTC) + self.klok).astimezone(NEDERLAND)

    def vandaag(self) -> date:
        """Return the date of the practice clock."""
        return self.nu().date()

    def instelling(self, nummer: str) -> Instelling | None:
        """Return the school with this number, when DUO knows it."""
        return next((school for school in INSTELLINGEN if school.instellingsnummer == nummer), None)

    def gemeente_met_code(self, code: str) -> Gemeente | None:
        """Return the connected municipality with this code."""
        return next((g for g in self.gemeenten.values() if g.code == code), None)

    def plat(self) -> bool:
        """Return whether the practice DUO is down now."""
        tot = self.gedrag.plat_tot
        return self.gedrag.plat or (tot is not None and self.nu() < tot)

    def bewaar(self, regel: Regel) -> None:
        """Take in all that is in `regel`, and write it down before anybody hears of it."""
        with self.slot:
            if self._uitvoer is not None:
                self._uitvoer.write(regel.model_dump_json(exclude_defaults=True, by_alias=True) + "\n")
            self._verwerk(regel)

    def sluit(self) -> None:
        """Let go of the file; what is registered from now on is not kept."""
        with self.slot:
            if self._uitvoer is not None:
                self._uitvoer.close()
                self._uitvoer = None

    def _verwerk(self, regel: Regel) -> None:
        if regel.leeg:
            self._leegmaken()
        self.personen |= {persoon.bsn: persoon for persoon in regel.personen}
        self._zet_contactpersonen(regel)
        if regel.gemeenten is not None:
            self.gemeenten = {gemeente.oin: gemeente for gemeente in regel.gemeenten}
        if regel.ontvangst is not None:
            self.ontvangen.append(regel.ontvangst)
        if regel.antwoord is not None:
            self.antwoorden[regel.antwoord.bron, str(regel.antwoord.bericht_id)] = regel.antwoord
        for notificatie in regel.notificaties:
            self._plaats(notificatie)
        self.brp |= {str(persoon["burgerservicenummer"]): persoon for persoon in regel.brp}
        if regel.klok is not None:
            self.klok = timedelta(seconds=regel.klok)
        if regel.gedrag is not None:
            self.gedrag = regel.gedrag
            if regel.gedrag.zaad is not None:
                self.toeval.seed(regel.gedrag.zaad)

    def _zet_contactpersonen(self, regel: Regel) -> None:
        for nummer, contact in regel.contactpersonen.items():
            self.volgend_contact = max(self.volgend_contact, nummer + 1)
            if contact is None:
                self.contactpersonen.pop(nummer, None)
            else:
                self.contactpersonen[nummer] = contact

    def _plaats(self, notificatie: Notificatie) -> None:
        sleutel, rij = str(notificatie.bericht_id), self.wachtend.setdefault(notificatie.gemeentecode, {})
        self.notificaties[sleutel] = notificatie
        if notificatie.stand == "wacht":
            rij[sleutel] = notificatie
        else:
            rij.pop(sleutel, None)

    def _lees(self, bestand: Path) -> None:
        """Read what an earlier run left; half a line at the end was never answered, so it is dropped."""
        if not bestand.exists():
            return
        inhoud = bestand.read_bytes()
        heel, _, half = inhoud.rpartition(b"\n")
        for regel in heel.splitlines():
            self._verwerk(Regel.model_validate_json(regel))
        if half:
            with bestand.open("r+b") as schijf:
                schijf.truncate(len(inhoud) - len(half))
