"""What families look for, counted without them."""

from django.apps import AppConfig


class SearchAnalyticsConfig(AppConfig):
    """Council-schema app."""

    name = "search.analytics"
    label = "search_analytics"
    verbose_name = "Search analytics"
