from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Files, kept outside the web root."""

    name = "meedoen.basis.documents"
    label = "documents"
