from django.apps import AppConfig


class DocumentenConfig(AppConfig):
    """Files, kept outside the web root."""

    name = "meedoen.basis.documents"
    label = "documents"
