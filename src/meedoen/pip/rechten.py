"""Who may read, write, approve and fix a PIP."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Rol
from meedoen.dossiers.rechten import AFGESCHERMD, KLANT, LEZERS, open_of_van_mij

GOEDKEURDERS = frozenset({Rol.TEAMLEIDER, Rol.KWALITEIT})

PIP_BEKIJKEN = Recht(
    "pip.bekijken",
    _("Het PIP van een dossier lezen: de beschikking, het plan en de brief"),
    _("Nodig om mensen te begeleiden, en om besluiten te beoordelen."),
    LEZERS,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
PIP_OPSTELLEN = Recht(
    "pip.opstellen",
    _("Een PIP opstellen en voorleggen, en het plan bijhouden"),
    _("Wie mensen begeleidt, maakt het plan samen met hen."),
    KLANT,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
PIP_GOEDKEUREN = Recht(
    "pip.goedkeuren",
    _("Een PIP van een collega goedkeuren of teruggeven"),
    _("Vier ogen: een tweede persoon leest het besluit voordat het vaststaat."),
    GOEDKEURDERS,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
PIP_VASTSTELLEN = Recht(
    "pip.vaststellen",
    _("Een goedgekeurd PIP vaststellen en bekendmaken"),
    _("Wie het gesprek voert, tekent samen met de inburgeraar en geeft de brief mee."),
    KLANT,
    open_of_van_mij("dossier__"),
    AFGESCHERMD,
)
