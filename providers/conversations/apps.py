"""What is written about a listing: notes of the council's own, and messages between it and the listing's people."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Council-schema app."""

    name = "providers.conversations"
    label = "conversations"
    verbose_name = "Notes and messages"

    def ready(self) -> None:
        """Make its mails known."""
        from providers.conversations.still_true import register_mails

        register_mails()
