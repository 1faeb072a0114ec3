from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IntakeConfig(AppConfig):
    """The brede intake by conversation guide, and the leerbaarheidstoets."""

    name = "meedoen.intake"
    label = "intake"

    def ready(self) -> None:
        """Load the standard guide after every migrate; take what DUO says of the leerbaarheidstoets."""
        from meedoen.intake import keten
        from meedoen.intake.leidraad import na_migratie

        keten.hang_aan()
        post_migrate.connect(na_migratie, sender=self)
