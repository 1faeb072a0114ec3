"""What DUO says beside what the municipality says: where they differ, and what each would mean. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy, gettext_noop

from meedoen.dossiers.models import Feit, Verschilkeuze
from meedoen.dossiers.phases import FeitSoort
from meedoen.keten.duo import answers
from meedoen.keten.models import Ketenstand
from meedoen.wet.concepts import Certainty
from meedoen.wet.doelgroeprechten import DOELGROEPRECHTEN
from meedoen.wet.sentence import Sentence
from meedoen.wet.termijn.explain import Explanation, explain, explain_all
from meedoen.wet.termijn.feiten import FEITEN
from meedoen.wet.termijn.rule import TermijnSettings

F = FeitSoort
A = TypeVar("A")

VERLENGD = "verlengd: "
"""How the note of a last day begins that DUO moved on: then it differs from our rule with reason."""
BEREKEND = gettext_lazy("berekend uit het PIP")
TERMIJNEN = gettext_noop("Termijnen")
LAATSTE_DAG = gettext_noop("Laatste dag: {termijn}")
STOPPEN = gettext_noop("zijn gestopt")
LOPEN = gettext_noop("lopen door")
GELDT_NIET = gettext_noop("geldt niet")


@dataclass(frozen=True, slots=True)
class Gegeven:
    """What one side says: a day, a value, or neither when it says that there is none."""

    datum: date | None = None
    waarde: str = ""

    @property
    def sleutel(self) -> str:
        """The same in a few characters, to be compared later."""
        return f"{self.waarde}|{self.datum or ''}"

    def is_gelijk(self, ander: Gegeven) -> bool:
        """A fact with a value is the same by its value: since when, both may know differently."""
        return self.waarde == ander.waarde if self.waarde else self == ander


@dataclass(frozen=True, slots=True)
class Gevolg:
    """What depends on a difference, and how it is by each side. Days, or texts of the law."""

    wat: str | Sentence
    bij_duo: object
    bij_ons: object
    zekerheid: Certainty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergelijking:
    """One subject, both sides of it.

    `sinds` is when DUO said so. `keuze` is what a colleague decided about just this one. `gemeentecode`
    is the other municipality that DUO's PIP is of, `gemeente` its name. `ons_besluit`: only another
    decision can change ours.
    """

    soort: FeitSoort
    bij_duo: Gegeven
    bij_ons: Gegeven | None
    bron: str
    sinds: Any
    gelijk: bool
    keuze: Verschilkeuze | None = None
    gevolgen: tuple[Gevolg, ...] = ()
    gemeentecode: str = ""
    gemeente: str = ""
    ons_besluit: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody still has to choose."""
        return not self.gelijk and self.keuze is None


def vergelijk(
    standen: Mapping[str, Ketenstand],
    feiten: Mapping[str, Feit],
    keuzes: Mapping[str, Verschilkeuze],
    *,
    vandaag: date,
    instellingen: TermijnSettings,
    gemeentecode: str,
) -> list[Vergelijking]:
    """Put what DUO said last beside the facts, subject by subject.

    Args:
        standen: DUO's last answers, by name of the question.
        feiten: the facts that hold, by kind.
        keuzes: the last choice about each kind.
        gemeentecode: ours, to know a PIP of another municipality.
    """
    gerekend = _gerekende_termijn(feiten, vandaag, instellingen)
    rijen = []
    for soort, (gegeven, stand) in _van_duo(standen).items():
        ons, bron = _van_ons(soort, feiten.get(soort), gerekend)
        if ons is None and gegeven == Gegeven():
            continue
        rij = _naast(soort, gegeven, ons, feiten.get(soort))
        rij = replace(rij, bron=bron, sinds=stand.gezegd_op)
        if andere := _andere_gemeente(soort, stand, gemeentecode):
            # The same route in a PIP of another municipality is not our PIP.
            rij = replace(rij, gemeentecode=andere, gelijk=rij.gelijk and not rij.ons_besluit)
        keuze = keuzes.get(soort)
        if keuze and (keuze.bij_duo, keuze.bij_ons) == (gegeven.sleutel, (ons or Gegeven()).sleutel):
            rij = replace(rij, keuze=keuze)
        if not rij.gelijk:
            rij = replace(rij, gevolgen=_gevolgen(rij, feiten, vandaag, instellingen))
        rijen.append(rij)
    return rijen


def _naast(soort: FeitSoort, gegeven: Gegeven, ons: Gegeven | None, feit: Feit | None) -> Vergelijking:
    return Vergelijking(
        soort=soort,
        bij_duo=gegeven,
        bij_ons=ons,
        bron="",
        sinds=None,
        gelijk=ons is not None and gegeven.is_gelijk(ons),
        ons_besluit=feit is not None and soort in VAN_EEN_BESLUIT and feit.bron == Feit.Bron.GEMEENTE,
    )


VAN_EEN_BESLUIT = frozenset({F.LEERROUTE, F.PIP_DAGTEKENING})
"""What only another decision can change, once a decision of the municipality says it."""


