"""Who records what happens after the PIP, and who says whom DUO may call."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Rol
from meedoen.dossiers.rechten import AFGESCHERMD, KLANT, LEZERS, open_of_van_mij

TRAJECT_BEKIJKEN = Recht(
    "traject.bekijken",
    _("Aanbod, uren en resultaten van een traject lezen, en wat DUO ervan weet"),
    _("Nodig om mensen te begeleiden, en om de kwaliteit van besluiten te bewaken."),
    LEZERS,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
TRAJECT_BEWERKEN = Recht(
    "traject.bewerken",
    _("Aanbod, uren en resultaten van een traject vastleggen en aan DUO melden"),
    _("Wie mensen begeleidt, weet wat er is gedaan en afgerond."),
    KLANT,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)


def _van_mij_of_mijn_team(actor: Actor, gemeenten: frozenset[UUID]) -> Q:
    """One's own row; a team leader has those of all colleagues."""
    leider = gemeenten & actor.gemeenten_als([Rol.TEAMLEIDER])
    return Q(gemeente_id__in=gemeenten, gebruiker_id=actor.id) | Q(gemeente_id__in=leider)


CONTACTPERSOON_BEWERKEN = Recht(
    "contactpersoon.bewerken",
    _("Zeggen hoe DUO en scholen een contactpersoon bereiken"),
    _("Je weet zelf het best hoe je bereikbaar bent. De teamleider kan invallen."),
    KLANT,
    _van_mij_of_mijn_team,
    _("Alleen de contactpersoon zelf en de teamleider passen dit aan."),
)
