from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The newcomer, the facts, the terms and the line."""

    name = "meedoen.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Let DUO's news reach the dossiers."""
        from meedoen.dossiers.keten import hang_aan

        hang_aan()
