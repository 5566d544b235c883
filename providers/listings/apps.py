"""Organisations and their services."""

from django.apps import AppConfig


class ListingsConfig(AppConfig):
    """Council-schema app; its receivers keep the search table equal to what is live."""

    name = "providers.listings"
    label = "listings"
    verbose_name = "Listings"

    def ready(self) -> None:
        """Connect the receivers."""
        from providers.listings import receivers  # noqa: F401 (connects on import)
