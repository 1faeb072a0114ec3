"""Where the button of a row leads. Fifty addresses a page: each pattern is looked up once."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse

from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import STEPS

SOMEONE = UUID(int=0)


@cache
def _path(page: str) -> tuple[str, str]:
    """What stands before and after the id in the address of a page: looked up once."""
    for_, _, after = reverse(page, args=[SOMEONE]).partition(str(SOMEONE))
    return for_, after


def dossier_url(dossier_id: UUID, page: str = "dossiers:dossier") -> str:
    """The address of a page of this dossier."""
    for_, after = _path(page)
    return f"{for_}{dossier_id}{after}"


def action_url(step: str, dossier_id: UUID) -> str:
    """The address of the page where this step is done."""
    page, ask = STEPS[Stap(step)]
    return dossier_url(dossier_id, page) + ask
