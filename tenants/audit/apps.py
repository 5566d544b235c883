"""Audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Council-schema app."""

    name = "tenants.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Follow what is done elsewhere, and let the trail become a file."""
        from tenants.audit import receivers  # noqa: F401 (connects on import)
        from tenants.audit.export_source import register_trail

        register_trail()
