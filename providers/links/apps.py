"""Which links of listings work."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """Council-schema app."""

    name = "providers.links"
    label = "links"
    verbose_name = "Links"
