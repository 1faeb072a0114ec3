from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    """Whatever goes outside, sent at least once."""

    name = "meedoen.basis.berichten"
    label = "berichten"
