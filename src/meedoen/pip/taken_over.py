"""A PIP that the former system fixed: its date and leerroute came along, the decision itself did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meedoen.dossiers.feit_rules import VAN_HET_PIP
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.pip.models import Beschikking


@dataclass(frozen=True)
class OvergenomenPip:
    """What is known of it. `bekendgemaakt` is None too when a later decision was made known since."""

    dagtekening: date
    leerroute: str
    bekendgemaakt: date | None

    @property
    def leerroute_naam(self) -> str:
        """The leerroute in words; empty when it did not come along."""
        return str(Beschikking.Leerroute(self.leerroute).label) if self.leerroute else ""


def overgenomen_pip(dossier: Dossier, versies: Sequence[Beschikking] = ()) -> OvergenomenPip | None:
    """The PIP that came along from the former system; None when there is none, or the first was made here.

    Args:
        versies: the decisions that were made here, the newest first.
    """
    if any(versie.is_eerste for versie in versies):
        return None
    feiten = list(Feit.objects.filter(dossier=dossier, soort__in=VAN_HET_PIP))
    geldig = {feit.soort: feit for feit in feiten if feit.ingetrokken_op is None}
    dagtekening = geldig.get(FeitSoort.PIP_DAGTEKENING)
    # Also when a colleague corrected the date since: the date that was withdrawn came from the file.
    uit_bestand = any(
        feit.bron == Feit.Bron.IMPORT for feit in feiten if feit.soort == FeitSoort.PIP_DAGTEKENING
    )
    if not uit_bestand or dagtekening is None or dagtekening.datum is None:
        return None
    eerste_hier = next((versie for versie in reversed(versies) if versie.is_vast), None)
    if eerste_hier:
        return OvergenomenPip(dagtekening.datum, eerste_hier.vorige_leerroute, None)
    leerroute, bekend = geldig.get(FeitSoort.LEERROUTE), geldig.get(FeitSoort.PIP_BEKENDGEMAAKT)
    return OvergenomenPip(
        dagtekening.datum, leerroute.waarde if leerroute else "", bekend.datum if bekend else None
    )
