from django.apps import AppConfig


class TrajectConfig(AppConfig):
    """What happens after the PIP and DUO needs to know: offer, hours, results, contact person."""

    name = "meedoen.traject"
    label = "traject"

    def ready(self) -> None:
        """Listen to DUO and to who gets a new klantmanager."""
        from meedoen.traject import keten

        keten.hang_up()
