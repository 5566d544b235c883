"""Mail."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Council-schema app."""

    name = "tenants.mail"
    label = "mail"
    verbose_name = "Mail"

    def ready(self) -> None:
        """Make the mails about signing in known."""
        from tenants.mail.account_mails import register_mails

        register_mails()
