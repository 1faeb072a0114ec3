"""A condition as data, and what trying it gives: what the rules for a PIP and those of DUO have in common."""

from dataclasses import dataclass
from enum import StrEnum

from meedoen.wet.artikel import Artikel
from meedoen.wet.begrippen import LEERROUTE_NAAM, LbtResultaat, Leerroute, Zekerheid
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
class Voorwaarde:
    """One condition, as data.

    `zin` is the condition in plain Dutch, `stand` says how the facts stand to it and names them in braces,
    `nodig` names the facts that must be known to try it at all. `bron` is the line of the rule sheet
    (wi2021.md).
    """

    id: str
    zin: str
    stand: str
    grondslag: Artikel
    zekerheid: Zekerheid
    soort: Soort
    bron: str
    nodig: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Toetsing:
    """A condition tried once: the outcome, and a sentence with the values it was tried on."""

    regel: Voorwaarde
    uitkomst: Uitkomst
    zin: Zin

    @property
    def weigert(self) -> bool:
        """Whether it cannot be done like this."""
        return self.uitkomst == Uitkomst.NIET_VOLDAAN and self.regel.soort == Soort.WEIGERING

    @property
    def vraagt_aandacht(self) -> bool:
        """Whether somebody must look at this first."""
        return self.uitkomst == Uitkomst.NIET_VOLDAAN and self.regel.soort == Soort.AANDACHTSPUNT


def met_stand(regel: Voorwaarde, stand: Zin) -> Zin:
    """Return the condition with how it stands behind it; each is a sentence to translate by itself."""
    return Zin("{eis} {stand}", {"eis": Zin(regel.zin), "stand": stand})


def gezegd(waarde: object) -> object:
    """Return a fact as it is said in a sentence; None is what is not filled in."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, Leerroute):
        return LEERROUTE_NAAM[waarde]
    if waarde == LbtResultaat.NIET_HAALBAAR:
        return "niet haalbaar"
    return None if waarde == "" else waarde
