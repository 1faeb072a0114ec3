from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The newcomer, the facts, the terms and the line."""

    name = "meedoen.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Let news from DUO and the BRP reach the dossiers."""
        from meedoen.dossiers.keten import attach

        attach()
