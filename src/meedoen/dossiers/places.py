"""What the apps above bring to a dossier: a tab, the page on which a step is done, where a fact follows from.

Each app says so when it is loaded (`AppConfig.ready`), so that a dossier names none of them. A place that is
taken already is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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


TABS: dict[str, Tab] = {}
STEPS: dict[Stap, tuple[str, str]] = {}
"""The page on which each step is done, and the question in its address."""
ORIGINS: dict[FeitSoort, Origin] = {}


class AlreadyTakenError(Exception):
    """Two apps bring the same; the message says what."""


def bring_tab(tab: Tab) -> None:
    """Put a tab on every dossier."""
    if tab.name in TABS or any(one.order == tab.order for one in TABS.values()):
        raise AlreadyTakenError(f"tab {tab.name} ({tab.order})")
    TABS[tab.name] = tab


def bring_steps(pages: Mapping[Stap, tuple[str, str]]) -> None:
    """Say on which pages these steps are done."""
    if taken := STEPS.keys() & pages.keys():
        raise AlreadyTakenError(f"step {', '.join(sorted(taken))}")
    STEPS.update(pages)


def bring_origin(origin: Origin, facts: Iterable[FeitSoort]) -> None:
    """Say from which act these facts follow."""
    for fact in facts:
        if fact in ORIGINS:
            raise AlreadyTakenError(f"fact {fact}")
        ORIGINS[fact] = origin


def tabs() -> list[Tab]:
    """The tabs of a dossier, in order."""
    return sorted(TABS.values(), key=lambda tab: tab.order)


def bring_own() -> None:
    """What a dossier has by itself."""
    for tab in (
        Tab("overzicht", _("Overzicht"), "dossiers:dossier", 10),
        Tab("gesprekken", _("Gesprekken"), "dossiers:gesprekken", 50),
        Tab("documenten", _("Documenten"), "dossiers:documenten", 60),
        Tab("duo", _("DUO"), "dossiers:duo", 70),
        Tab("netwerk", _("Netwerk"), "dossiers:netwerk", 80),
        Tab("logboek", _("Logboek"), "dossiers:logboek", 90),
    ):
        bring_tab(tab)
    bring_steps(
        {
            Stap.FIRST_CONTACT: ("dossiers:contact_nieuw", "?onderwerp=kennismaking"),
            Stap.HANDOVER: ("dossiers:contact_nieuw", "?onderwerp=driegesprek"),
            Stap.PROGRESS: ("dossiers:contact_nieuw", "?onderwerp=voortgang"),
            Stap.NONE: ("dossiers:dossier", ""),
        }
    )
