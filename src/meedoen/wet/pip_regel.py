"""What a rule for a PIP consists of, and how one is tried."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from meedoen.wet.pip_feiten import PipFeiten
from meedoen.wet.voorwaarde import NIET_TE_TOETSEN, Toetsing, Uitkomst, Voorwaarde, gezegd, met_stand
from meedoen.wet.zin import Zin


@dataclass(frozen=True, slots=True, kw_only=True)
class PipRegel(Voorwaarde):
    """One condition that a PIP meets.

    `geldt_als` says for which PIPs the condition holds, `voldaan_als` when it is met.
    """

    voldaan_als: Callable[[PipFeiten], bool]
    geldt_als: Callable[[PipFeiten], bool] = lambda _: True


def toets(regel: PipRegel, feiten: PipFeiten) -> Toetsing:
    """Try one rule on one PIP."""
    if not regel.geldt_als(feiten):
        return Toetsing(regel, Uitkomst.NIET_VAN_TOEPASSING, Zin(regel.zin))
    if any(getattr(feiten, naam) is None for naam in regel.nodig):
        return Toetsing(regel, Uitkomst.NIET_VAN_TOEPASSING, met_stand(regel, Zin(NIET_TE_TOETSEN)))
    uitkomst = Uitkomst.VOLDAAN if regel.voldaan_als(feiten) else Uitkomst.NIET_VOLDAAN
    waarden = {veld.name: gezegd(getattr(feiten, veld.name)) for veld in fields(feiten)}
    return Toetsing(regel, uitkomst, met_stand(regel, Zin(regel.stand, waarden)))
