from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The brede intake by conversation guide, and the leerbaarheidstoets."""

    name = "meedoen.intake"
    label = "intake"
