from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The newcomer, the facts, the terms and the line."""

    name = "meedoen.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Bring the tabs and steps of a dossier itself; let news from DUO and the BRP reach the dossiers."""
        from meedoen.dossiers import places
        from meedoen.dossiers.keten import attach

        places.bring_own()
        attach()
