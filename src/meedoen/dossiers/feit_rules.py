"""Which dates a fact can have: not in the future, not before birth, not before what it follows on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from meedoen.basis.ui.law_language import dag_voluit
from meedoen.dossiers.models import Feit
from meedoen.dossiers.phases import FeitSoort
from meedoen.dossiers.places import ORIGINS, Origin
from meedoen.wet.calendar import FIRST_DAY

F = FeitSoort

GEPLAND = frozenset({F.HUISVESTING, F.BIJSTAND_VANAF, F.TERMIJN_BEGIN, F.TERMIJN_EINDE, F.VRIJGESTELD})
"""Facts of which the day is known before it comes. All others are of what has happened."""

VOLGORDE = (
    (F.BEGIN_PLICHT, F.EINDE_PLICHT),
    (F.INTAKE_GESTART, F.INTAKE_AFGEROND),
    (F.PIP_VOORGELEGD, F.PIP_GOEDGEKEURD),
    (F.PIP_DAGTEKENING, F.PIP_BEKENDGEMAAKT),
    (F.PIP_DAGTEKENING, F.EINDE_PLICHT),
    (F.TERMIJN_BEGIN, F.TERMIJN_EINDE),
    (F.AANGEMELD_AANBIEDER, F.GEPLAATST),
)
"""Pairs of which the second cannot be before the first."""

VAN_HET_PIP = (F.PIP_DAGTEKENING, F.LEERROUTE, F.PIP_BEKENDGEMAAKT)
"""What is known of a PIP that the former system fixed."""


def is_pip_overgenomen(feiten: Iterable[Feit]) -> bool:
    """Whether the PIP that holds was fixed in the former system, and not changed here since.

    Args:
        feiten: all facts of a dossier about its PIP, withdrawn ones too: a date that was corrected by hand is
            still the date of a PIP that was taken over.
    """
    bekend = {(feit.soort, feit.bron) for feit in feiten}
    hier_gewijzigd = any(soort == F.WIJZIGING_VASTGESTELD for soort, _ in bekend)
    return (F.PIP_DAGTEKENING, Feit.Bron.IMPORT) in bekend and not hier_gewijzigd


def waar_hoort(soort: str, feit: Feit | None, *, pip_overgenomen: bool) -> Origin | None:
    """The act that a fact follows from; None when it may be typed by hand.

    What was taken over from a file may be typed: there was no act of ours behind it.
    """
    overgenomen = feit is not None and feit.bron == Feit.Bron.IMPORT
    if overgenomen or (pip_overgenomen and soort in VAN_HET_PIP):
        return None
    return ORIGINS.get(FeitSoort(soort))


def bezwaar(
    soort: str, datum: date, *, vandaag: date, geboren: date | None, datums: Mapping[str, date]
) -> str:
    """Why this date cannot be, as a sentence for the one who typed it; empty when it can.

    Args:
        datums: the dates of the other facts of this dossier, by kind.
    """
    wat = {"feit": FeitSoort(soort).label, "dag": dag_voluit(datum)}
    if datum < FIRST_DAY:
        return _("%(feit)s: %(dag)s kan niet kloppen. Controleer het jaar.") % wat
    if datum > vandaag and soort not in GEPLAND:
        return _("%(feit)s: %(dag)s is nog niet geweest. Leg het vast als het gebeurd is.") % wat
    if geboren and datum < geboren:
        return _("%(feit)s: %(dag)s ligt voor de geboortedatum.") % wat
    for eerder, later in VOLGORDE:
        ander = datums.get(eerder if soort == later else later if soort == eerder else "")
        if ander and ((soort == later and datum < ander) or (soort == eerder and datum > ander)):
            anders = later if soort == eerder else eerder
            namen = wat | {"ander": FeitSoort(anders).label, "anderdag": dag_voluit(ander)}
            if soort == later:
                return _("%(feit)s: %(dag)s ligt voor %(ander)s (%(anderdag)s).") % namen
            return _("%(feit)s: %(dag)s ligt na %(ander)s (%(anderdag)s).") % namen
    return ""
