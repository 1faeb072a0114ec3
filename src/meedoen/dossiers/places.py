"""What the apps above bring to a dossier: a tab, the page on which a step is done, where a fact follows from.

Each app says so in its manifest, so that a dossier names none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from meedoen.basis.registry import Registry
from meedoen.dossiers.phases import FeitSoort, Stap

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of a dossier. `page` is the name of an address with the id of the dossier and nothing else."""

    name: str
    label: StrPromise | str
    page: str
    order: int


@dataclass(frozen=True, slots=True)
class Origin:
    """An act with checks of its own that a fact follows from, so that nobody types it."""

    page: str
    text: StrPromise | str

    def url(self, dossier_id: UUID) -> str:
        """The address of the act."""
        return reverse(self.page, args=[dossier_id])


TABS: Registry[str, Tab] = Registry("tab")
"""By name; where a tab stands is its `order`."""
STEPS: Registry[Stap, tuple[str, str]] = Registry("step")
"""The page on which each step is done, and the question in its address."""
ORIGINS: Registry[FeitSoort, Origin] = Registry("origin of fact")


def tabs() -> list[Tab]:
    """The tabs of a dossier, in order."""
    return sorted(TABS.values(), key=lambda tab: tab.order)
