from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    """The professional's workplace: worklist, search, agenda, figures, saved views."""

    name = "meedoen.werkplek"
    label = "werkplek"
