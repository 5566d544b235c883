"""Provider portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Council-schema app."""

    name = "providers.portal"
    label = "portal"
    verbose_name = "Provider portal"
