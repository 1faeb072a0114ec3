"""Who may read, write, approve and fix a PIP."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from meedoen.basis.access.rechten import Recht
from meedoen.basis.organisations.models import Role
from meedoen.dossiers.rechten import CLIENT, READERS, SHIELDED, open_or_mine

APPROVERS = frozenset({Role.TEAMLEIDER, Role.QUALITY})

PIP_VIEW = Recht(
    "pip.bekijken",
    _("Het PIP van een dossier lezen: de beschikking, het plan en de brief"),
    _("Nodig om mensen te begeleiden, en om besluiten te beoordelen."),
    READERS,
    open_or_mine("dossier__"),
    SHIELDED,
)
DRAFT_PIP = Recht(
    "pip.opstellen",
    _("Een PIP opstellen en voorleggen, en het plan bijhouden"),
    _("Wie mensen begeleidt, maakt het plan samen met hen."),
    CLIENT,
    open_or_mine("dossier__"),
    SHIELDED,
)
APPROVE_PIP = Recht(
    "pip.goedkeuren",
    _("Een PIP van een collega goedkeuren of teruggeven"),
    _("Vier ogen: een tweede persoon leest het besluit voordat het vaststaat."),
    APPROVERS,
    open_or_mine("dossier__"),
    SHIELDED,
)
FIX_PIP = Recht(
    "pip.vaststellen",
    _("Een goedgekeurd PIP vaststellen en bekendmaken"),
    _("Wie het gesprek voert, tekent samen met de inburgeraar en geeft de brief mee."),
    CLIENT,
    open_or_mine("dossier__"),
    SHIELDED,
)
