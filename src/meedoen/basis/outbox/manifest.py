"""The channel that the outbox has by itself."""

from meedoen.basis.outbox.deliverers import DELIVERERS
from meedoen.basis.outbox.mail import MailDeliverer


def bring() -> None:
    """Deliver e-mail."""
    DELIVERERS.add("email", MailDeliverer())