def _van_duo(standen: Mapping[str, Ketenstand]) -> dict[FeitSoort, tuple[Gegeven, Ketenstand]]:
    """DUO's words as facts, in the order of the line. About what it did not answer it says nothing."""
    uit: dict[FeitSoort, tuple[Gegeven, Ketenstand]] = {}
    if groep := _lees(answers.read_doelgroep, standen.get("doelgroep")):
        uit[F.DOELGROEP] = (Gegeven(groep.begin, groep.groep.value), standen["doelgroep"])
    if plicht := _lees(answers.read_plicht, standen.get("plicht")):
        stand = standen["plicht"]
        if plicht.loopt and plicht.begin:
            uit[F.BEGIN_PLICHT] = (Gegeven(plicht.begin), stand)
        if plicht.kennisgeving:
            uit[F.KENNISGEVING_DUO] = (Gegeven(plicht.kennisgeving), stand)
        if plicht.loopt or plicht.tijdelijk_vrijgesteld:
            uit[F.EINDE_PLICHT] = (Gegeven(), stand)
        elif plicht.einde:
            uit[F.EINDE_PLICHT] = (Gegeven(plicht.einde), stand)
    if pip := _lees(answers.read_pip, standen.get("pip")):
        uit[F.LEERROUTE] = (Gegeven(None, pip.leerroute), standen["pip"])
    if termijn := _lees(answers.read_termijn, standen.get("termijn")):
        uit[F.TERMIJN_BEGIN] = (Gegeven(termijn.begin), standen["termijn"])
        uit[F.TERMIJN_EINDE] = (Gegeven(termijn.laatste_dag), standen["termijn"])
    return uit


def _lees(read: Callable[[Ketenstand | None], A | None], stand: Ketenstand | None) -> A | None:
    """What DUO said; None when it knows nothing, or said something we cannot read."""
    try:
        return read(stand)
    except ValueError:
        return None


def _andere_gemeente(soort: FeitSoort, stand: Ketenstand, ons: str) -> str:
    """The municipality of DUO's PIP, when that is not ours."""
    pip = answers.read_pip(stand) if soort == F.LEERROUTE else None
    return pip.gemeentecode if pip and pip.gemeentecode != ons else ""


def _gerekende_termijn(
    feiten: Mapping[str, Feit], vandaag: date, instellingen: TermijnSettings
) -> dict[FeitSoort, Gegeven]:
    """The days of the inburgeringstermijn by our own rule; nothing without a PIP."""
    uitleg = explain(_voor_de_wet(feiten), "inburgeringstermijn", vandaag, instellingen)
    if uitleg.begin is None or uitleg.laatste_dag is None:
        return {}
    return {F.TERMIJN_BEGIN: Gegeven(uitleg.begin), F.TERMIJN_EINDE: Gegeven(uitleg.laatste_dag)}


def _van_ons(
    soort: FeitSoort, feit: Feit | None, gerekend: Mapping[FeitSoort, Gegeven]
) -> tuple[Gegeven | None, str]:
    """What the municipality says, and from where; of the term what our rule computes, unless extended."""
    verlengd = feit is not None and feit.toelichting.startswith(VERLENGD)
    if soort in gerekend and not verlengd and (feit is None or feit.bron == Feit.Bron.DUO):
        return gerekend[soort], str(BEREKEND)
    if feit is None:
        return None, ""
    return Gegeven(feit.datum, feit.waarde), str(feit.get_bron_display())


def _voor_de_wet(feiten: Mapping[str, Feit]) -> dict[str, object]:
    return {soort: feit.waarde or feit.datum for soort, feit in feiten.items() if soort in FEITEN}


def _gevolgen(
    rij: Vergelijking, feiten: Mapping[str, Feit], vandaag: date, instellingen: TermijnSettings
) -> tuple[Gevolg, ...]:
    """What would be otherwise with what DUO says: terms by the rules of the law, and what each group gets."""
    gevolgen: list[Gevolg] = []
    if rij.soort == F.EINDE_PLICHT:
        bij_duo, bij_ons = (
            STOPPEN if een is not None and een.datum else LOPEN for een in (rij.bij_duo, rij.bij_ons)
        )
        gevolgen.append(Gevolg(TERMIJNEN, bij_duo, bij_ons))
    if rij.soort in FEITEN:
        ons = _voor_de_wet(feiten)
        duo = ons | {rij.soort: rij.bij_duo.waarde or rij.bij_duo.datum}
        daar, hier = (explain_all(een, vandaag, instellingen) for een in (duo, ons))
        for naam, uitleg in daar.items():
            if _laatste(uitleg) != _laatste(hier[naam]):
                wat = Sentence(LAATSTE_DAG, {"termijn": Sentence(uitleg.title)})
                gevolgen.append(Gevolg(wat, _laatste(uitleg), _laatste(hier[naam]), uitleg.certainty))
    if rij.soort == F.DOELGROEP and rij.bij_ons is not None:
        gevolgen += [
            Gevolg(
                recht.subject,
                recht.for_group(rij.bij_duo.waarde),
                recht.for_group(rij.bij_ons.waarde),
                recht.certainty,
            )
            for recht in DOELGROEPRECHTEN
        ]
    return tuple(gevolgen)


def _laatste(uitleg: Explanation) -> object:
    return uitleg.laatste_dag or GELDT_NIET
