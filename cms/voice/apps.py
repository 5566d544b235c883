"""What families say of the Local Offer, and what the council answers, in public."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """Council-schema app."""

    name = "cms.voice"
    label = "voice"
    verbose_name = "Comments"

    def ready(self) -> None:
        """Make its mails known."""
        from cms.voice.still_true import register_mails

        register_mails()
