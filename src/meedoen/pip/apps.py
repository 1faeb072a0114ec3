from django.apps import AppConfig


class PipConfig(AppConfig):
    """The PIP in two layers: the decision and the living plan."""

    name = "meedoen.pip"
    label = "pip"
