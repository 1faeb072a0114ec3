"""A PIP that the former system fixed: its date and leerroute came along, the decision itself did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meedoen.dossiers.feit_rules import OF_THE_PIP
from meedoen.dossiers.models import Dossier, Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.pip.models import Beschikking


@dataclass(frozen=True)
class TakenOverPip:
    """What is known of it. `bekendgemaakt` is None too when a later decision was made known since."""

    dagtekening: date
    leerroute: str
    made_known: date | None

    @property
    def leerroute_name(self) -> str:
        """The leerroute in words; empty when it did not come along."""
        return str(Beschikking.Leerroute(self.leerroute).label) if self.leerroute else ""


def taken_over_pip(dossier: Dossier, versions: Sequence[Beschikking] = ()) -> TakenOverPip | None:
    """The PIP that came along from the former system; None when there is none, or the first was made here.

    Args:
        versies: the decisions that were made here, the newest first.
    """
    if any(version.is_first for version in versions):
        return None
    feiten = list(Feit.objects.filter(dossier=dossier, soort__in=OF_THE_PIP))
    valid = {feit.soort: feit for feit in feiten if feit.withdrawn_at is None}
    dagtekening = valid.get(FeitSoort.PIP_DAGTEKENING)
    # Also when a colleague corrected the date since: the date that was withdrawn came from the file.
    from_file = any(
        feit.bron == Feit.Source.IMPORT for feit in feiten if feit.soort == FeitSoort.PIP_DAGTEKENING
    )
    if not from_file or dagtekening is None or dagtekening.datum is None:
        return None
    first_here = next((version for version in reversed(versions) if version.is_fixed), None)
    if first_here:
        return TakenOverPip(dagtekening.datum, first_here.previous_leerroute, None)
    leerroute, known = valid.get(FeitSoort.LEERROUTE), valid.get(FeitSoort.PIP_MADE_KNOWN)
    return TakenOverPip(
        dagtekening.datum, leerroute.waarde if leerroute else "", known.datum if known else None
    )
