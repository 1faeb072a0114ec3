"""Panels that the apps above put on the page of a PIP that was fixed; each says so when it is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from meedoen.basis.access.actor import Actor
from meedoen.dossiers.models import Dossier

Content = Callable[[Actor, Dossier], dict[str, Any]]

_contents: dict[str, Content] = {}


@dataclass(frozen=True, slots=True)
class Panel:
    """A template, and what it shows under the name `panel`."""

    template: str
    content: dict[str, Any]


def bring_panel(template: str, content: Content) -> None:
    """Put this on the page of every PIP that was fixed. Content that is empty is not shown."""
    _contents[template] = content


def panels(actor: Actor, dossier: Dossier) -> list[Panel]:
    """What the apps above have to show."""
    filled = ((template, content(actor, dossier)) for template, content in _contents.items())
    return [Panel(template, content) for template, content in filled if content]
