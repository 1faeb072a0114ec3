"""What DUO says of the leerbaarheidstoets becomes the result in the intake, never over one of our own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from meedoen.basis.access.rechten import Refused
from meedoen.dossiers.keten.finding import dossier_of, duo_in
from meedoen.dossiers.keten.following import report_difference
from meedoen.dossiers.models import Dossier, Feit
from meedoen.intake.models import Leerbaarheidstoets
from meedoen.intake.services import record_lbt
from meedoen.keten.duo import answers
from meedoen.keten.models import KetenState

IMPROVED = "DUO geeft nu een andere uitslag"


def on_lbt(gemeente_id: UUID, bsn: str, stand: KetenState, _previous: KetenState | None) -> None:
    """Take over the newest result that DUO knows.

    One that a colleague recorded stays as it is; when DUO says something else, she is told to compare. So it
    goes too when a PIP was fixed on the result.
    """
    dossier = dossier_of(gemeente_id, bsn)
    at_duo = answers.read_test(stand)
    if dossier is None or at_duo is None:
        return
    evaluate = Leerbaarheidstoets.objects.filter(dossier=dossier).first()
    values = _values(at_duo, at_duo.examennummer or (evaluate.examennummer if evaluate else ""))
    if evaluate is None or evaluate.recorded_by_id is None:
        _take_over(dossier, values, correction=evaluate is not None)
    elif evaluate.resultaat != values["resultaat"]:
        report_difference(dossier)


def _take_over(dossier: Dossier, values: dict[str, Any], *, correction: bool) -> None:
    try:
        record_lbt(
            duo_in(dossier.gemeente_id),
            dossier,
            values,
            correctie_reden=IMPROVED if correction else "",
            bron=Feit.Source.DUO,
        )
    except Refused:
        report_difference(dossier)


def _values(result: answers.Test, examennummer: str) -> dict[str, Any]:
    return {
        "examennummer": examennummer[:12],
        "afgenomen_op": result.afgenomen_op,
        "resultaat": result.resultaat.value,
        "behaalde_score": _whole(result.behaalde_score),
        "benodigde_score": _whole(result.benodigde_score),
        "overslaan": "",
        "reden": "",
    }


def _whole(score: str) -> int | None:
    """A score as the intake keeps it: a whole number. What DUO writes exactly stands on the tab DUO."""
    whole, _comma, rest = score.strip().partition(",")
    return int(whole) if whole.isdecimal() and not rest.strip("0") and int(whole) <= 999 else None
