"""What accounts bring: pages in the menu under one's name, and mail."""

from django.utils.translation import gettext_lazy as _

from meedoen.basis.accounts.mailing import LINK_MAIL, LinkDeliverer
from meedoen.basis.outbox.deliverers import DELIVERERS
from meedoen.basis.ui.shell import ACCOUNT_MENU, Way


def bring() -> None:
    """Bring the ways to one's account and to who may what; deliver mail about accounts."""
    ACCOUNT_MENU.add("mijn_account", Way(_("Mijn account"), 10, lambda _actor: True))
    ACCOUNT_MENU.add("access:wie_mag_wat", Way(_("Wie mag wat"), 30, lambda _actor: True))
    DELIVERERS.add(LINK_MAIL, LinkDeliverer())
