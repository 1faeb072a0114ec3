from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Whatever goes outside, sent at least once."""

    name = "meedoen.basis.outbox"
    label = "outbox"
