"""Who records what happens after the PIP, and who says whom DUO may call."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Role
from meedoen.dossiers.rechten import CLIENT, READERS, SHIELDED, open_or_mine

TRAJECT_VIEW = Recht(
    "traject.bekijken",
    _("Aanbod, uren en resultaten van een traject lezen, en wat DUO ervan weet"),
    _("Nodig om mensen te begeleiden, en om de kwaliteit van besluiten te bewaken."),
    READERS,
    open_or_mine("dossier__"),
    SHIELDED,
)
TRAJECT_EDIT = Recht(
    "traject.bewerken",
    _("Aanbod, uren en resultaten van een traject vastleggen en aan DUO melden"),
    _("Wie mensen begeleidt, weet wat er is gedaan en afgerond."),
    CLIENT,
    open_or_mine("dossier__"),
    SHIELDED,
)


def _mine_or_my_team(actor: Actor, gemeenten: frozenset[UUID]) -> Q:
    """One's own row; a team leader has those of all colleagues."""
    leader = gemeenten & actor.gemeenten_as([Role.TEAMLEIDER])
    return Q(gemeente_id__in=gemeenten, user_id=actor.id) | Q(gemeente_id__in=leader)


CONTACTPERSOON_EDIT = Recht(
    "contactpersoon.bewerken",
    _("Zeggen hoe DUO en scholen een contactpersoon bereiken"),
    _("Je weet zelf het best hoe je bereikbaar bent. De teamleider kan invallen."),
    CLIENT,
    _mine_or_my_team,
    _("Alleen de contactpersoon zelf en de teamleider passen dit aan."),
)
