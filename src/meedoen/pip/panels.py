"""Panels that the apps above put on the page of a PIP that was fixed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from meedoen.basis.access.actor import Actor
from meedoen.basis.registry import Registry
from meedoen.dossiers.models import Dossier

Content = Callable[[Actor, Dossier], dict[str, Any]]

PANELS: Registry[str, Content] = Registry("panel")
"""What a template shows. Content that is empty is not shown."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A template, and what it shows under the name `panel`."""

    template: str
    content: dict[str, Any]


def panels(actor: Actor, dossier: Dossier) -> list[Panel]:
    """What the apps above have to show."""
    filled = ((template, content(actor, dossier)) for template, content in PANELS.items())
    return [Panel(template, content) for template, content in filled if content]
