from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    """One answer to "may I?", and the wall of row-level security behind it."""

    name = "meedoen.basis.access"
    label = "access"

    def ready(self) -> None:
        """Know every right there is, and rebuild the wall after every migrate: no table is ever without."""
        from meedoen.basis.access import wall

        autodiscover_modules("rechten")
        post_migrate.connect(wall.rebuild, dispatch_uid="access.wall")
