from django.apps import AppConfig, apps


class RegistryConfig(AppConfig):
    """What apps bring to the floors below them."""

    name = "meedoen.basis.registry"
    label = "registry"

    def ready(self) -> None:
        """Read the manifests, once, from the ground up."""
        from meedoen.basis.registry import discover

        discover(config.name for config in apps.get_app_configs())
