"""What a rule for a PIP consists of, and how one is tried."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum

from meedoen.wet.artikel import Artikel
from meedoen.wet.begrippen import LEERROUTE_NAAM, LbtResultaat, Leerroute, Zekerheid
from meedoen.wet.pip_feiten import PipFeiten
from meedoen.wet.zin import Zin

NIET_TE_TOETSEN = "Dit is nog niet te toetsen: een gegeven ontbreekt."


class Soort(StrEnum):
    """What follows from a rule that is not met."""

    WEIGERING = "weigering"
    AANDACHTSPUNT = "aandachtspunt"


class Uitkomst(StrEnum):
    """What trying a rule gives."""

    VOLDAAN = "voldaan"
    NIET_VOLDAAN = "niet_voldaan"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PipRegel:
    """One condition that a PIP meets, as data.

    `zin` is the condition in plain Dutch, `stand` says how this PIP stands to it and names facts in braces.
    `geldt_als` says for which PIPs the condition holds, `voldaan_als` when it is met, `nodig` which facts
    must be known to try it at all. `bron` is the line of the rule sheet (wi2021.md).
    """

    id: str
    zin: str
    stand: str
    voldaan_als: Callable[[PipFeiten], bool]
    grondslag: Artikel
    zekerheid: Zekerheid
    soort: Soort
    bron: str
    geldt_als: Callable[[PipFeiten], bool] = lambda _: True
    nodig: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toetsing:
    """A rule tried on one PIP: the outcome, and a sentence with the values it was tried on."""

    regel: PipRegel
    uitkomst: Uitkomst
    zin: Zin

    @property
    def weigert(self) -> bool:
        """Whether the PIP cannot be fixed like this."""
        return self.uitkomst == Uitkomst.NIET_VOLDAAN and self.regel.soort == Soort.WEIGERING

    @property
    def vraagt_aandacht(self) -> bool:
        """Whether somebody must look at this before the PIP is fixed."""
        return self.uitkomst == Uitkomst.NIET_VOLDAAN and self.regel.soort == Soort.AANDACHTSPUNT


def toets(regel: PipRegel, feiten: PipFeiten) -> Toetsing:
    """Try one rule on one PIP."""
    if not regel.geldt_als(feiten):
        return Toetsing(regel, Uitkomst.NIET_VAN_TOEPASSING, Zin(regel.zin))
    if any(getattr(feiten, naam) is None for naam in regel.nodig):
        return Toetsing(regel, Uitkomst.NIET_VAN_TOEPASSING, _met(regel, Zin(NIET_TE_TOETSEN)))
    uitkomst = Uitkomst.VOLDAAN if regel.voldaan_als(feiten) else Uitkomst.NIET_VOLDAAN
    return Toetsing(regel, uitkomst, _met(regel, Zin(regel.stand, _waarden(feiten))))


def _met(regel: PipRegel, stand: Zin) -> Zin:
    """Return the condition with how it stands behind it; each is a sentence to translate by itself."""
    return Zin("{eis} {stand}", {"eis": Zin(regel.zin), "stand": stand})


def _waarden(feiten: PipFeiten) -> dict[str, object]:
    """Return every fact by name, as it is said in a sentence; None is what is not filled in."""
    return {veld.name: _gezegd(getattr(feiten, veld.name)) for veld in fields(feiten)}


def _gezegd(waarde: object) -> object:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, Leerroute):
        return LEERROUTE_NAAM[waarde]
    if waarde == LbtResultaat.NIET_HAALBAAR:
        return "niet haalbaar"
    return None if waarde == "" else waarde
