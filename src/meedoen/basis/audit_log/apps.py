from django.apps import AppConfig


class AuditLogConfig(AppConfig):
    """Who read or changed what, why, sealed."""

    name = "meedoen.basis.audit_log"
    label = "audit_log"
