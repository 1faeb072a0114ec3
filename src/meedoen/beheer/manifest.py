"""What administration brings: its pages in the menu."""

from django.utils.translation import gettext_lazy as _

from meedoen.basis.audit_log.rechten import VIEW_AUDIT_LOG
from meedoen.basis.ui.shell import MENU, Way
from meedoen.beheer.rechten import USERS_MANAGE


def bring() -> None:
    """Bring the ways to administration and to the logbook."""
    MENU.add("beheer:start", Way(_("Beheer"), 60, USERS_MANAGE.may_anywhere))
    MENU.add("audit_log:lijst", Way(_("Logboek"), 80, VIEW_AUDIT_LOG.may_anywhere))
