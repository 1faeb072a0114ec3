from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """The newcomer, the facts, the terms and the line."""

    name = "meedoen.dossiers"
    label = "dossiers"
