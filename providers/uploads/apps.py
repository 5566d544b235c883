"""Listings from spreadsheets, in the background, with preview and undo."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Council-schema app."""

    name = "providers.uploads"
    label = "uploads"
    verbose_name = "Uploads"

    def ready(self) -> None:
        """Let officers have all listings as a file."""
        from providers.uploads.export_source import register_listings

        register_listings()
