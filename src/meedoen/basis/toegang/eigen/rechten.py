"""What everybody may do with what is in her own name."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.organisaties.models import Rol
from meedoen.basis.toegang.actor import Actor
from meedoen.basis.toegang.rechten import Recht


def _eigenaar(actor: Actor, gemeenten: frozenset[UUID]) -> Q:
    return Q(eigenaar_id=actor.id, gemeente_id__in=gemeenten)


EIGEN_SLEUTELS = Recht(
    "toegangssleutels.eigen",
    _("Beslissen over software die namens jou werkt"),
    _("Een toegangssleutel kan wat jij mag. Daarom bevestig je hem zelf en ziet niemand anders hem."),
    frozenset(Rol),
    _eigenaar,
    _("Over deze toegangssleutel beslist alleen de eigenaar."),
)
