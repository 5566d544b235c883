"""Pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Council-schema app."""

    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Give new councils their pages."""
        from cms.pages.lifecycle import make_pages
        from tenants.councils.lifecycle import register_step

        register_step("pages", make_pages)
