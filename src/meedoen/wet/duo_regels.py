"""DUO's conditions for what a municipality reports, tried before anything is sent.

What stands in DUO's texts in so many words refuses (V1). What those texts leave open, or say of fields that
the interface does not have, is an aandachtspunt, "te bevestigen": DUO may refuse it, we do not. The
conditions of a PIP were rules already and are only named here.
"""

from meedoen.wet.artikel import DUO
from meedoen.wet.begrippen import Zekerheid
from meedoen.wet.duo_feiten import DuoFeiten, Melding
from meedoen.wet.duo_regel import DuoRegel, toets_regels
from meedoen.wet.duo_regels_aanbod import AANBOD, CONTACT, PIP_WEG, UREN_REGELS
from meedoen.wet.duo_regels_resultaat import MAP_EN_PVT, ZROUTE
from meedoen.wet.pip_regel import PipRegel
from meedoen.wet.pip_regels import PIP_REGELS
from meedoen.wet.voorwaarde import Toetsing

DUO_REGELS = PIP_WEG + AANBOD + MAP_EN_PVT + ZROUTE + UREN_REGELS + CONTACT
DUO_REGEL = {regel.id: regel for regel in DUO_REGELS}


def pip_regels_van_duo() -> tuple[PipRegel, ...]:
    """Return the rules for a PIP that are conditions of DUO, sure or not."""
    return tuple(
        regel
        for regel in PIP_REGELS
        if regel.grondslag.regeling == DUO and regel.zekerheid in (Zekerheid.V1, Zekerheid.U)
    )


def regels_voor(melding: Melding) -> tuple[DuoRegel, ...]:
    """Return the conditions of one report, in the order in which people read them."""
    return tuple(regel for regel in DUO_REGELS if melding in regel.bij)


def toets_melding(melding: Melding, feiten: DuoFeiten) -> list[Toetsing]:
    """Try every condition of one report: what is met, what is not, and what does not apply."""
    return toets_regels(regels_voor(melding), feiten)
