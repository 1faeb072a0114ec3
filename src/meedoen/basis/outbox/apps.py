from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Whatever goes outside, sent at least once."""

    name = "meedoen.basis.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Deliver e-mail."""
        from meedoen.basis.outbox.deliverers import register_deliverer
        from meedoen.basis.outbox.mail import MailDeliverer

        register_deliverer("email", MailDeliverer())
