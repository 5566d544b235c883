"""The project's own app: the page frame, its components and static files."""

from django.apps import AppConfig


class LocalOfferConfig(AppConfig):
    """No models; templates and static files that every room uses."""

    name = "localoffer"
    verbose_name = "Local Offer Platform"

    def ready(self) -> None:
        """Bind tasks to our Celery app, shape the logs, register the checks that stop a bad start, and have a deleted
        council's files and cached values taken away."""
        from localoffer import celery, checks  # noqa: F401 (both register on import)
        from localoffer.cache import count_of_council, forget_council
        from localoffer.settings.logs import configure_structlog
        from localoffer.storage import count_files, delete_files
        from tenants.councils.parts import CouncilPart, register_part

        configure_structlog()
        register_part(
            CouncilPart(name="files", delete=lambda council: delete_files(), left=lambda council: count_files())
        )
        register_part(
            CouncilPart(
                name="cached values",
                delete=lambda council: forget_council(council.schema_name),
                left=lambda council: count_of_council(council.schema_name),
            )
        )
