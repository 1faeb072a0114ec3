from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditLogConfig(AppConfig):
    """Who read or changed what, why, sealed."""

    name = "meedoen.basis.audit_log"
    label = "audit_log"

    def ready(self) -> None:
        """Let the apps above say which dossier number stands for whom (`<app>/data_subjects.py`)."""
        autodiscover_modules("data_subjects")
