"""Where the acts on a dossier are done: from a step or a thing that matters now to a page."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from meedoen.dossiers.lijn import Stap
from meedoen.dossiers.nu import Punt, Soort

PAGINA_VAN_STAP = {
    Stap.EERSTE_CONTACT: ("dossiers:contact_nieuw", "?onderwerp=kennismaking"),
    Stap.OVERDRACHT: ("dossiers:contact_nieuw", "?onderwerp=driegesprek"),
    Stap.INTAKE_STARTEN: ("intake:intake", ""),
    Stap.INTAKE_VERDER: ("intake:intake", ""),
    Stap.LBT: ("intake:lbt", ""),
    Stap.PIP_OPSTELLEN: ("pip:pip", ""),
    Stap.PIP_GOEDKEUREN: ("pip:pip", ""),
    Stap.PIP_ONDERTEKENEN: ("pip:pip", ""),
    Stap.PIP_BEKENDMAKEN: ("pip:pip", ""),
    Stap.PIP_WIJZIGEN: ("pip:pip", ""),
    Stap.AANMELDEN: ("dossiers:plaatsing", ""),
    Stap.PLAATSING: ("dossiers:plaatsing", ""),
    Stap.VOORTGANG: ("dossiers:contact_nieuw", "?onderwerp=voortgang"),
    Stap.GEEN: ("dossiers:dossier", ""),
}
"""The page on which each step is done."""


def adres_van_stap(stap: str, dossier_id: UUID) -> str:
    """The address on which the next step of a dossier is done."""
    naam, vraag = PAGINA_VAN_STAP[Stap(stap)]
    return reverse(naam, args=[dossier_id]) + vraag


def adres_van_punt(dossier_id: UUID, punt: Punt) -> str:
    """The address behind the button of a thing that matters now."""
    match punt.soort:
        case Soort.STAP:
            return adres_van_stap(punt.op, dossier_id)
        case Soort.TERMIJN:
            return f"{reverse('dossiers:dossier', args=[dossier_id])}#termijn-{punt.op}"
        case Soort.GESPREK:
            return reverse("dossiers:contact", args=[dossier_id, punt.op])
        case Soort.SIGNAAL:
            return reverse("dossiers:signaal", args=[dossier_id, punt.op])
