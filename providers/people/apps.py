"""The people of organisations."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Council-schema app."""

    name = "providers.people"
    label = "people"
    verbose_name = "Providers' people"

    def ready(self) -> None:
        """Make its mails known."""
        from providers.people.claim_mails import register_claim_mails
        from providers.people.mails import register_mails

        register_mails()
        register_claim_mails()
