"""Who may do what with the brede intake, the leerbaarheidstoets and the conversation guide."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Rol
from meedoen.dossiers.rechten import AFGESCHERMD, KLANT, LEZERS, open_of_van_mij

INTAKE_BEKIJKEN = Recht(
    "intake.bekijken",
    _("De brede intake en de leerbaarheidstoets van een dossier lezen"),
    _("Nodig om mensen te begeleiden, en om te beoordelen of een PIP past bij de persoon."),
    LEZERS,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
INTAKE_BEWERKEN = Recht(
    "intake.bewerken",
    _("De brede intake houden en de leerbaarheidstoets vastleggen"),
    _("Wie mensen begeleidt, voert de gesprekken en schrijft op wat er gezegd is."),
    KLANT,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
LEIDRAAD_BEHEREN = Recht(
    "leidraad.beheren",
    _("De gespreksleidraad van de eigen gemeente maken en in gebruik nemen"),
    _(
        "Elke gemeente kiest zelf hoe zij de brede intake houdt. "
        "De teamleider en de beheerder zetten dat klaar."
    ),
    frozenset({Rol.TEAMLEIDER, Rol.BEHEERDER}),
)
