"""The figures the demo region is calibrated on, with where they come from.

Sources are sections of the rule sheet. Where a figure is not published (its status is U there), the choice is
ours and says so here and in docs/demo.md.
"""

from __future__ import annotations

from meedoen.cli.demo_region.chance import LeadTime

WEIGHTS = {
    "0361": 126.0,
    "0398": 65.0,
    "0383": 41.0,
    "0373": 34.0,
    "0416": 32.0,
    "0399": 26.0,
    "0450": 15.7,
}
"""Weight of each municipality: the decentralisatie-uitkering inburgering 2019, in thousands of euro. It
follows the number of people each municipality guides; the taakstelling of the same year is known for the
region only."""

SHARE_ASIEL = 0.61  # of all persons, cohort 2023, §13.2
SHARE_ASIEL_HUISHOUDENS = 0.5735  # gives 61 % of persons, since only asylum households have two of them here
SHARE_MEN = {"asiel": 0.60, "gezin": 0.32}  # §13.2
SHARE_COUPLES = 0.30  # our choice: partners who both have a dossier
COHORT_2022, COHORT_PER_YEAR = 26.2, 36.1  # thousands of persons, §13.2
OLDEST_DAYS = 5 * 365

HUISVESTING: LeadTime = ((0, 20), (0.65, 90), (0.89, 180), (0.98, 270), (1, 420))
"""Waiting time for a house: 35 % three months or more, 24 % three to six, 9 % six to nine (§13.2)."""

INTAKE_ASIEL: LeadTime = (
    (0, 20),
    (0.25, 100),
    (0.5, 180),
    (0.72, 270),
    (0.80, 365),
    (0.90, 500),
    (0.95, 730),
    (1, 1050),
)
INTAKE_GEZIN: LeadTime = (
    (0, 14),
    (0.38, 80),
    (0.62, 160),
    (0.75, 270),
    (0.82, 365),
    (0.92, 500),
    (0.95, 730),
    (1, 950),
)
"""Days from the begin of the duty to the intake, such that at the end of its own year 45 % (asylum) and 55 %
(family) of a cohort have begun, and at the end of the next 88 % and 90 % (§13.2)."""

FASTER = {2024: 0.75, 2025: 0.55}
"""Later cohorts start sooner, by this factor: our choice, no figure is published."""

KENNISGEVING: LeadTime = ((0, 0), (0.5, 28), (0.92, 56), (0.98, 100), (1, 220))
"""DUO writes within eight weeks (1.11); one in twelve comes later."""

PIP_IN_AZC = 0.03  # 308 of 9,747, 3.21
SHARE_Z = {"asiel": 0.385, "gezin": 0.165}  # 30 % of all, 5.7
SHARE_ONDERWIJS_UNDER_28 = 0.30  # our choice
BIJSTAND = {"asiel": 0.90, "gezin": 0.10}  # §13.2; family is our choice
