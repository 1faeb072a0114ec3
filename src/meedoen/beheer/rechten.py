"""What a functional administrator may do. None of it opens a dossier."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.actor import Actor
from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Role

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


def _at_own_gemeente(_actor: Actor, gemeenten: frozenset[UUID]) -> Q:
    return Q(organisation_id__in=gemeenten)


USERS_MANAGE = Recht(
    "gebruikers.beheren",
    _("Collega's uitnodigen, hun rol geven en beëindigen"),
    _("Iemand moet bijhouden wie er werkt. Wie dat doet, ziet zelf geen dossiers."),
    ADMINISTRATOR,
    _at_own_gemeente,
)
SETTINGS_MANAGE = Recht(
    "instellingen.beheren",
    _("De instellingen en het briefhoofd van de gemeente wijzigen"),
    _("Wat de wet openlaat, stelt de gemeente zelf vast."),
    ADMINISTRATOR,
)
OUTBOX_MANAGE = Recht(
    "berichten.beheren",
    _("Zien hoeveel berichten wachten of mislukt zijn, en ze opnieuw verzenden"),
    _("Een bericht dat niet aankomt moet opvallen. De inhoud van berichten is hier niet te zien."),
    ADMINISTRATOR,
)
