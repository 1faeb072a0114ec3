from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ToegangConfig(AppConfig):
    """One answer to "may I?", and the wall of row-level security behind it."""

    name = "meedoen.basis.toegang"
    label = "toegang"

    def ready(self) -> None:
        """Rebuild the wall after every migrate: a table of personal data is never without."""
        from meedoen.basis.toegang import muur

        post_migrate.connect(muur.herbouw, dispatch_uid="toegang.muur")
