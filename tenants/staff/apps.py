"""The people who work in a council's admin."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Council-schema app."""

    name = "tenants.staff"
    label = "staff"
    verbose_name = "Staff"

    def ready(self) -> None:
        """Make its mails known."""
        from tenants.staff.still_true import register_mails

        register_mails()
