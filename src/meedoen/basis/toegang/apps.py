from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class ToegangConfig(AppConfig):
    """One answer to "may I?", and the wall of row-level security behind it."""

    name = "meedoen.basis.toegang"
    label = "toegang"

    def ready(self) -> None:
        """Know every right there is, and rebuild the wall after every migrate: no table is ever without."""
        from meedoen.basis.toegang import muur

        autodiscover_modules("rechten")
        post_migrate.connect(muur.herbouw, dispatch_uid="toegang.muur")
