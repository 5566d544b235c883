"""Search: the sequence, extensions and text-search configuration that every council's table uses (in `public`)."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Shared-schema app; also the home of the search pages' templates."""

    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """Have what was counted of a deleted council's searches taken away."""
        from search.engines.tallies import forget_tallies
        from tenants.councils.parts import CouncilPart, register_part

        register_part(CouncilPart(name="tallies", delete=lambda council: forget_tallies(council.pk)))
