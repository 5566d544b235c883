"""The register of duties."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Council-schema app. The duties themselves come with the platform; a council's words and evidence are its rows."""

    name = "cms.duties"
    label = "duties"
    verbose_name = "Duties"

    def ready(self) -> None:
        """Let the register become a file."""
        from cms.duties.export_source import register_list

        register_list()
