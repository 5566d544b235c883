"""People who sign in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """In both schemas: operators live in the public schema, everybody else in their council's."""

    name = "tenants.accounts"
    label = "accounts"
    verbose_name = "People"
