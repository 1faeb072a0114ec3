from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    """Municipalities, regions, providers and the people who work there."""

    name = "meedoen.basis.organisaties"
    label = "organisaties"

    def ready(self) -> None:
        """Tell the outbox how mail about accounts is delivered, and listen to who signs in."""
        from meedoen.basis.berichten.bezorgers import meld_bezorger_aan
        from meedoen.basis.organisaties import aanmeldingen, post  # noqa: F401  # the first registers itself

        meld_bezorger_aan(post.WACHTWOORDLINK, post.Linkbezorger())
