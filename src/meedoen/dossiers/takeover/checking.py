"""From a row of text to somebody who can be taken over, or to what is wrong with the row. No database
here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from meedoen.dossiers import feit_rules
from meedoen.dossiers.phases import FeitSoort as F
from meedoen.dossiers.takeover.cell_values import LetOp, WaardeFout, lees_waarde, waardesoort
from meedoen.dossiers.takeover.column_mapping import SLEUTELS, Koppeling
from meedoen.dossiers.takeover.fields import DATUMFEITEN, VELD
from meedoen.dossiers.takeover.reading import Bronrij

OUDSTE_GEBOORTEJAAR = 1900
HOOGSTENS_VOORUIT = timedelta(days=730)
"""Planned facts (a house, bijstand) lie no further ahead."""


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """What is wrong in one cell: where, what kind of value, what to do. Nothing of the value itself.

    `weigert` is false when only the cell is left empty.
    """

    regel: int
    kolom: str
    soort_waarde: str
    wat_te_doen: str
    weigert: bool = True


@dataclass(slots=True)
class Rij:
    """A row that can be taken over: field → value, only what was filled in."""

    regel: int
    waarden: dict[str, str | date]

    def tekst(self, veld: str) -> str:
        """The text of a field; empty when it was not filled in."""
        waarde = self.waarden.get(veld, "")
        return waarde if isinstance(waarde, str) else waarde.isoformat()

    def dag(self, veld: str) -> date | None:
        """The date of a field; None when it was not filled in."""
        waarde = self.waarden.get(veld)
        return waarde if isinstance(waarde, date) else None

    @property
    def datums(self) -> dict[str, date]:
        """The dated facts."""
        return {soort: dag for soort in DATUMFEITEN if (dag := self.dag(soort))}


@dataclass(slots=True)
class Keurder:
    """Judges rows one by one, and remembers whom it has seen."""

    kolommen: list[str]
    koppeling: Koppeling
    vandaag: date
    bezwaren: list[Bezwaar] = field(default_factory=list)
    _gezien: dict[tuple[str, str], int] = field(default_factory=dict)

    def keur(self, bron: Bronrij) -> Rij | None:
        """The row when it can be taken over; else None, and why in `bezwaren`."""
        gevonden = list(self._lees(bron, rij := Rij(bron.regel, {})))
        if not any(een.weigert for een in gevonden):
            gevonden += self._passen(rij)
        self.bezwaren += gevonden
        if any(een.weigert for een in gevonden):
            return None
        for sleutel in SLEUTELS:
            if waarde := rij.tekst(sleutel):
                self._gezien[sleutel, waarde] = bron.regel
        return rij

    def _lees(self, bron: Bronrij, rij: Rij) -> Iterator[Bezwaar]:
        """Read every cell into the row."""
        if len(bron.cellen) > len(self.kolommen) and any(
            cel.strip() for cel in bron.cellen[len(self.kolommen) :]
        ):
            yield Bezwaar(
                bron.regel,
                "",
                "te veel cellen",
                "Deze rij heeft meer cellen dan de kop. "
                "Zet tekst met een scheidingsteken tussen aanhalingstekens.",
            )
            return
        for naam, plaats in self.koppeling.plaatsen.items():
            tekst = bron.cellen[plaats].strip() if plaats < len(bron.cellen) else ""
            if not tekst:
                continue
            try:
                rij.waarden[naam] = lees_waarde(VELD[naam], tekst, self.koppeling.waarden.get(naam, {}))
            except WaardeFout as fout:
                weigert = not isinstance(fout, LetOp)
                yield Bezwaar(bron.regel, self.kolommen[plaats], waardesoort(tekst), str(fout), weigert)

    def _passen(self, rij: Rij) -> list[Bezwaar]:
        """Whether the values of a row fit each other, and no earlier row is the same person."""
        _splits_naam(rij)
        return [*self._wie(rij), *self._wanneer(rij)]

    def _wie(self, rij: Rij) -> Iterator[Bezwaar]:
        if not rij.tekst("achternaam"):
            yield self._bezwaar(rij, "achternaam", "leeg", "Vul de achternaam in.")
        if not any(rij.tekst(sleutel) for sleutel in SLEUTELS):
            yield self._bezwaar(
                rij, SLEUTELS[0], "leeg", "Vul een BSN, een V-nummer of een dossiernummer in."
            )
        for sleutel in SLEUTELS:
            eerder = self._gezien.get((sleutel, rij.tekst(sleutel)))
            if eerder:
                yield self._bezwaar(
                    rij,
                    sleutel,
                    "dubbel",
                    f"Dit nummer staat ook op regel {eerder}. Laat een van de twee rijen weg.",
                )

    def _wanneer(self, rij: Rij) -> Iterator[Bezwaar]:
        geboren = rij.dag("geboortedatum")
        if geboren and not OUDSTE_GEBOORTEJAAR <= geboren.year <= self.vandaag.year:
            yield self._bezwaar(
                rij, "geboortedatum", "datum", "Deze geboortedatum kan niet. Controleer het jaar."
            )
            return
        datums = rij.datums
        for soort, dag in datums.items():
            anders = feit_rules.bezwaar(soort, dag, vandaag=self.vandaag, geboren=geboren, datums=datums)
            if anders or dag > self.vandaag + HOOGSTENS_VOORUIT:
                yield self._bezwaar(
                    rij, soort, "datum", anders or "Deze dag ligt te ver in de toekomst. Controleer het jaar."
                )
        if rij.dag(F.PIP_DAGTEKENING) and not rij.tekst(F.LEERROUTE):
            yield self._bezwaar(
                rij, F.LEERROUTE, "leeg", "Er is een PIP maar geen leerroute. Vul B, O of Z in."
            )

    def _bezwaar(self, rij: Rij, veld: str, soort: str, wat_te_doen: str) -> Bezwaar:
        plaats = self.koppeling.plaatsen.get(veld)
        return Bezwaar(rij.regel, self.kolommen[plaats] if plaats is not None else veld, soort, wat_te_doen)


def _splits_naam(rij: Rij) -> None:
    """A full name is "achternaam, voornamen", or else its last word is the family name."""
    naam = str(rij.waarden.pop("naam", ""))
    if not naam or rij.tekst("achternaam"):
        return
    achter, komma, voor = naam.partition(",")
    if not komma:
        voor, _, achter = naam.rpartition(" ")
    rij.waarden |= {"achternaam": achter.strip()[:120], "voornamen": voor.strip()[:120]}
