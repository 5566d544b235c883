"""Who did what, and who looked at whom."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Council-schema app."""

    name = "tenants.audit"
    label = "audit"
    verbose_name = "Audit"
