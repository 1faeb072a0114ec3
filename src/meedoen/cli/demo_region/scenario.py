"""Dossiers that a demo always has: one for every next step, so that each account opens to something worth
seeing.

Each scenario names the days of its facts as seen from today (0): what is not named has not happened yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from meedoen.dossiers.phases import FeitSoort as F


@dataclass(frozen=True)
class Scenario:
    """A group of the law, and which facts there are, how many days ago."""

    naam: str
    asiel: bool
    dagen: dict[str, int]


def _asiel(kennisgeving: int, **later: int) -> dict[str, int]:
    """An asielstatushouder who was housed just before DUO wrote; `later` adds the rest of the line."""
    return {
        F.ASIELVERGUNNING: kennisgeving - 120,
        F.KOPPELING: kennisgeving - 108,
        F.FIRST_CONTACT: kennisgeving - 98,
        F.HANDOVER: kennisgeving - 70,
        F.BEGIN_PLICHT: kennisgeving - 112,
        F.DOELGROEP: kennisgeving - 112,
        F.HUISVESTING: kennisgeving - 24,
        F.BIJSTAND_FROM: kennisgeving - 24,
        F.INSCHRIJVING_BRP: kennisgeving - 20,
        F.KENNISGEVING_DUO: kennisgeving,
        **later,
    }


def _gezin(kennisgeving: int, **later: int) -> dict[str, int]:
    """A family migrant, known to DUO from a month after arrival."""
    return {
        F.BEGIN_PLICHT: kennisgeving - 33,
        F.DOELGROEP: kennisgeving - 33,
        F.ASIELVERGUNNING: kennisgeving - 33,
        F.INSCHRIJVING_BRP: kennisgeving - 20,
        F.KENNISGEVING_DUO: kennisgeving,
        **later,
    }


def _with_pip(dagtekening: int, **later: int) -> dict[str, int]:
    """An asielstatushouder whose PIP was fixed `dagtekening` days from today."""
    return _asiel(
        dagtekening - 60,
        intake_gestart=dagtekening - 45,
        lbt=dagtekening - 30,
        intake_afgerond=dagtekening - 20,
        pip_voorgelegd=dagtekening - 9,
        pip_goedgekeurd=dagtekening - 5,
        leerroute=dagtekening,
        pip_dagtekening=dagtekening,
        **later,
    )


SCENARIOS = (
    Scenario("intake_te_laat", True, _asiel(-75, intake_gestart=-24)),
    Scenario("klaar_voor_pip", True, _asiel(-62, intake_gestart=-40, lbt=-15, intake_afgerond=-5)),
    Scenario(
        "voorgelegd", True, _asiel(-66, intake_gestart=-44, lbt=-24, intake_afgerond=-12, pip_voorgelegd=-2)
    ),
    Scenario("intake_dringend", True, _asiel(-64)),
    Scenario("intake_bezig", False, _gezin(-52, eerste_contact=-44, intake_gestart=-13)),
    Scenario(
        "goedgekeurd",
        True,
        _asiel(-63, intake_gestart=-50, lbt=-30, intake_afgerond=-16, pip_voorgelegd=-8, pip_goedgekeurd=-3),
    ),
    Scenario("lbt_ontbreekt", True, _asiel(-58, intake_gestart=-30, intake_afgerond=-4)),
    Scenario("vastgesteld", True, _with_pip(-1)),
    Scenario("aanmelden", True, _with_pip(-6, pip_bekendgemaakt=-5)),
    Scenario("plaatsing_te_laat", True, _with_pip(-30, pip_bekendgemaakt=-29, aangemeld_aanbieder=-23)),
    Scenario("plaatsing_wacht", True, _with_pip(-20, pip_bekendgemaakt=-18, aangemeld_aanbieder=-8)),
    Scenario(
        "nieuw_gekoppeld",
        True,
        {F.ASIELVERGUNNING: -16, F.BEGIN_PLICHT: -12, F.DOELGROEP: -12, F.KOPPELING: -4},
    ),
    Scenario(
        "driegesprek",
        True,
        {
            F.ASIELVERGUNNING: -52,
            F.BEGIN_PLICHT: -45,
            F.DOELGROEP: -45,
            F.KOPPELING: -38,
            F.FIRST_CONTACT: -21,
        },
    ),
    Scenario("gezin_start", False, _gezin(-31, eerste_contact=-18)),
    Scenario(
        "voorgelegd_gezin",
        False,
        _gezin(-69, eerste_contact=-58, intake_gestart=-40, lbt=-25, intake_afgerond=-10, pip_voorgelegd=-1),
    ),
    Scenario(
        "traject", True, _with_pip(-110, pip_bekendgemaakt=-109, aangemeld_aanbieder=-100, geplaatst=-84)
    ),
)

PER_GEMEENTE = {"0361": 2, "0399": 1, "0373": 1}
"""How many times each scenario happens, in the municipalities of which a klantmanager has a demo account."""

ASSIGNED = tuple(
    (code, scenario, times_)
    for code, repeats in PER_GEMEENTE.items()
    for times_ in range(repeats)
    for scenario in range(len(SCENARIOS))
)
"""Municipality, place in `SCENARIOS` and how often it was used before, of the first dossiers of the
region."""
