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
    Behaviour,
    Contactpersoon,
    Gemeente,
    Notification,
    Persoon,
    Receipt,
    Stored,
    StoredReply,
)

DUO_OIN = "00000099000000001000"
"""Synthetic, as all numbers here."""

NETHERLANDS = ZoneInfo("Europe/Amsterdam")

SETTINGS = (
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


class UrenLine(Stored):
    """One line of the file: all that one request changed, so that it is there whole or not at all."""

    leeg: bool = False
    """Everything before this line is forgotten."""
    personen: list[Persoon] = []
    contactpersonen: dict[int, Contactpersoon | None] = {}
    gemeenten: list[Gemeente] | None = None
    ontvangst: Receipt | None = None
    antwoord: StoredReply | None = None
    notificaties: list[Notification] = []
    brp: list[dict[str, Any]] = []
    gedrag: Behaviour | None = None
    klok: float | None = None


class World:
    """Everything the practice DUO knows. Hold `slot` while reading or changing it."""

    def __init__(self, bestand: Path | None = None) -> None:
        """Begin empty, or with what an earlier run left in `bestand`."""
        self.lock = threading.RLock()
        self.chance = random.Random()  # noqa: S311 - decides who meets a fault, not a secret
        self._empty()
        self._export: IO[str] | None = None
        if bestand is not None:
            self._read(bestand)
            bestand.parent.mkdir(parents=True, exist_ok=True)
            self._export = bestand.open("a", encoding="utf-8", buffering=1)

    def _empty(self) -> None:
        self.gemeenten: dict[str, Gemeente] = {}
        """By OIN."""
        self.personen: dict[str, Persoon] = {}
        self.contactpersonen: dict[int, Contactpersoon] = {}
        self.next_contact = 1
        self.answers: dict[tuple[str, str], StoredReply] = {}
        self.received: list[Receipt] = []
        self.repeated: dict[str, int] = {}
        self.notificaties: dict[str, Notification] = {}
        self.waiting: dict[str, dict[str, Notification]] = {}
        """Of each municipality what is still to be sent, in order."""
        self.brp: dict[str, dict[str, Any]] = {}
        self.gedrag = Behaviour()
        self.klok = timedelta()

    def nu(self) -> datetime:
        """Return the time of the practice clock, in the Netherlands."""
        return (datetime.now(UTC) + self.klok).astimezone(NETHERLANDS)

    def today(self) -> date:
        """Return the date of the practice clock."""
        return self.nu().date()

    def instelling(self, nummer: str) -> Instelling | None:
        """Return the school with this number, when DUO knows it."""
        return next((school for school in SETTINGS if school.instellingsnummer == nummer), None)

    def gemeente_with_code(self, code: str) -> Gemeente | None:
        """Return the connected municipality with this code."""
        return next((g for g in self.gemeenten.values() if g.code == code), None)

    def plat(self) -> bool:
        """Return whether the practice DUO is down now."""
        until = self.gedrag.plat_tot
        return self.gedrag.plat or (until is not None and self.nu() < until)

    def save(self, line: UrenLine) -> None:
        """Take in all that is in `regel`, and write it down before anybody hears of it."""
        with self.lock:
            if self._export is not None:
                self._export.write(line.model_dump_json(exclude_defaults=True, by_alias=True) + "\n")
            self._process(line)

    def close(self) -> None:
        """Let go of the file; what is registered from now on is not kept."""
        with self.lock:
            if self._export is not None:
                self._export.close()
                self._export = None

    def _process(self, line: UrenLine) -> None:
        if line.leeg:
            self._empty()
        self.personen |= {persoon.bsn: persoon for persoon in line.personen}
        self._set_contactpersonen(line)
        if line.gemeenten is not None:
            self.gemeenten = {gemeente.oin: gemeente for gemeente in line.gemeenten}
        if line.ontvangst is not None:
            self.received.append(line.ontvangst)
        if line.antwoord is not None:
            self.answers[line.antwoord.bron, str(line.antwoord.bericht_id)] = line.antwoord
        for notification in line.notificaties:
            self._place(notification)
        self.brp |= {str(persoon["burgerservicenummer"]): persoon for persoon in line.brp}
        if line.klok is not None:
            self.klok = timedelta(seconds=line.klok)
        if line.gedrag is not None:
            self.gedrag = line.gedrag
            if line.gedrag.zaad is not None:
                self.chance.seed(line.gedrag.zaad)

    def _set_contactpersonen(self, line: UrenLine) -> None:
        for number, contact in line.contactpersonen.items():
            self.next_contact = max(self.next_contact, number + 1)
            if contact is None:
                self.contactpersonen.pop(number, None)
            else:
                self.contactpersonen[number] = contact

    def _place(self, notification: Notification) -> None:
        key, row = str(notification.bericht_id), self.waiting.setdefault(notification.gemeentecode, {})
        self.notificaties[key] = notification
        if notification.stand == "wacht":
            row[key] = notification
        else:
            row.pop(key, None)

    def _read(self, file: Path) -> None:
        """Read what an earlier run left; half a line at the end was never answered, so it is dropped."""
        if not file.exists():
            return
        content = file.read_bytes()
        whole, _, half = content.rpartition(b"\n")
        for line in whole.splitlines():
            self._process(UrenLine.model_validate_json(line))
        if half:
            with file.open("r+b") as disk:
                disk.truncate(len(content) - len(half))
