"""Officers' lists of what needs care, merging, terms, contacting, exporting."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Council-schema app."""

    name = "providers.upkeep"
    label = "upkeep"
    verbose_name = "Looking after listings"
