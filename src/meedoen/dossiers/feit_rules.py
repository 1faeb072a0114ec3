"""Which dates a fact can have: not in the future, not before birth, not before what it follows on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from meedoen.basis.ui.law_language import day_in_full
from meedoen.dossiers.models import Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.places import ORIGINS, Origin
from meedoen.wet.calendar import FIRST_DAY

F = FeitSoort

PLANNED = frozenset({F.HUISVESTING, F.BIJSTAND_FROM, F.TERMIJN_BEGIN, F.TERMIJN_END, F.EXEMPT})
"""Facts of which the day is known before it comes. All others are of what has happened."""

ORDER = (
    (F.BEGIN_PLICHT, F.END_PLICHT),
    (F.INTAKE_STARTED, F.INTAKE_COMPLETED),
    (F.PIP_SUBMITTED, F.PIP_APPROVED),
    (F.PIP_DAGTEKENING, F.PIP_MADE_KNOWN),
    (F.PIP_DAGTEKENING, F.END_PLICHT),
    (F.TERMIJN_BEGIN, F.TERMIJN_END),
    (F.SIGNED_IN_AANBIEDER, F.PLACED),
)
"""Pairs of which the second cannot be before the first."""

OF_THE_PIP = (F.PIP_DAGTEKENING, F.LEERROUTE, F.PIP_MADE_KNOWN)
"""What is known of a PIP that the former system fixed."""


def is_pip_taken_over(feiten: Iterable[Feit]) -> bool:
    """Whether the PIP that holds was fixed in the former system, and not changed here since.

    Args:
        feiten: all facts of a dossier about its PIP, withdrawn ones too: a date that was corrected by hand is
            still the date of a PIP that was taken over.
    """
    known = {(feit.soort, feit.bron) for feit in feiten}
    here_changed = any(kind == F.CHANGE_FIXED for kind, _ in known)
    return (F.PIP_DAGTEKENING, Feit.Source.IMPORT) in known and not here_changed


def where_belongs(kind: str, feit: Feit | None, *, pip_taken_over: bool) -> Origin | None:
    """The act that a fact follows from; None when it may be typed by hand.

    What was taken over from a file may be typed: there was no act of ours behind it.
    """
    taken_over = feit is not None and feit.bron == Feit.Source.IMPORT
    if taken_over or (pip_taken_over and kind in OF_THE_PIP):
        return None
    return ORIGINS.get(FeitSoort(kind))


def bezwaar(soort: str, datum: date, *, today: date, born: date | None, dates: Mapping[str, date]) -> str:
    """Why this date cannot be, as a sentence for the one who typed it; empty when it can.

    Args:
        datums: the dates of the other facts of this dossier, by kind.
    """
    what = {"feit": FeitSoort(soort).label, "dag": day_in_full(datum)}
    if datum < FIRST_DAY:
        return _("%(feit)s: %(dag)s kan niet kloppen. Controleer het jaar.") % what
    if datum > today and soort not in PLANNED:
        return _("%(feit)s: %(dag)s is nog niet geweest. Leg het vast als het gebeurd is.") % what
    if born and datum < born:
        return _("%(feit)s: %(dag)s ligt voor de geboortedatum.") % what
    for earlier, later in ORDER:
        other = dates.get(earlier if soort == later else later if soort == earlier else "")
        if other and ((soort == later and datum < other) or (soort == earlier and datum > other)):
            otherwise = later if soort == earlier else earlier
            names = what | {"ander": FeitSoort(otherwise).label, "anderdag": day_in_full(other)}
            if soort == later:
                return _("%(feit)s: %(dag)s ligt voor %(ander)s (%(anderdag)s).") % names
            return _("%(feit)s: %(dag)s ligt na %(ander)s (%(anderdag)s).") % names
    return ""
