"""Acts on a PIP: each checks, changes, writes the facts, logs and tells who must act, in one transaction."""

from meedoen.pip.services.approval import geef_terug, haal_terug, keur_goed, leg_voor
from meedoen.pip.services.beschikking import bewaar, stel_op, verwijder_concept, wijzig, wijzig_overgenomen
from meedoen.pip.services.making_known import maak_bekend, stel_vast
from meedoen.pip.services.plan import (
    Waarom,
    maak_afspraak,
    maak_doel,
    rond_af,
    verander_afspraak,
    verander_doel,
    vervalt,
)

__all__ = [
    "Waarom",
    "bewaar",
    "geef_terug",
    "haal_terug",
    "keur_goed",
    "leg_voor",
    "maak_afspraak",
    "maak_bekend",
    "maak_doel",
    "rond_af",
    "stel_op",
    "stel_vast",
    "verander_afspraak",
    "verander_doel",
    "vervalt",
    "verwijder_concept",
    "wijzig",
    "wijzig_overgenomen",
]
