"""The rules that refuse a PIP or ask for attention before it is fixed, and how a PIP is tried on them.

What is verified (V1, V2) refuses. What we only read in texts about the law (S) is an aandachtspunt, "te
bevestigen": uncertain law never stops a municipality. A house rule has certainty U and says that it is one.
The rules themselves are in `pip_regels_inhoud` and `pip_regels_wijziging`.
"""

from meedoen.wet.begrippen import Doelgroep
from meedoen.wet.pip_feiten import PipFeiten
from meedoen.wet.pip_regel import toets
from meedoen.wet.pip_regels_inhoud import INHOUD
from meedoen.wet.pip_regels_wijziging import DAGTEKENING_EN_WIJZIGING
from meedoen.wet.voorwaarde import Toetsing

PIP_REGELS = INHOUD + DAGTEKENING_EN_WIJZIGING
PIP_REGEL = {regel.id: regel for regel in PIP_REGELS}

Z_ROUTE_UREN = 800


def z_route_uren(doelgroep: Doelgroep) -> dict[str, int]:
    """Return the hours that the Z-route asks of a group, by kind (Besluit art. 3.14; wi2021.md §5, 16.4).

    Course hours are NT2 and KNM together; only an asielstatushouder also has hours of participation.
    """
    if doelgroep == Doelgroep.ASIELSTATUSHOUDER:
        return {"cursus": Z_ROUTE_UREN, "participatie": Z_ROUTE_UREN}
    return {"cursus": Z_ROUTE_UREN}


def toets_pip(feiten: PipFeiten) -> list[Toetsing]:
    """Try every rule on one PIP: what is met, what is not, and what does not apply."""
    return [toets(regel, feiten) for regel in PIP_REGELS]
