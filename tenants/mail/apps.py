"""Mail."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    """Council-schema app."""

    name = "tenants.mail"
    label = "mail"
    verbose_name = "Mail"
