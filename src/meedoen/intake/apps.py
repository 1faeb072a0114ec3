from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IntakeConfig(AppConfig):
    """The brede intake by conversation guide, and the leerbaarheidstoets."""

    name = "meedoen.intake"
    label = "intake"

    def ready(self) -> None:
        """Load the standard guide after every migrate."""
        from meedoen.intake.leidraad import after_migration

        post_migrate.connect(after_migration, sender=self)
