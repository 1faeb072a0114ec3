from django.apps import AppConfig


class WerkplekConfig(AppConfig):
    """The professional's workplace: worklist, search, agenda, figures, saved views."""

    name = "meedoen.werkplek"
    label = "werkplek"

    def ready(self) -> None:
        """Stand around every page: the roof knows the ways between them."""
        from meedoen.basis.ui.shell import use
        from meedoen.werkplek.shell import shell

        use(shell)
