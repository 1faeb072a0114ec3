"""Who may decide on client tokens: a beheerder proposes and withdraws, the owner decides."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Role


def _owner(actor: Actor, gemeenten: frozenset[UUID]) -> Q:
    return Q(eigenaar_id=actor.id, gemeente_id__in=gemeenten)


KEYS_MANAGE = Recht(
    "toegangssleutels.beheren",
    _("Toegangssleutels voorstellen en intrekken voor software van de gemeente"),
    _("Software krijgt toegang met een doel en een einddatum, en pas als de eigenaar het bevestigt."),
    frozenset({Role.ADMINISTRATOR}),
)
OWN_KEYS = Recht(
    "toegangssleutels.eigen",
    _("Beslissen over software die namens jou werkt"),
    _("Een toegangssleutel kan wat jij mag. Daarom bevestig je hem zelf en ziet niemand anders hem."),
    frozenset(Role),
    _owner,
    _("Over deze toegangssleutel beslist alleen de eigenaar."),
)
