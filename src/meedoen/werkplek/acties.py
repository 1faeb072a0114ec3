"""Where the button of each next step leads: the only place that knows both steps and pages."""

from __future__ import annotations

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


def actie_url(stap: str, dossier_id: UUID) -> str:
    """The address of the page where this step is done."""
    return reverse(PAGINA[Stap(stap)], args=[dossier_id])
