"""Councils, their hosts, lifecycle and branding."""

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """Shared-schema app."""

    name = "tenants.councils"
    label = "councils"
    verbose_name = "Councils"
