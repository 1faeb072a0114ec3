"""What accounts bring to the outbox."""

from meedoen.basis.accounts.mailing import LINK_MAIL, LinkDeliverer
from meedoen.basis.outbox.deliverers import DELIVERERS


def bring() -> None:
    """Deliver mail about accounts."""
    DELIVERERS.add(LINK_MAIL, LinkDeliverer())
