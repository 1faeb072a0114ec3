from django.apps import AppConfig


class PipConfig(AppConfig):
    """The PIP in two layers: the decision and the living plan."""

    name = "meedoen.pip"
    label = "pip"

    def ready(self) -> None:
        """Listen to DUO."""
        from meedoen.pip import keten

        keten.hang_up()
