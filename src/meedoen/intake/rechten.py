"""Who may do what with the brede intake, the leerbaarheidstoets and the conversation guide."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Role
from meedoen.dossiers.rechten import CLIENT, READERS, SHIELDED, open_or_mine

INTAKE_VIEW = Recht(
    "intake.bekijken",
    _("De brede intake en de leerbaarheidstoets van een dossier lezen"),
    _("Nodig om mensen te begeleiden, en om te beoordelen of een PIP past bij de persoon."),
    READERS,
    open_or_mine("dossier__"),
    SHIELDED,
)
INTAKE_EDIT = Recht(
    "intake.bewerken",
    _("De brede intake houden en de leerbaarheidstoets vastleggen"),
    _("Wie mensen begeleidt, voert de gesprekken en schrijft op wat er gezegd is."),
    CLIENT,
    open_or_mine("dossier__"),
    SHIELDED,
)
LEIDRAAD_MANAGE = Recht(
    "leidraad.beheren",
    _("De gespreksleidraad van de eigen gemeente maken en in gebruik nemen"),
    _(
        "Elke gemeente kiest zelf hoe zij de brede intake houdt. "
        "De teamleider en de beheerder zetten dat klaar."
    ),
    frozenset({Role.TEAMLEIDER, Role.ADMINISTRATOR}),
)
