"""Officers' lists of what needs care, merging, terms, contacting, exporting."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Council-schema app."""

    name = "providers.upkeep"
    label = "upkeep"
    verbose_name = "Looking after listings"

    def ready(self) -> None:
        """Make its mails and its lists known."""
        from providers.upkeep.export_source import register_lists
        from providers.upkeep.still_true import register_mails

        register_mails()
        register_lists()
