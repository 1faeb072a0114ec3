"""The page on which a person and an event can be picked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from oefen.events import GEBEURTENISSEN
from oefen.schemas import Examenonderdeel, Haalbaar, Uitslag
from oefen.stored import Persoon
from oefen.world import Staat

HOOGSTENS = 50

SJABLONEN = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)

KEUZES = (
    ("haalbaar", "Resultaat van de leerbaarheidstoets", Haalbaar),
    ("onderdeel", "Onderdeel van het examen", Examenonderdeel),
    ("uitslag", "Uitslag van het examen", Uitslag),
)


def maak(staat: Staat, vraag: Mapping[str, str], *, fout: str = "") -> str:
    """Return the page: a search, the person that was picked, and what was received last."""
    zoek = vraag.get("zoek", "")
    return SJABLONEN.get_template("pagina.html").render(
        staat=staat,
        nu=staat.nu(),
        plat=staat.plat(),
        wachtend=sum(len(rij) for rij in staat.wachtend.values()),
        zoek=zoek,
        gekozen=staat.personen.get(vraag.get("bsn", "")),
        personen=_gevonden(staat, zoek),
        ontvangen=staat.ontvangen[:-21:-1],
        gebeurtenissen=GEBEURTENISSEN,
        keuzes=KEUZES,
        gedaan=vraag.get("gedaan", ""),
        fout=fout,
    )


def _gevonden(staat: Staat, zoek: str) -> list[Persoon]:
    """Return who is looked for, first those nobody heard of, then those without a PIP."""
    passend = [p for p in staat.personen.values() if zoek.lower() in p.naam.lower() or zoek in p.bsn]
    return sorted(passend, key=lambda p: (not p.nieuw, bool(p.pips)))[:HOOGSTENS]
