"""Lists as files."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Council-schema app. The rooms whose lists these are register them (`sources`)."""

    name = "tenants.exports"
    label = "exports"
    verbose_name = "Files of lists"
