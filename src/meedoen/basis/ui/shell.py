"""What stands around every page: whose workplace it is, the way to other pages, how many messages wait.

The roof of the house knows which pages there are, and brings what builds it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpRequest

from meedoen.basis.access.actor import Actor
from meedoen.basis.registry import Registry, Single

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class MenuItem:
    """One way out of a page. `hier`: this page lies behind it; `aantal`: how much there needs this person."""

    naam: StrPromise | str
    url: str
    here: bool = False
    aantal: int = 0


@dataclass(frozen=True)
class Shell:
    """What the header of a page shows.

    Attributes:
        waar: the municipality or municipalities worked for, in words; empty for nobody.
        thema: the code of the municipality whose colours the page wears; empty for our own.
        uitgang_url: where one signs out.
        meldingen: how many signals wait for this person; None when she has no dossiers.
    """

    where: str = ""
    theme: str = ""
    menu: list[MenuItem] = field(default_factory=list)
    beheer: list[MenuItem] = field(default_factory=list)
    search_url: str = ""
    reports: int | None = None
    reports_url: str = ""
    uitgang_url: str = ""


@dataclass(frozen=True)
class Way:
    """A way to a page. `may`: who has it; `count`: how much behind it needs this person."""

    label: StrPromise | str
    order: int
    may: Callable[[Actor], bool]
    count: Callable[[Actor], int] | None = None


MENU: Registry[str, Way] = Registry("way in the header to")
"""By the name of an address without anything in it; where it stands is its `order`."""
ACCOUNT_MENU: Registry[str, Way] = Registry("way under one's name to")
"""Likewise, in the menu under one's name."""

Builder = Callable[[HttpRequest], Shell]

BUILDER: Single[Builder] = Single("builder of the shell")
"""Builds the shell of every page."""


def shell_of(request: HttpRequest) -> Shell:
    """The shell of this page; a bare one when nobody is signed in."""
    actor = getattr(request, "actor", None)
    build = BUILDER.get()
    if actor is None or actor.id is None or build is None:
        return Shell()
    return build(request)
