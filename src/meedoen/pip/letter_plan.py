"""The plan as it stands in the letter: the goals, and what both sides promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meedoen.dossiers.models import Dossier
from meedoen.pip.models import Afspraak, Doel
from meedoen.wet.sentence import in_words


def without_weekday(day: date) -> str:
    """A date as in "22 mei 2028"."""
    return in_words(day).split(" ", 1)[1]


WHO = {
    Afspraak.Party.INBURGERAAR: "U",
    Afspraak.Party.GEMEENTE: "De gemeente",
    Afspraak.Party.AANBIEDER: "De school of aanbieder",
}


@dataclass(frozen=True)
class AfspraakLine:
    """Who does what by when."""

    wie: str
    wat: str
    wanneer: str


@dataclass(frozen=True)
class PlanPart:
    """The plan on its own page. It is no part of the decision, and says so."""

    hoofddoel: str
    subdoelen: tuple[str, ...]
    afspraken: tuple[AfspraakLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the plan yet."""
        return not (self.hoofddoel or self.subdoelen or self.afspraken)


def plan_part(dossier: Dossier) -> PlanPart:
    """What is open in the plan now. Two queries."""
    doelen = list(Doel.objects.filter(dossier=dossier, reached_on=None, lapsed_on=None))
    afspraken = Afspraak.objects.filter(dossier=dossier, kept_on=None, lapsed_on=None)
    return PlanPart(
        hoofddoel=next((_with_day(doel) for doel in doelen if doel.soort == Doel.Kind.MAIN), ""),
        subdoelen=tuple(_with_day(doel) for doel in doelen if doel.soort == Doel.Kind.SUB),
        afspraken=tuple(
            AfspraakLine(
                WHO[Afspraak.Party(afspraak.partij)],
                afspraak.tekst,
                without_weekday(afspraak.uiterlijk) if afspraak.uiterlijk else "",
            )
            for afspraak in sorted(afspraken, key=lambda row: list(WHO).index(Afspraak.Party(row.partij)))
        ),
    )


def _with_day(doel: Doel) -> str:
    return f"{doel.tekst} (uiterlijk {without_weekday(doel.streefdatum)})" if doel.streefdatum else doel.tekst
