"""Whom a report to DUO is about, from a dossier."""

from __future__ import annotations

from meedoen.dossiers.models import Dossier
from meedoen.keten.duo.reporting import Who


def who_of(dossier: Dossier) -> Who:
    """The person of a dossier as a report names her."""
    return Who(
        gemeente_id=dossier.gemeente_id,
        gemeentecode=dossier.gemeente.code,
        persoon_id=dossier.persoon_id,
        bsn=dossier.persoon.bsn,
        dossier_id=dossier.pk,
    )
