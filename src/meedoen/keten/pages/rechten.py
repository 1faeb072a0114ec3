"""What a functional administrator may do with the chain. None of it opens a dossier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Role

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

KETEN_MANAGE = Recht(
    "keten.beheren",
    _("Zien wat naar DUO en de BRP onderweg is, en het opnieuw verzenden of laten vervallen"),
    _("Een bericht dat niet aankomt, moet opvallen. Over wie een bericht gaat, is hier niet te zien."),
    ADMINISTRATOR,
)
MANAGE_CONNECTIONS = Recht(
    "aansluitingen.beheren",
    _("Instellen hoe de gemeente DUO en de BRP bereikt"),
    _("Adressen en certificaten veranderen soms. Wie ze wijzigt, ziet zelf geen dossiers."),
    ADMINISTRATOR,
)
