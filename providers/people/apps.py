"""The people of organisations."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Council-schema app."""

    name = "providers.people"
    label = "people"
    verbose_name = "Providers' people"

    def ready(self) -> None:
        """Make its mails known, and follow approvals."""
        from providers.people import receivers  # noqa: F401 (connects on import)
        from providers.people.still_true import register_mails

        register_mails()
