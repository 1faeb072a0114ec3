from django.apps import AppConfig


class LogboekConfig(AppConfig):
    """Who read or changed what, why, sealed."""

    name = "meedoen.basis.logboek"
    label = "logboek"
