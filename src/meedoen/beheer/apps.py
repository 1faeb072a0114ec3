from django.apps import AppConfig


class BeheerConfig(AppConfig):
    """The pages of who administers a municipality, and of who watches over its logbook."""

    name = "meedoen.beheer"
    label = "beheer"
