"""Where the button of a row leads. Fifty addresses a page: each pattern is looked up once."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse

from meedoen.dossiers.phases import Stap
from meedoen.dossiers.places import STEPS

IEMAND = UUID(int=0)


@cache
def _pad(pagina: str) -> tuple[str, str]:
    """What stands before and after the id in the address of a page: looked up once."""
    voor, _, na = reverse(pagina, args=[IEMAND]).partition(str(IEMAND))
    return voor, na


def dossier_url(dossier_id: UUID, pagina: str = "dossiers:dossier") -> str:
    """The address of a page of this dossier."""
    voor, na = _pad(pagina)
    return f"{voor}{dossier_id}{na}"


def actie_url(stap: str, dossier_id: UUID) -> str:
    """The address of the page where this step is done."""
    pagina, vraag = STEPS[Stap(stap)]
    return dossier_url(dossier_id, pagina) + vraag
