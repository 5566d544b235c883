"""Search table."""

from django.apps import AppConfig


class SearchIndexConfig(AppConfig):
    """Council-schema app."""

    name = "search.index"
    label = "search_index"
    verbose_name = "Search table"

    def ready(self) -> None:
        """Have the follower make a new council's index, and a deleted council's taken away."""
        from search.index.services.documents import count_index, drop_index, follow_after_commit
        from tenants.councils.parts import CouncilPart, register_part

        register_part(
            CouncilPart(
                name="documents of the index",
                create=lambda council: follow_after_commit(),
                delete=lambda council: drop_index(),
                left=lambda council: count_index(),
            )
        )
