"""Acts on a traject: each checks, writes, logs and reports in one transaction. One file per subject."""

from meedoen.traject.services.contactpersoon import (
    bewaar_contactpersoon,
    contactpersoon_van,
    volg_toewijzing,
)
from meedoen.traject.services.pip_weg import haal_pip_weg
from meedoen.traject.services.recording import (
    leg_aanbod_vast,
    leg_resultaat_vast,
    leg_uren_vast,
    trek_in,
)
from meedoen.traject.services.reporting import meld_opnieuw

__all__ = [
    "bewaar_contactpersoon",
    "contactpersoon_van",
    "haal_pip_weg",
    "leg_aanbod_vast",
    "leg_resultaat_vast",
    "leg_uren_vast",
    "meld_opnieuw",
    "trek_in",
    "volg_toewijzing",
]
