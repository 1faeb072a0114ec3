from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    """Municipalities, regions, providers and the people who work there."""

    name = "meedoen.basis.organisaties"
    label = "organisaties"

    def ready(self) -> None:
        """Tell the outbox how mail about accounts is delivered."""
        from meedoen.basis.organisaties import post  # noqa: F401  # it registers itself
