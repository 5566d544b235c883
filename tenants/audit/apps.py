"""Audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Council-schema app."""

    name = "tenants.audit"
    label = "audit"
    verbose_name = "Audit"

    def ready(self) -> None:
        """Follow what is done elsewhere."""
        from tenants.audit import receivers  # noqa: F401 (connects on import)
