"""What the council itself changes in listings."""

from django.apps import AppConfig


class EditsConfig(AppConfig):
    """Council-schema app."""

    name = "providers.edits"
    label = "edits"
    verbose_name = "Council edits"

    def ready(self) -> None:
        """Make its mail known."""
        from providers.edits.still_true import register_mails

        register_mails()
