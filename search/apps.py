"""Search: the sequence, extensions and text-search configuration that every council's table uses (in `public`)."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Shared-schema app; also the home of the search pages' templates."""

    name = "search"
    verbose_name = "Search"
