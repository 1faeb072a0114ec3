"""The page on which a person and an event can be picked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from oefen.events import EVENTS
from oefen.schemas import Examenonderdeel, Feasible, Uitslag
from oefen.stored import Persoon
from oefen.world import World

AT_MOST = 50

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)

CHOICES = (
    ("haalbaar", "Resultaat van de leerbaarheidstoets", Feasible),
    ("onderdeel", "Onderdeel van het examen", Examenonderdeel),
    ("uitslag", "Uitslag van het examen", Uitslag),
)


def make(world: World, vraag: Mapping[str, str], *, fout: str = "") -> str:
    """Return the page: a search, the person that was picked, and what was received last."""
    search = vraag.get("zoek", "")
    return TEMPLATES.get_template("page.html").render(
        state=world,
        nu=world.nu(),
        plat=world.plat(),
        waiting=sum(len(row) for row in world.waiting.values()),
        search=search,
        chosen=world.personen.get(vraag.get("bsn", "")),
        personen=_found(world, search),
        received=world.received[:-21:-1],
        events=EVENTS,
        choices=CHOICES,
        done=vraag.get("gedaan", ""),
        fout=fout,
    )


def _found(world: World, search: str) -> list[Persoon]:
    """Return who is looked for, first those nobody heard of, then those without a PIP."""
    fitting = [p for p in world.personen.values() if search.lower() in p.naam.lower() or search in p.bsn]
    return sorted(fitting, key=lambda p: (not p.nieuw, bool(p.pips)))[:AT_MOST]
