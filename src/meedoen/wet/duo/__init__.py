"""DUO's conditions for what a municipality reports, tried before anything is sent.

What stands in DUO's texts in so many words refuses (V1). What those texts leave open, or say of fields that
the interface does not have, is an aandachtspunt, "te bevestigen": DUO may refuse it, we do not. The
conditions of a PIP are those of `wet.pip` and are only named here.
"""

from datetime import date

from meedoen.wet.artikel import DUO
from meedoen.wet.concepts import Certainty, Doelgroep
from meedoen.wet.condition import Condition, Evaluation, evaluate
from meedoen.wet.duo import aanbod, results
from meedoen.wet.duo.feiten import DuoFeiten, Melding
from meedoen.wet.pip import pip_conditions
from meedoen.wet.versions import rule_called

REPORTED_ON = "peildatum"
"""The column with the day that says which version of a condition holds for a report."""


def duo_conditions() -> tuple[Condition, ...]:
    """Return every condition of DUO for a report, in the order in which people read them."""
    return (
        *aanbod.PIP_WEG,
        *aanbod.AANBOD,
        *results.MAP_AND_PVT,
        *results.ZROUTE,
        *aanbod.UREN_CONDITIONS,
        *aanbod.CONTACT,
    )


def pip_conditions_of_duo() -> tuple[Condition, ...]:
    """Return the conditions for a PIP that are conditions of DUO, sure or not."""
    return tuple(
        one
        for one in pip_conditions()
        if one.grondslag.regeling == DUO and one.certainty in (Certainty.V1, Certainty.U)
    )


def conditions_for(melding: Melding) -> tuple[Condition, ...]:
    """Return the conditions of one report, in the order in which people read them."""
    return tuple(one for one in duo_conditions() if melding in one.reports)


def evaluate_melding(melding: Melding, feiten: DuoFeiten) -> list[Evaluation]:
    """Try every condition of one report: what is met, what is not, and what does not apply."""
    return evaluate(conditions_for(melding), feiten, REPORTED_ON)


def duo_condition(name: str, day: date | None = None) -> Condition:
    """Return the version of a condition that holds on a day; when none does, or for no day, the newest.

    Raises:
        KeyError: there is no condition of that name.
    """
    return rule_called(duo_conditions(), name, day)


def z_route_uren(doelgroep: Doelgroep, day: date | None = None) -> dict[str, int]:
    """Return the hours that the Z-route asks of a group, by kind (Besluit art. 3.14; regelblad §5, 16.4).

    Course hours are NT2 and KNM together; only an asielstatushouder also has hours of participation.
    """
    uren = {"cursus": duo_condition("zroute_cursusuren", day).numbers["minst"]}
    if doelgroep == Doelgroep.ASIELSTATUSHOUDER:
        uren["participatie"] = duo_condition("zroute_participatie_uren", day).numbers["minst"]
    return uren


__all__ = [
    "DuoFeiten",
    "Melding",
    "conditions_for",
    "duo_condition",
    "duo_conditions",
    "evaluate_melding",
    "pip_conditions_of_duo",
    "z_route_uren",
]
