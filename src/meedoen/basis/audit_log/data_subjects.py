"""From a dossier number to the person it is about, and back.

The logbook knows people by id only. What knows their dossiers lies above it, and says so here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from meedoen.basis.registry import Several


class Register(Protocol):
    """Knows which number stands for which person, within what row-level security lets through."""

    def personen(self, gemeente_id: UUID, nummer: str) -> list[UUID]:
        """The persons of the dossier with this number in this municipality.

        None when there is no such dossier.
        """
        ...

    def numbers(self, personen: Collection[UUID]) -> dict[UUID, str]:
        """The number of the newest dossier of each of these persons, as far as there is one."""
        ...


REGISTERS: Several[Register] = Several("register of numbers")
"""What the logbook asks."""


def personen_of(gemeente_id: UUID, number: str) -> list[UUID]:
    """The persons behind a dossier number."""
    return [persoon for register in REGISTERS for persoon in register.personen(gemeente_id, number)]


def numbers_of(personen: Collection[UUID]) -> dict[UUID, str]:
    """Dossier numbers by person."""
    return {
        persoon: number for register in REGISTERS for persoon, number in register.numbers(personen).items()
    }
