from django.apps import AppConfig


class TrajectConfig(AppConfig):
    """What happens after the PIP and DUO needs to know: offer, hours, results, contact person."""

    name = "meedoen.traject"
    label = "traject"
