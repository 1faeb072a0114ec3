"""What DUO says of the leerbaarheidstoets becomes the result in the intake, never over one of our own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from meedoen.basis.access.rechten import Geweigerd
from meedoen.dossiers.keten.finding import dossier_van, duo_in
from meedoen.dossiers.keten.following import meld_verschil
from meedoen.dossiers.models import Dossier, Feit
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.intake.services import leg_lbt_vast
from meedoen.keten.duo import answers, hooks
from meedoen.keten.models import Ketenstand

VERBETERD = "DUO geeft nu een andere uitslag"


def hang_aan() -> None:
    """Let DUO's answers about the test reach the intake. Called in `AppConfig.ready`."""
    hooks.op_antwoord("lbt", bij_lbt)


def bij_lbt(gemeente_id: UUID, bsn: str, stand: Ketenstand, _vorige: Ketenstand | None) -> None:
    """Take over the newest result that DUO knows.

    One that a colleague recorded stays as it is; when DUO says something else, she is told to compare. So it
    goes too when a PIP was fixed on the result.
    """
    dossier = dossier_van(gemeente_id, bsn)
    bij_duo = answers.read_toets(stand)
    if dossier is None or bij_duo is None:
        return
    toets = Leerbaarheidstoets.objects.filter(dossier=dossier).first()
    waarden = _waarden(bij_duo, bij_duo.examennummer or (toets.examennummer if toets else ""))
    if toets is None or toets.vastgelegd_door_id is None:
        _neem_over(dossier, waarden, correctie=toets is not None)
    elif toets.resultaat != waarden["resultaat"]:
        meld_verschil(dossier)


def _neem_over(dossier: Dossier, waarden: dict[str, Any], *, correctie: bool) -> None:
    try:
        leg_lbt_vast(
            duo_in(dossier.gemeente_id),
            dossier,
            waarden,
            correctie_reden=VERBETERD if correctie else "",
            bron=Feit.Bron.DUO,
        )
    except Geweigerd:
        meld_verschil(dossier)


def _waarden(uitslag: answers.Toets, examennummer: str) -> dict[str, Any]:
    return {
        "examennummer": examennummer[:12],
        "afgenomen_op": uitslag.afgenomen_op,
        "resultaat": uitslag.resultaat.value,
        "behaalde_score": _heel(uitslag.behaalde_score),
        "benodigde_score": _heel(uitslag.benodigde_score),
        "overslaan": "",
        "reden": "",
    }


def _heel(score: str) -> int | None:
    """A score as the intake keeps it: a whole number. What DUO writes exactly stands on the tab DUO."""
    heel, _komma, rest = score.strip().partition(",")
    return int(heel) if heel.isdecimal() and not rest.strip("0") and int(heel) <= 999 else None
