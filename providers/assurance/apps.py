"""Asking providers whether their listings are still correct."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Council-schema app."""

    name = "providers.assurance"
    label = "assurance"
    verbose_name = "Staying true"

    def ready(self) -> None:
        """Say when listings are due, make its mails known, and follow what goes live."""
        from providers.assurance import receivers  # noqa: F401 (connects on import)
        from providers.assurance.mails import register_mails
        from providers.assurance.selectors import next_check
        from providers.listings.services.checks import register_rule

        register_rule(next_check)
        register_mails()
