"""What DUO says beside what the municipality says: where they differ, and what each would mean. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy, gettext_noop

from meedoen.dossiers.lijn import FeitSoort
from meedoen.dossiers.models import Feit, Verschilkeuze
from meedoen.keten.duo import codes
from meedoen.keten.duo.bekend import lees
from meedoen.keten.duo.modellen.pip import PipBijDuo
from meedoen.keten.duo.modellen.plicht import Doelgroep, Inburgeringsplicht
from meedoen.keten.duo.modellen.termijn import Inburgeringstermijn
from meedoen.keten.models import Ketenstand
from meedoen.wet.concepts import Certainty
from meedoen.wet.doelgroeprechten import DOELGROEPRECHTEN
from meedoen.wet.sentence import Sentence
from meedoen.wet.termijn.explain import Explanation, explain, explain_all
from meedoen.wet.termijn.feiten import FEITEN
from meedoen.wet.termijn.rule import TermijnSettings

F = FeitSoort

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
    groep = lees(Doelgroep, standen.get("doelgroep"))
    if groep and isinstance(groep.indeling, codes.Doelgroep):
        gegeven = Gegeven(groep.begindatum, groep.indeling.in_de_wet.value)
        uit[F.DOELGROEP] = (gegeven, standen["doelgroep"])
    if plicht := lees(Inburgeringsplicht, standen.get("plicht")):
        stand = standen["plicht"]
        loopt = plicht.indicator_inburgeringsplicht
        tijdelijk = plicht.reden_geen_inburgeringsplicht == codes.GeenPlicht.TIJDELIJKE_VRIJSTELLING
        if loopt and plicht.begindatum:
            uit[F.BEGIN_PLICHT] = (Gegeven(plicht.begindatum), stand)
        if kennisgeving := plicht.datum_kennisgeving_inburgeringsplicht:
            uit[F.KENNISGEVING_DUO] = (Gegeven(kennisgeving), stand)
        if loopt or tijdelijk:
            uit[F.EINDE_PLICHT] = (Gegeven(), stand)
        elif einde := plicht.laatste_dag or plicht.wijzigingsdatum:
            uit[F.EINDE_PLICHT] = (Gegeven(einde), stand)
    if pip := lees(PipBijDuo, standen.get("pip")):
        uit[F.LEERROUTE] = (Gegeven(None, str(pip.pip.leerroute)), standen["pip"])
    if termijn := lees(Inburgeringstermijn, standen.get("termijn")):
        uit[F.TERMIJN_BEGIN] = (Gegeven(termijn.startdatum), standen["termijn"])
        uit[F.TERMIJN_EINDE] = (Gegeven(termijn.laatste_dag), standen["termijn"])
    return uit


def _andere_gemeente(soort: FeitSoort, stand: Ketenstand, ons: str) -> str:
    """The municipality of DUO's PIP, when that is not ours."""
    code = str(stand.inhoud["gemeentecode"]) if soort == F.LEERROUTE and stand.inhoud else ""
    return "" if code == ons else code


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
