from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    """Whatever goes outside, sent at least once."""

    name = "meedoen.basis.outbox"
    label = "outbox"

    def ready(self) -> None:
        """Deliver e-mail."""
        from meedoen.basis.outbox.deliverers import meld_bezorger_aan
        from meedoen.basis.outbox.mail import Mailbezorger

        meld_bezorger_aan("email", Mailbezorger())
