"""Pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Council-schema app; its receivers keep the search table equal to what is live and public."""

    name = "cms.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Connect the receivers, and tell where terms are used."""
        from cms.pages import receivers  # noqa: F401 (connects on import)
        from cms.pages.selectors import pages_by_term
        from search.taxonomy.usage import register_use

        register_use("pages", pages_by_term)
