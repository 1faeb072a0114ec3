from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The newcomer, the facts, the terms and the line."""

    name = "meedoen.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Let news from DUO and the BRP reach the dossiers."""
        from meedoen.dossiers.keten import hang_aan
        from meedoen.dossiers.services.brp import bij_persoon
        from meedoen.keten.brp.haken import op_persoon

        hang_aan()
        op_persoon(bij_persoon)
