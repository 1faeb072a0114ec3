"""What the chain brings: who delivers to the parties, the kinds of message to DUO, a way in the menu."""

from django.utils.translation import gettext_lazy as _

from meedoen.basis.outbox.deliverers import DELIVERERS
from meedoen.basis.ui.shell import MENU, Way
from meedoen.keten.brp import channel as brp
from meedoen.keten.duo import channel as duo
from meedoen.keten.duo.asking import QUESTIONS
from meedoen.keten.duo.report_kinds import KINDS
from meedoen.keten.pages.attention import count_for
from meedoen.keten.pages.rechten import KETEN_MANAGE


def bring() -> None:
    """Deliver to DUO and the BRP; bring the way to the chain, with what needs a person there."""
    DELIVERERS.add(duo.CHANNEL, duo.DuoDeliverer())
    DELIVERERS.add(brp.CHANNEL, brp.BrpDeliverer())
    for kind in (*QUESTIONS, *KINDS):
        duo.MESSAGE_TYPES.add(kind.naam, kind)
    MENU.add("keten:start", Way(_("Keten"), 70, KETEN_MANAGE.may_anywhere, count_for))
