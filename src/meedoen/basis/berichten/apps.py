from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    """Whatever goes outside, sent at least once."""

    name = "meedoen.basis.berichten"
    label = "berichten"

    def ready(self) -> None:
        """Deliver e-mail."""
        from meedoen.basis.berichten.bezorgers import meld_bezorger_aan
        from meedoen.basis.berichten.mail import Mailbezorger

        meld_bezorger_aan("email", Mailbezorger())
