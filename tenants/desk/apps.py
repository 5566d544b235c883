"""The desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Council-schema app without tables: templates and a stylesheet."""

    name = "tenants.desk"
    label = "desk"
    verbose_name = "Desk"
