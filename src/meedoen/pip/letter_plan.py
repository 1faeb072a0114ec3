"""The plan as it stands in the letter: the goals, and what both sides promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.dossiers.models import Dossier
from meedoen.pip.models import Afspraak, Doel
from meedoen.wet.sentence import in_words


def zonder_weekdag(dag: date) -> str:
    """A date as in "22 mei 2028"."""
    return in_words(dag).split(" ", 1)[1]


WIE = {
    Afspraak.Partij.INBURGERAAR: "U",
    Afspraak.Partij.GEMEENTE: "De gemeente",
    Afspraak.Partij.AANBIEDER: "De school of aanbieder",
}


@dataclass(frozen=True)
class Afspraakregel:
    """Who does what by when."""

    wie: str
    wat: str
    wanneer: str


@dataclass(frozen=True)
class Plandeel:
    """The plan on its own page. It is no part of the decision, and says so."""

    hoofddoel: str
    subdoelen: tuple[str, ...]
    afspraken: tuple[Afspraakregel, ...]

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing in the plan yet."""
        return not (self.hoofddoel or self.subdoelen or self.afspraken)


def plandeel(dossier: Dossier) -> Plandeel:
    """What is open in the plan now. Two queries."""
    doelen = list(Doel.objects.filter(dossier=dossier, bereikt_op=None, vervallen_op=None))
    afspraken = Afspraak.objects.filter(dossier=dossier, nagekomen_op=None, vervallen_op=None)
    return Plandeel(
        hoofddoel=next((_met_dag(doel) for doel in doelen if doel.soort == Doel.Soort.HOOFD), ""),
        subdoelen=tuple(_met_dag(doel) for doel in doelen if doel.soort == Doel.Soort.SUB),
        afspraken=tuple(
            Afspraakregel(
                WIE[Afspraak.Partij(afspraak.partij)],
                afspraak.tekst,
                zonder_weekdag(afspraak.uiterlijk) if afspraak.uiterlijk else "",
            )
            for afspraak in sorted(afspraken, key=lambda rij: list(WIE).index(Afspraak.Partij(rij.partij)))
        ),
    )


def _met_dag(doel: Doel) -> str:
    return f"{doel.tekst} (uiterlijk {zonder_weekdag(doel.streefdatum)})" if doel.streefdatum else doel.tekst
