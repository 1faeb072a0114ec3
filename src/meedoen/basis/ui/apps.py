from django.apps import AppConfig
from django.conf import settings


class UiConfig(AppConfig):
    """Look, words and shared pieces of page."""

    name = "meedoen.basis.ui"
    label = "ui"

    def ready(self) -> None:
        """Let every form be rendered by us: how forms look is this app's affair alone."""
        settings.FORM_RENDERER = "meedoen.basis.ui.form.MeedoenRenderer"
