"""The desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Council-schema app without tables: templates and a stylesheet."""

    name = "tenants.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        """Wagtail's choosers keep to the admin's policy."""
        from tenants.desk.choosers import start_by_mark

        start_by_mark()
