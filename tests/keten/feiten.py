"""What is reported in the day DUO was away: the same facts for who places them and who counts them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

SPACE = UUID("6f3f3f0a-9a3c-4f0e-9d3e-0d6f1a2b3c4d")
DUO_OIN = "00000099000000001000"
MUNICIPALITIES = {
    "0361": ("Alkmaar", "00000099000000361000"),
    "0399": ("Heiloo", "00000099000000399000"),
}
PERSONS = 270
EACH = {"uren_taalles": 8, "uren_intake": 4, "uren_participatie": 3, "map": 2, "pvt": 1, "pip": 1}
"""How many reports of each kind about each person."""
HANDS = (("uren_taalles",), ("uren_intake", "uren_participatie"), ("pip", "map", "pvt"))
"""Three colleagues place these at once, about the same persons."""
PIP_DAY = date(2026, 9, 1)


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist, of one of two municipalities."""

    number: int
    bsn: str

    @property
    def municipality(self) -> str:
        return list(MUNICIPALITIES)[self.number % 3 == 0]

    @property
    def key(self) -> str:
        return f"duo:{uuid5(SPACE, self.bsn)}"


@dataclass(frozen=True)
class Fact:
    """One report. `step` counts the reports of this kind about this person, and grows with its content."""

    person: Person
    kind: str
    step: int

    @property
    def content(self) -> dict[str, Any]:
        if self.kind.startswith("uren_"):
            return {"bsn": self.person.bsn, "uren": self.step * 10}
        if self.kind == "pip":
            return {
                "bsn": self.person.bsn,
                "dagtekening": PIP_DAY.isoformat(),
                "leerroute": "B",
                "niveau": "",
                "intensiteit_uren": None,
                "mag_opleiding_afmaken": False,
                "alfabetisering": "",
                "gemeentecode": self.person.municipality,
            }
        day = PIP_DAY + timedelta(days=self.step)
        return {"bsn": self.person.bsn, "datum": day.isoformat(), "verwijtbaar": None}


def persons() -> list[Person]:
    """Persons with a BSN from the range that is never given out."""
    found = []
    for number in range(999_900_000, 999_999_999):
        digits = [int(digit) for digit in str(number)]
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(w * d for w, d in zip(weights, digits, strict=True)) % 11 == 0:
            found.append(Person(len(found), str(number)))
        if len(found) == PERSONS:
            return found
    raise AssertionError


def facts_of(hand: int, seed: int) -> Iterator[Fact]:
    """What one colleague reports, in order per person and kind, the persons mixed."""
    chance = random.Random(seed + hand)  # noqa: S311  # no secret
    rows = [
        [Fact(person, kind, step) for kind in HANDS[hand] for step in range(1, EACH[kind] + 1)]
        for person in persons()
    ]
    turns = [row for row in rows for _ in row]
    chance.shuffle(turns)
    for row in turns:
        yield row.pop(0)


def all_facts(seed: int) -> list[Fact]:
    """Everything that has to arrive."""
    return [fact for hand in range(len(HANDS)) for fact in facts_of(hand, seed)]
