from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Municipalities, regions, providers and the people who work there."""

    name = "meedoen.basis.organisations"
    label = "organisations"
