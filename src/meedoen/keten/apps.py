from django.apps import AppConfig


class KetenConfig(AppConfig):
    """The chain: connections, notifications, and what the parties said."""

    name = "meedoen.keten"
    label = "keten"
