"""What DUO answered, in plain values and in the words of our law: all that the domain sees of an answer.

DUO's own models and codes stay below (docs/adr/0008-keten.md). An answer that we cannot read is a ValueError.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from meedoen.keten.duo import codes
from meedoen.keten.duo.schemas import lbt, pip, plicht, termijn, vrijstelling
from meedoen.keten.models import Ketenstand
from meedoen.wet import concepts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Plicht:
    """The duty. `einde` is its last day when it stopped, else the day on which something changed."""

    loopt: bool
    begin: date | None
    kennisgeving: date | None
    einde: date | None
    reden: StrPromise | str
    """Why it does not run, in words; what DUO writes when we have no word for it."""
    tijdelijk_vrijgesteld: bool
    overleden: bool


@dataclass(frozen=True, slots=True)
class Doelgroep:
    """The group of the law, and since when."""

    groep: concepts.Doelgroep
    begin: date | None


@dataclass(frozen=True, slots=True)
class Termijn:
    """The inburgeringstermijn; `grond` is why it was extended, empty when it was not."""

    begin: date
    laatste_dag: date | None
    grond: str


@dataclass(frozen=True, slots=True)
class Vrijstelling:
    """A temporary exemption that was granted."""

    begin: date
    laatste_dag: date | None

    def holds_on(self, dag: date) -> bool:
        """Whether it holds on this day."""
        return self.begin <= dag and (self.laatste_dag is None or self.laatste_dag >= dag)


@dataclass(frozen=True, slots=True)
class Pip:
    """The PIP that holds at DUO. A `leerroute` that we do not know is as DUO writes it."""

    gemeentecode: str
    dagtekening: date
    leerroute: str
    leerroute_known: bool


@dataclass(frozen=True, slots=True)
class Toets:
    """The newest result of the leerbaarheidstoets; the scores are as DUO writes them."""

    examennummer: str
    afgenomen_op: date
    resultaat: concepts.LbtResultaat
    behaalde_score: str
    benodigde_score: str


def read_plicht(stand: Ketenstand | None) -> Plicht | None:
    """What DUO says about the duty; None when it says nothing.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    gelezen = plicht.Inburgeringsplicht.model_validate(stand.inhoud)
    reden = gelezen.reden_geen_inburgeringsplicht
    return Plicht(
        loopt=gelezen.indicator_inburgeringsplicht,
        begin=gelezen.begindatum,
        kennisgeving=gelezen.datum_kennisgeving_inburgeringsplicht,
        einde=gelezen.laatste_dag or gelezen.wijzigingsdatum,
        reden=reden.label if isinstance(reden, codes.GeenPlicht) else (reden or ""),
        tijdelijk_vrijgesteld=reden == codes.GeenPlicht.TIJDELIJKE_VRIJSTELLING,
        overleden=reden == codes.GeenPlicht.OVERLIJDEN,
    )


def read_doelgroep(stand: Ketenstand | None) -> Doelgroep | None:
    """The group DUO counts somebody in; None when it names none that the law knows.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    gelezen = plicht.Doelgroep.model_validate(stand.inhoud)
    if not isinstance(gelezen.indeling, codes.Doelgroep):
        return None
    return Doelgroep(gelezen.indeling.in_de_wet, gelezen.begindatum)


def read_termijn(stand: Ketenstand | None) -> Termijn | None:
    """The term as DUO fixed it; None when it fixed none.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    gelezen = termijn.Inburgeringstermijn.model_validate(stand.inhoud)
    grond = gelezen.verlengingsgrondomschrijving or gelezen.verlengingsgrondcode or ""
    return Termijn(gelezen.startdatum, gelezen.laatste_dag, grond)


def read_vrijstellingen(stand: Ketenstand | None) -> list[Vrijstelling]:
    """The temporary exemptions that DUO granted.

    Raises:
        ValueError: something we cannot read.
    """
    rijen = stand.inhoud if stand and stand.inhoud else []
    tijdelijk = (vrijstelling.Vrijstelling.model_validate(rij).tijdelijke for rij in rijen)
    return [
        Vrijstelling(een.startdatum, een.laatste_dag)
        for een in tijdelijk
        if een is not None and een.oordeel == codes.Oordeel.TOEKENNING and een.startdatum is not None
    ]


def read_pip(stand: Ketenstand | None) -> Pip | None:
    """The PIP that DUO knows; None when it knows none.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    gelezen = pip.PipBijDuo.model_validate(stand.inhoud)
    route = gelezen.pip.leerroute
    return Pip(
        gelezen.gemeentecode, gelezen.pip.dagtekening_pip, str(route), isinstance(route, concepts.Leerroute)
    )


def read_toets(stand: Ketenstand | None) -> Toets | None:
    """The newest result of the test; None when there is none that the law knows.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    gelezen = lbt.Leerbaarheidstoets.model_validate(stand.inhoud)
    uitslag = max(gelezen.resultaten, key=lambda een: een.datum_afname, default=None)
    if uitslag is None or not isinstance(uitslag.resultaat, codes.LbtResultaat):
        return None
    return Toets(
        gelezen.examennummer or "",
        uitslag.datum_afname,
        uitslag.resultaat.in_de_wet,
        uitslag.behaalde_score,
        uitslag.benodigde_score,
    )
