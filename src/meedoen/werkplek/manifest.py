"""What the roof brings: its pages in the menu, and what stands around every page."""

from django.utils.translation import gettext_lazy as _

from meedoen.basis.ui.shell import BUILDER, MENU, Way
from meedoen.dossiers.rechten import CONTACT_EDIT, DOSSIER_VIEW, FIGURES_VIEW
from meedoen.werkplek.shell import shell


def bring() -> None:
    """Bring the ways to the worklist, the agenda and the figures, and stand around every page."""
    MENU.add("werkplek:werk", Way(_("Mijn werk"), 10, DOSSIER_VIEW.may_anywhere))
    MENU.add("werkplek:agenda", Way(_("Agenda"), 40, CONTACT_EDIT.may_anywhere))
    MENU.add("werkplek:cijfers", Way(_("Cijfers"), 50, FIGURES_VIEW.may_anywhere))
    BUILDER.set(shell)
