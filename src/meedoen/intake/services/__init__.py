"""Acts on a brede intake: each checks, changes, writes the facts and logs in one transaction."""

from meedoen.intake.services.domeinen import bewaar, domein_van, kies_tekst
from meedoen.intake.services.gesprekken import (
    begin_gesprek,
    heropen_intake,
    rond_gesprek_af,
    rond_intake_af,
    zet_afspraken,
)
from meedoen.intake.services.information import laat_vervallen, ontvang_informatie, vraag_informatie
from meedoen.intake.services.lbt import leg_lbt_vast
from meedoen.intake.services.leidraden import (
    bewaar_leidraad,
    gooi_concept_weg,
    maak_eigen_leidraad,
    neem_in_gebruik,
)

__all__ = [
    "begin_gesprek",
    "bewaar",
    "bewaar_leidraad",
    "domein_van",
    "gooi_concept_weg",
    "heropen_intake",
    "kies_tekst",
    "laat_vervallen",
    "leg_lbt_vast",
    "maak_eigen_leidraad",
    "neem_in_gebruik",
    "ontvang_informatie",
    "rond_gesprek_af",
    "rond_intake_af",
    "vraag_informatie",
    "zet_afspraken",
]
