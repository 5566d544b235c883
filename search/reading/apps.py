"""What the listings of a council say, read by machine."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """Council-schema app."""

    name = "search.reading"
    label = "search_reading"
    verbose_name = "What listings say"
