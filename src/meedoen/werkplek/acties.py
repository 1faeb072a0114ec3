"""Where the button of each next step leads: the only place that knows both steps and pages."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse

from meedoen.dossiers.lijn import Stap

PAGINA = {
    Stap.EERSTE_CONTACT: "dossiers:contact_nieuw",
    Stap.OVERDRACHT: "dossiers:contact_nieuw",
    Stap.INTAKE_STARTEN: "intake:intake",
    Stap.INTAKE_VERDER: "intake:intake",
    Stap.LBT: "intake:lbt",
    Stap.PIP_OPSTELLEN: "pip:pip",
    Stap.PIP_GOEDKEUREN: "pip:pip",
    Stap.PIP_ONDERTEKENEN: "pip:pip",
    Stap.PIP_BEKENDMAKEN: "pip:pip",
    Stap.AANMELDEN: "dossiers:plaatsing",
    Stap.PLAATSING: "dossiers:plaatsing",
    Stap.VOORTGANG: "dossiers:contact_nieuw",
    Stap.GEEN: "dossiers:dossier",
}
"""Step → name of the page where it is done; every page takes the id of the dossier."""


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
    return dossier_url(dossier_id, PAGINA[Stap(stap)])
