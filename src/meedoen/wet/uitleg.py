"""Why a term of one dossier is as it is: the same computation as for a million, told in sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

import polars as pl

from meedoen.wet import kalender
from meedoen.wet.artikel import Artikel
from meedoen.wet.begrippen import Status, Zekerheid
from meedoen.wet.feiten import DATUMS, FEITEN, KOLOMMEN, als_feiten
from meedoen.wet.regel import Instellingen, Termijnregel
from meedoen.wet.termijnen import STANDAARD, bereken_regel, jaren_van
from meedoen.wet.termijnregels import TERMIJNREGEL
from meedoen.wet.zin import Zin


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitleg:
    """One term of one dossier with all reasons. `zinnen` tell it in order, `waarschuwingen` say what is
    uncertain.
    """

    termijn: str
    titel: str
    status: Status
    begin: date | None
    begin_feit: str | None
    laatste_dag_ruw: date | None
    laatste_dag: date | None
    verschoven_door: str | None
    gehaald_op: date | None
    grondslag: Artikel
    zekerheid: Zekerheid
    zinnen: tuple[Zin, ...]
    waarschuwingen: tuple[Zin, ...]


@dataclass(frozen=True, slots=True)
class _Rij:
    """The computed columns of one dossier and one rule."""

    van_toepassing: bool | None
    telt_vanaf: date | None
    begin: date | None
    laatste_dag_gewoon: date | None
    laatste_dag_ruw: date | None
    laatste_dag: date | None
    verschoven_door: str | None
    gehaald_op: date | None
    status: str


def leg_uit(
    feiten: Mapping[str, object],
    termijn: str,
    peildatum: date,
    instellingen: Instellingen = STANDAARD,
) -> Uitleg:
    """Explain one term of one dossier on `peildatum`.

    `feiten` are named as in `feiten.FEITEN`; what is left out or None is unknown. Raises KeyError for an
    unknown term and ValueError for an unknown fact or value.
    """
    regel = TERMIJNREGEL[termijn]
    onbekend = feiten.keys() - set(KOLOMMEN)
    if onbekend:
        raise ValueError(f"unknown facts: {', '.join(sorted(onbekend))}")
    frame = als_feiten(pl.DataFrame([{naam: feiten.get(naam) for naam in KOLOMMEN}]))
    gerekend = bereken_regel(frame.lazy(), regel, peildatum, instellingen, jaren_van(frame))
    rij = _Rij(**gerekend.select(_Rij.__slots__).collect().row(0, named=True))
    bekend: dict[str, date | None] = frame.select(DATUMS).row(0, named=True)
    return Uitleg(
        termijn=regel.naam,
        titel=regel.titel,
        status=Status(rij.status),
        begin=rij.begin,
        begin_feit=_begin_feit(regel, rij, bekend),
        laatste_dag_ruw=rij.laatste_dag_ruw,
        laatste_dag=rij.laatste_dag,
        verschoven_door=rij.verschoven_door,
        gehaald_op=rij.gehaald_op,
        grondslag=regel.grondslag,
        zekerheid=regel.zekerheid,
        zinnen=_zinnen(regel, rij, bekend, instellingen, frame),
        waarschuwingen=_waarschuwingen(regel, rij),
    )


def _begin_feit(regel: Termijnregel, rij: _Rij, bekend: Mapping[str, date | None]) -> str | None:
    """Return the fact that the term counts from; of two on the same day, the one the rule names first."""
    if rij.telt_vanaf is None:
        return None
    return next(feit for feit in regel.begin.feiten if bekend[feit] == rij.telt_vanaf)


def _zinnen(
    regel: Termijnregel,
    rij: _Rij,
    bekend: Mapping[str, date | None],
    instellingen: Instellingen,
    frame: pl.DataFrame,
) -> tuple[Zin, ...]:
    if rij.van_toepassing is False:
        return (Zin("Deze termijn geldt hier niet: {reden}.", {"reden": _waarom_niet(regel, frame)}),)
    feit = _begin_feit(regel, rij, bekend)
    if feit is None:
        return (_nog_niet_begonnen(regel, bekend, frame),)
    return (
        *_over_het_begin(regel, rij, feit, bekend),
        Zin(
            "De termijn is {duur}. De laatste dag is dan {dag}.",
            {"duur": regel.duur_bij(instellingen), "dag": rij.laatste_dag_gewoon},
        ),
        *_over_verlenging(regel, rij, bekend),
        _over_schuiven(regel, rij),
        _over_status(regel, rij),
    )


def _waarom_niet(regel: Termijnregel, frame: pl.DataFrame) -> Zin:
    eisen = [
        Zin(
            "{feit} is “{is}”, niet “{eis}”",
            {"feit": FEITEN[eis.feit].omschrijving, "is": frame.item(0, eis.feit), "eis": eis.waarde},
        )
        for eis in regel.eisen
        if frame.item(0, eis.feit) not in (None, eis.waarde)
    ]
    return _samen(eisen) if eisen else Zin("de gemeente heeft geen aantal dagen ingesteld")


def _samen(zinnen: Sequence[Zin]) -> Zin:
    """Join sentences with "en" between them."""
    return reduce(lambda een, ander: Zin("{een} en {ander}", {"een": een, "ander": ander}), zinnen)


def _nog_niet_begonnen(regel: Termijnregel, bekend: Mapping[str, date | None], frame: pl.DataFrame) -> Zin:
    ontbreekt = [eis.feit for eis in regel.eisen if frame.item(0, eis.feit) is None]
    ontbreekt += [feit for feit in regel.begin.feiten if bekend[feit] is None]
    wat = _samen([Zin(FEITEN[feit].omschrijving) for feit in ontbreekt])
    return Zin("De termijn is nog niet begonnen. Nog niet bekend: {wat}.", {"wat": wat})


def _over_het_begin(
    regel: Termijnregel, rij: _Rij, feit: str, bekend: Mapping[str, date | None]
) -> list[Zin]:
    waarden: dict[str, object] = {"begin": rij.begin, "feit": FEITEN[feit].omschrijving}
    if regel.begin.dagen_erna:
        return [Zin("De termijn begint op {begin}, de dag na {feit}.", waarden)]
    zinnen = [Zin("De termijn telt vanaf {begin}: {feit}.", waarden)]
    for ander in regel.begin.feiten:
        waarden = {"ander": FEITEN[ander].omschrijving, "dag": bekend[ander]}
        if ander != feit and bekend[ander] == rij.telt_vanaf:
            zinnen.append(Zin("Op dezelfde dag was {ander}.", waarden))
        elif ander != feit:
            zinnen.append(Zin("Dat is later dan {ander} op {dag}. De laatste van de twee telt.", waarden))
    return zinnen


def _over_verlenging(regel: Termijnregel, rij: _Rij, bekend: Mapping[str, date | None]) -> list[Zin]:
    if regel.verlenging is None or (ontvangen := bekend[regel.verlenging.feit]) is None:
        return []
    waarden = {"ontvangen": ontvangen, "duur": regel.verlenging.duur, "dag": rij.laatste_dag_ruw}
    if rij.laatste_dag_ruw == rij.laatste_dag_gewoon:
        return [Zin("Op {ontvangen} kwam informatie van anderen. {duur} daarna is niet later.", waarden)]
    return [Zin("Op {ontvangen} kwam informatie van anderen. {duur} daarna is later: {dag}.", waarden)]


def _over_schuiven(regel: Termijnregel, rij: _Rij) -> Zin:
    if rij.verschoven_door is not None:
        return Zin(
            "Op die dag kan de termijn niet eindigen ({dagen}). De laatste dag schuift op naar {dag} "
            "(Algemene termijnenwet art. 1 en 3).",
            {"dagen": tuple(rij.verschoven_door.split(", ")), "dag": rij.laatste_dag},
        )
    if regel.schuift:
        return Zin("Dat is een gewone werkdag. De laatste dag schuift dus niet op.")
    return Zin("De laatste dag schuift nooit op. {reden}", {"reden": regel.waarom_schuift})


def _over_status(regel: Termijnregel, rij: _Rij) -> Zin:
    waarden: dict[str, object] = {"begin": rij.begin, "laatste": rij.laatste_dag, "gehaald": rij.gehaald_op}
    if regel.gehaald_door:
        waarden["daad"] = FEITEN[regel.gehaald_door].omschrijving
    if rij.status == Status.TE_LAAT and rij.gehaald_op is None:
        return Zin("Te laat: de laatste dag was {laatste} en {daad} is niet bekend.", waarden)
    return {
        Status.NIET_BEGONNEN: Zin("De termijn loopt nog niet: hij begint op {begin}.", waarden),
        Status.LOOPT: Zin("De termijn loopt nog, tot en met {laatste}.", waarden),
        Status.GEHAALD: Zin("Gehaald: {daad} was op {gehaald}.", waarden),
        Status.TE_LAAT: Zin("Te laat: {daad} was op {gehaald}, na de laatste dag.", waarden),
        Status.VOORBIJ: Zin("De termijn is voorbij sinds {laatste}.", waarden),
    }[Status(rij.status)]


def _waarschuwingen(regel: Termijnregel, rij: _Rij) -> tuple[Zin, ...]:
    waarschuwingen = [Zin(tekst) for tekst in regel.let_op]
    if regel.zekerheid.is_te_bevestigen:
        waarschuwingen.append(
            Zin(
                "Te bevestigen: {wat} ({betekenis}).",
                {
                    "wat": regel.zwakste.wat,
                    "betekenis": regel.zekerheid.betekenis.removeprefix("te bevestigen: "),
                },
            )
        )
    if rij.telt_vanaf is not None and rij.telt_vanaf < regel.geldig_van:
        waarschuwingen.append(
            Zin(
                "De datum {dag} ligt vóór het begin van deze regel ({van}).",
                {"dag": rij.telt_vanaf, "van": regel.geldig_van},
            )
        )
    if regel.schuift and rij.laatste_dag is not None and not kalender.is_known(rij.laatste_dag):
        waarschuwingen.append(
            Zin(
                "De gelijkgestelde dagen zijn alleen bekend van {van} tot en met {tot}. De laatste dag"
                " kan dus nog opschuiven.",
                {"van": kalender.known_from, "tot": kalender.known_until},
            )
        )
    return tuple(waarschuwingen)
