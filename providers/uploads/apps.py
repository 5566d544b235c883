"""Listings from spreadsheets, in the background, with preview and undo."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Council-schema app."""

    name = "providers.uploads"
    label = "uploads"
    verbose_name = "Uploads"
