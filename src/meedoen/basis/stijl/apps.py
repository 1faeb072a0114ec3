from django.apps import AppConfig


class StijlConfig(AppConfig):
    """Look, words and shared pieces of page."""

    name = "meedoen.basis.stijl"
    label = "stijl"
