"""Lists as files."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Council-schema app. The rooms whose lists these are register them (`sources`)."""

    name = "tenants.exports"
    label = "exports"
    verbose_name = "Files of lists"

    def ready(self) -> None:
        """Wagtail's own files of lists are as safe as ours."""
        from tenants.exports.wagtail_lists import make_lists_safe

        make_lists_safe()
