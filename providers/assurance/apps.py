"""Asking providers whether their listings are still correct."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    """Council-schema app."""

    name = "providers.assurance"
    label = "assurance"
    verbose_name = "Staying true"

    def ready(self) -> None:
        """Say when listings are due, and make its mails known."""
        from providers.assurance.selectors import next_check
        from providers.assurance.still_true import register_mails
        from providers.listings.services.checks import register_rule

        register_rule(next_check)
        register_mails()
