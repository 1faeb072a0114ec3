"""What DUO answered, in plain values and in the words of our law: all that the domain sees of an answer.

DUO's own models and codes stay below (docs/adr/0008-keten.md). An answer that we cannot read is a ValueError.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from meedoen.keten.duo import codes
from meedoen.keten.duo.schemas import lbt, pip, plicht, termijn, vrijstelling
from meedoen.keten.models import KetenState
from meedoen.wet import concepts

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Plicht:
    """The duty. `einde` is its last day when it stopped, else the day on which something changed."""

    runs: bool
    begin: date | None
    kennisgeving: date | None
    einde: date | None
    reden: StrPromise | str
    """Why it does not run, in words; what DUO writes when we have no word for it."""
    temporary_exempt: bool
    deceased: bool


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

    def holds_on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.begin <= day and (self.laatste_dag is None or self.laatste_dag >= day)


@dataclass(frozen=True, slots=True)
class Pip:
    """The PIP that holds at DUO. A `leerroute` that we do not know is as DUO writes it."""

    gemeentecode: str
    dagtekening: date
    leerroute: str
    leerroute_known: bool


@dataclass(frozen=True, slots=True)
class Test:
    """The newest result of the leerbaarheidstoets; the scores are as DUO writes them."""

    examennummer: str
    afgenomen_op: date
    resultaat: concepts.LbtResultaat
    behaalde_score: str
    benodigde_score: str


def read_plicht(stand: KetenState | None) -> Plicht | None:
    """What DUO says about the duty; None when it says nothing.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    read = plicht.Inburgeringsplicht.model_validate(stand.inhoud)
    reason = read.reden_geen_inburgeringsplicht
    return Plicht(
        runs=read.indicator_inburgeringsplicht,
        begin=read.begindatum,
        kennisgeving=read.datum_kennisgeving_inburgeringsplicht,
        einde=read.laatste_dag or read.wijzigingsdatum,
        reden=reason.label if isinstance(reason, codes.NoPlicht) else (reason or ""),
        temporary_exempt=reason == codes.NoPlicht.TEMPORARY_VRIJSTELLING,
        deceased=reason == codes.NoPlicht.OVERLIJDEN,
    )


def read_doelgroep(stand: KetenState | None) -> Doelgroep | None:
    """The group DUO counts somebody in; None when it names none that the law knows.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    read = plicht.Doelgroep.model_validate(stand.inhoud)
    if not isinstance(read.indeling, codes.Doelgroep):
        return None
    return Doelgroep(read.indeling.in_the_wet, read.begindatum)


def read_termijn(stand: KetenState | None) -> Termijn | None:
    """The term as DUO fixed it; None when it fixed none.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    read = termijn.Inburgeringstermijn.model_validate(stand.inhoud)
    ground = read.verlengingsgrondomschrijving or read.verlengingsgrondcode or ""
    return Termijn(read.startdatum, read.laatste_dag, ground)


def read_vrijstellingen(state: KetenState | None) -> list[Vrijstelling]:
    """The temporary exemptions that DUO granted.

    Raises:
        ValueError: something we cannot read.
    """
    rows = state.inhoud if state and state.inhoud else []
    temporary = (vrijstelling.Vrijstelling.model_validate(row).tijdelijke for row in rows)
    return [
        Vrijstelling(one.startdatum, one.laatste_dag)
        for one in temporary
        if one is not None and one.oordeel == codes.Oordeel.TOEKENNING and one.startdatum is not None
    ]


def read_pip(stand: KetenState | None) -> Pip | None:
    """The PIP that DUO knows; None when it knows none.

    Raises:
        ValueError: something we cannot read.
    """
    if stand is None or stand.inhoud is None:
        return None
    read = pip.PipAtDuo.model_validate(stand.inhoud)
    route = read.pip.leerroute
    return Pip(read.gemeentecode, read.pip.dagtekening_pip, str(route), isinstance(route, concepts.Leerroute))


def read_test(state: KetenState | None) -> Test | None:
    """The newest result of the test; None when there is none that the law knows.

    Raises:
        ValueError: something we cannot read.
    """
    if state is None or state.inhoud is None:
        return None
    read = lbt.Leerbaarheidstoets.model_validate(state.inhoud)
    result = max(read.resultaten, key=lambda one: one.datum_afname, default=None)
    if result is None or not isinstance(result.resultaat, codes.LbtResultaat):
        return None
    return Test(
        read.examennummer or "",
        result.datum_afname,
        result.resultaat.in_the_wet,
        result.behaalde_score,
        result.benodigde_score,
    )
